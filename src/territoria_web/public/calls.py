"""Calls for expressions of interest: what is asked, how it is judged, and what was decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.invite.call_rules import is_closed, is_open
from territoria_web.invite.models import Call
from territoria_web.invite.queries.calls import (
    Chosen,
    applications_counted,
    call_said,
    chosen_in_public,
    closings_moved,
    criteria_of,
    public_calls,
)
from territoria_web.invite.queries.doors import published_call
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.library.saying import ranged
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.territories.queries import territory_name

HEAD = ("id", "title", "network", "opens", "closes", "places", "state", "applications", "decided")


def calls(request: HttpRequest) -> Page:
    """All calls that were published, the one that closes last first."""
    rows = [_line(call) for call in public_calls()]
    open_now = sum(row["open"] for row in rows)
    said = ngettext("%(count)d call is open now.", "%(count)d calls are open now.", open_now)
    finding = said % {"count": open_now} if open_now else _("No call is open now.")
    return Page(
        template="public/calls.html",
        title=_("Calls for expressions of interest"),
        finding=finding,
        facts={"rows": rows},
        table=Table("calls", HEAD, [row["cells"] for row in rows]),
    )


def _line(call: Call) -> dict[str, Any]:
    now = timezone.now()
    closed = is_closed(call, now)
    standing = getattr(call, "standing", 0) if closed else None
    return {
        "title": said_of(call.title),
        "url": reverse("public:call", args=[call.public_id]),
        "network": call.network.name,
        "open": is_open(call, now),
        "said": _when(call),
        "places": call.places,
        "standing": standing,
        "cells": (
            str(call.public_id),
            str(said_of(call.title)),
            call.network.name,
            call.opens.isoformat(),
            call.closes.isoformat(),
            call.places,
            call.state,
            standing,
            call.decided.isoformat() if call.decided else None,
        ),
    }


def _when(call: Call) -> str:
    now = timezone.now()
    if call.decided:
        return _("Decided on %(when)s.") % {"when": moment(call.decided)}
    if now < call.opens:
        return _("It opens on %(opens)s.") % {"opens": moment(call.opens)}
    if is_open(call, now):
        return _("It is open until %(closes)s.") % {"closes": moment(call.closes)}
    return _("It closed on %(closes)s and is being judged.") % {"closes": moment(call.closes)}


def call(request: HttpRequest, call: UUID) -> Page:
    """One call: text, criteria, dates; after the closing the number, later the decision."""
    held = published_call(call)
    now = timezone.now()
    count = applications_counted(held, now)
    named, unnamed = chosen_in_public(held) if held.decided else ([], 0)
    moved = closings_moved(held)
    return Page(
        template="public/call.html",
        title=str(said_of(held.title)),
        finding=_when(held),
        facts={
            **call_said(held),
            "open": is_open(held, now),
            "closed": is_closed(held, now),
            "count": count,
            "moved": [(moment(m.before), moment(m.after), m.reason) for m in moved],
            "chosen": [_chosen(one) for one in named],
            "unnamed": unnamed,
            "decided": moment(held.decided),
        },
        data=_data(held, count, named, unnamed),
        crumbs=(Crumb(_("Calls"), reverse("public:calls")),),
    )


def _chosen(one: Chosen) -> dict[str, Any]:
    kept = one.application.standing
    scored = kept.get("rank") is not None
    return {
        "name": territory_name(one.territory),
        "url": reverse("public:territory", args=[one.territory.code]),
        "organisation": one.organisation,
        "reason": one.application.reason,
        "score": ranged(kept["score"], kept["low"], kept["high"]) if scored else "",
    }


def _data(held: Call, count: int | None, named: list[Chosen], unnamed: int) -> dict[str, Any]:
    return {
        "call": {
            "id": str(held.public_id),
            "network": held.network.name,
            "title": held.title,
            "text": held.text,
            "opens": held.opens,
            "closes": held.closes,
            "places": held.places,
            "words": held.words,
            "state": held.state,
            "applications": count,
        },
        "criteria": [
            {"id": c["id"], "title": c["title"], "weight": c["weight"], "share": a.share}
            | {key: c[key] for key in ("none", "half", "full")}
            for c, a in zip(held.criteria, criteria_of(held), strict=True)
        ],
        "decision": held.decision,
        "selected": [
            {
                "territory": one.territory.key,
                "organisation": one.organisation,
                "reason": one.application.reason,
                **one.application.standing,
            }
            for one in named
        ],
        "selected_unnamed": unnamed,
    }
