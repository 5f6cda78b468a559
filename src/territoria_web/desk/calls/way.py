"""The way of a call, from its text to the desks of the selected: what is done, what comes next."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import is_closed
from territoria_web.invite.models import Application, Call

State = Application.State


def mark_of(step: dict[str, Any], coming: dict[str, Any] | None) -> str:
    """How the list of steps marks it."""
    return "current" if step is coming else "done" if step["done"] else "ahead"


def steps_of_call(
    call: Call, states: list[str], seats: list[Any], closed_desks: int
) -> list[dict[str, Any]]:
    """Writing, applying, eligibility, reviews, decision, desks: what is done, and what to do."""
    now = timezone.now()
    given, handed_in = sum(s.given for s in seats), sum(s.done for s in seats)
    decided = call.state == Call.State.DECIDED
    closed = is_closed(call, now)
    rows = [
        (
            _("Write"),
            _("look at the preview and publish the call."),
            "call-preview" if call.state == Call.State.DRAFT else "call",
            call.state != Call.State.DRAFT,
        ),
        (_("Apply"), _("wait until the call closes."), "call", closed),
        (
            _("Eligibility"),
            _("mark each expression eligible or not."),
            "call-applications",
            decided or (closed and State.SUBMITTED not in states),
        ),
        (
            _("Reviews"),
            _("invite reviewers, give out the expressions, wait until all reviews are in."),
            "call-assignment" if seats else "call-reviewers",
            decided or (given > 0 and handed_in == given),
        ),
        (_("Decision"), _("give the places, with reasons."), "call-decision", decided),
        (
            _("Desks"),
            _("open the desks of the selected territories."),
            "call-decision",
            decided and not closed_desks,
        ),
    ]
    links = {
        "call-preview": _("To the preview"),
        "call-applications": _("To the expressions"),
        "call-reviewers": _("To the reviewers"),
        "call-assignment": _("To the assignment"),
        "call-decision": _("To the decision"),
    }
    return [
        {
            "name": name,
            "what": what,
            "url": reverse(f"desk:{page}", args=[call.public_id]),
            "link": links.get(page, ""),
            "done": done,
        }
        for name, what, page, done in rows
    ]
