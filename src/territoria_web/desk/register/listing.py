"""The register of a territory: its initiatives with their states, and the table that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.register.forms import RecordForm
from territoria_web.desk.register.frame import STAGE, show_register
from territoria_web.measure.models import Initiative, InitiativeReview
from territoria_web.measure.queries.initiative_tables import (
    listed,
    register_csv,
    register_workbook,
)
from territoria_web.measure.queries.records import lacking_in, record_of
from territoria_web.measure.queries.register import (
    STATE_NAMES,
    VERDICT_NAMES,
    editions_of,
    initiatives_of,
    reviews_of,
)
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle


@login_required
@require_safe
def register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All initiatives of the territory: their states, and what each lacks."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    rows = [_row(cycle, one) for one in initiatives_of(cycle.territory)]
    return show_register(
        request,
        cycle,
        "desk/register/listing.html",
        title=_("Register of initiatives"),
        finding=_finding(rows),
        facts={"rows": rows},
        beneath=False,
    )


def _finding(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return _("No initiative is written down yet.")
    out = sum(bool(row["public"]) for row in rows if row["one"].state != "withdrawn")
    said = ngettext(
        "%(count)d initiative; everybody reads %(out)d.",
        "%(count)d initiatives; everybody reads %(out)d.",
        len(rows),
    )
    return said % {"count": len(rows), "out": out}


def _row(cycle: Cycle, one: Initiative) -> dict[str, Any]:
    record, today = record_of(one.body), timezone.localdate()
    editions = editions_of(one)
    draft = one.state == Initiative.State.DRAFT
    return {
        "one": one,
        "url": reverse("desk:register-initiative", args=[cycle.public_id, one.public_id]),
        "state": STATE_NAMES[Initiative.State(one.state)],
        "edition": editions[0] if editions else None,
        "public": reverse("public:initiative", args=[one.slug]) if editions else "",
        "lacking": labels_of(lacking_in(record, today)) if draft else [],
        "is_incomplete": record.has_target and not record.target_complete,
        "is_unconfirmed": bool(editions) and not record.is_confirmed(today),
        "asked": [r for r in said_reviews(one) if r["to_mend"]] if draft else [],
    }


def labels_of(fields: Sequence[str] | dict[str, str]) -> list[str]:
    """What these fields are called in the form."""
    return [str(RecordForm.base_fields[name].label) for name in fields]


def said_reviews(one: Initiative) -> list[dict[str, Any]]:
    """What peers said, as the team reads it; ``now``: of the words that stand."""
    mend = InitiativeReview.Verdict.MEND
    return [
        {
            "row": r,
            "verdict": VERDICT_NAMES[InitiativeReview.Verdict(r.verdict)],
            "now": r.edit == one.edit,
            "to_mend": r.verdict == mend and r.edit == one.edit,
        }
        for r in reviews_of(one)
    ]


@login_required
@require_safe
def table(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The register as CSV or Excel; empty, it is the template."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    held = listed(cycle.territory)
    name = f"initiatives-{cycle.territory.code}.{kind}"
    if kind == "xlsx":
        return as_file(register_workbook(held), XLSX, name)
    return as_file(register_csv(held), CSV, name)
