"""What a team's key opens: its cycles, and the door for its own figures."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema, Status

from territoria_web.api.keys import Key
from territoria_web.api.problems import Fault, Refused
from territoria_web.api.schemas.texts import CycleOut, ReceiptOut
from territoria_web.measure.services.own_figures import Receipt, receive_own_figures
from territoria_web.people.queries import cycles_of, open_cycle

router = Router(tags=["teams"], auth=Key())
ROW = {
    "type": "object",
    "required": ["indicator", "period", "value"],
    "properties": {
        "indicator": {"type": "string"},
        "period": {"type": "integer"},
        "value": {"type": "number"},
    },
}
BODY = {
    "requestBody": {
        "required": True,
        "description": "a table with a head, or a list of figures",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "array", "minItems": 1, "items": ROW}},
        },
    }
}


class Trial(Schema):
    """Whether to write."""

    dry_run: bool = Field(False, description=gettext_noop("only check, write nothing"))


@router.get("/cycles", response=list[CycleOut], summary=gettext_noop("Your teams' cycles"))
def cycles(request: HttpRequest) -> Any:
    """The cycles that the account of the key may see."""
    return [
        {
            "id": str(cycle.public_id),
            "territory": cycle.territory.code,
            "title": cycle.title,
            "framework": cycle.framework,
            "state": cycle.state,
            "example": cycle.example,
        }
        for cycle in cycles_of(request.auth)  # type: ignore[attr-defined]
    ]


@router.post(
    "/cycles/{cycle}/releases",
    response={200: ReceiptOut, 201: ReceiptOut},
    openapi_extra=BODY,
    summary=gettext_noop("Give figures of your own"),
)
def give_figures(
    request: HttpRequest,
    cycle: UUID,
    asked: Query[Trial],
) -> Any:
    """All figures are taken, or none: each that is refused is named with its place and the remedy."""
    user = request.auth  # type: ignore[attr-defined]
    opened = open_cycle(user, cycle, stage="measure", verb="upload")
    content, name = _table(request)
    receipt = receive_own_figures(
        by=user,
        cycle=opened,
        content=content,
        file_name=name,
        dry_run=asked.dry_run,
        all_or_nothing=True,
    )
    if receipt.faults:
        raise Refused(422, *(Fault(f.where, f.what, f.mend) for f in receipt.faults))
    if not receipt.received:
        mend = _("Send a head with indicator, period and value, and one line a figure.")
        raise Refused(422, Fault("body", _("The table holds no figure."), mend))
    return Status(201 if receipt.release else 200, _told(receipt, asked.dry_run))


def _told(receipt: Receipt, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "taken": len(receipt.received),
        "new": receipt.new,
        "replacing": receipt.replacing,
        "empty": receipt.empty,
        "cautions": [f"{r.figure.indicator}: {r.caution}" for r in receipt.received if r.caution],
        "release": str(receipt.release.public_id) if receipt.release else None,
        "job": str(receipt.job.public_id) if receipt.job else None,
    }


def _table(request: HttpRequest) -> tuple[bytes, str]:
    """The body as the bytes of a CSV file."""
    kind = (request.content_type or "").lower()
    if kind == "application/json":
        return _from_json(request.body), "api.csv"
    if kind in ("text/csv", "text/plain", "application/csv"):
        return request.body, "api.csv"
    mend = _("Send text/csv or application/json.")
    raise Refused(422, Fault("Content-Type", _("We cannot read this kind of body."), mend))


def _from_json(body: bytes) -> bytes:
    mend = _("Send a list of objects with indicator, period and value.")
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(422, Fault("body", _("This is not whole JSON."), mend)) from None
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        raise Refused(422, Fault("body", _("This is not a list of figures."), mend))
    head = list(dict.fromkeys(str(key) for row in rows for key in row))
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([row.get(key, "") for key in head] for row in rows)
    try:
        return file.getvalue().encode()
    except UnicodeEncodeError:  # half of a pair, such as "\ud800": JSON can say it, UTF-8 cannot
        what = _("A text in it holds half of a character, which cannot be written.")
        raise Refused(422, Fault("body", what, _("Send whole characters, in UTF-8."))) from None
