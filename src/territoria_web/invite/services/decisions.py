"""Giving the places of a call: once, for all expressions together, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.invite.call_rules import (
    DECISIONS,
    LONGEST_REASON,
    SHORTEST_REASON,
    is_closed,
    needs_reason,
)
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.ranked import (
    CallRanking,
    Placed,
    decision_barred_by,
    ranking_of,
    standing_as_kept,
)
from territoria_web.people.models import User
from territoria_web.people.services import write_entry

State = Application.State


@dataclass(frozen=True)
class Choice:
    """What becomes of one expression; ``feedback``: words to the applicant beside the scores."""

    outcome: str
    reason: str = ""
    feedback: str = ""


Choices = Mapping[UUID, Choice]


@transaction.atomic
def decide_call(
    *, by: User, call: Call, choices: Choices, method: str, now: datetime | None = None
) -> list[Application]:
    """Give the places. ``choices``: public id of each judged expression → what becomes of it;
    ``method``: how the places were given, public.

    A reason is needed where the ranking does not settle it (contested, tied) or where the decision
    goes against it. ValidationError by field (``outcome-<id>``, ``reason-<id>``, ``method``) says
    all that is wrong.
    """
    when = now or timezone.now()
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.state != Call.State.PUBLISHED or not is_closed(held, when):
        raise ValidationError(_("The places of this call are given already, or it has not closed."))
    # under the lock: whoever changes a score waits, and the ranking that is kept is the one decided
    ranking = ranking_of(held)
    if barred := decision_barred_by(held, ranking):
        raise ValidationError(barred)
    check_choices(held, ranking, choices, method)
    decided = [_decide(by, row, choices[row.application.public_id], when) for row in ranking.rows]
    held.state, held.decided, held.decision = Call.State.DECIDED, when, method.strip()
    held.edit += 1
    held.save(update_fields=["state", "decided", "decision", "edit"])
    chosen = sum(a.state == State.SELECTED for a in decided)
    write_entry(
        who=by,
        what="decide call",
        about=f"call {held.public_id}",
        before={"state": "published"},
        after={"title": str(held), "state": "decided", "selected": chosen, "of": len(decided)},
    )
    return decided


def check_choices(call: Call, ranking: CallRanking, choices: Choices, method: str) -> None:
    """ValidationError by field says all that is wrong with a decision."""
    wrong: dict[str, list[str]] = {}
    if not SHORTEST_REASON <= len(method.strip()) <= LONGEST_REASON:
        said = _(
            "Say how the places were given, in at least %(least)d characters; everybody may read it."
        )
        wrong["method"] = [said % {"least": SHORTEST_REASON}]
    for row in ranking.rows:
        key = row.application.public_id
        choice = choices.get(key, Choice(""))
        if choice.outcome not in DECISIONS:
            wrong[f"outcome-{key}"] = [_("Choose what becomes of it.")]
        elif said := _wrong_reason(row, choice):
            wrong[f"reason-{key}"] = [said]
        if len(choice.feedback) > LONGEST_REASON:
            said = _("Use at most %(most)d characters.") % {"most": LONGEST_REASON}
            wrong[f"feedback-{key}"] = [said]
    chosen = sum(c.outcome == State.SELECTED for c in choices.values())
    if chosen > call.places:
        said = ngettext(
            "This call has %(places)d place; %(count)d are selected.",
            "This call has %(places)d places; %(count)d are selected.",
            call.places,
        )
        wrong["places"] = [said % {"places": call.places, "count": chosen}]
    if set(choices) - {row.application.public_id for row in ranking.rows}:
        wrong.setdefault("places", []).append(_("Expressions have changed meanwhile. Look again."))
    if wrong:
        raise ValidationError(wrong)


def _wrong_reason(row: Placed, choice: Choice) -> str:
    reason = choice.reason.strip()
    if len(reason) > LONGEST_REASON:
        return _("Use at most %(most)d characters.") % {"most": LONGEST_REASON}
    needed = needs_reason(outcome=choice.outcome, standing=row.standing, tied=row.tied)
    if needed and len(reason) < SHORTEST_REASON:
        said = _(
            "The ranking does not settle this. Write the reason in at least %(least)d characters; "
            "the applicant reads it."
        )
        return said % {"least": SHORTEST_REASON}
    return ""


def _decide(by: User, row: Placed, choice: Choice, when: datetime) -> Application:
    application = row.application
    application.state = choice.outcome
    application.reason, application.feedback = choice.reason.strip(), choice.feedback.strip()
    application.standing = standing_as_kept(row)
    application.told = when
    application.edit += 1
    application.save(update_fields=["state", "reason", "feedback", "standing", "told", "edit"])
    _write(by, application, "decide application", State.ELIGIBLE)
    return application


@transaction.atomic
def move_up(*, by: User, application: Application, reason: str) -> Application:
    """A place became free: somebody of the reserve list takes it, with a reason."""
    call = Call.objects.select_for_update().get(pk=application.call_id)
    held = Application.objects.select_for_update().get(pk=application.pk)
    if held.state != State.RESERVE:
        raise ValidationError(_("Only an expression on the reserve list can move up."))
    if Application.objects.filter(call=call, state=State.SELECTED).count() >= call.places:
        raise ValidationError(_("No place is free."))
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        said = _("Say why in at least %(least)d characters; the applicant reads it.")
        raise ValidationError({"reason": [said % {"least": SHORTEST_REASON}]})
    held.state, held.reason = State.SELECTED, reason.strip()
    held.edit += 1
    held.save(update_fields=["state", "reason", "edit"])
    _write(by, held, "decide application", State.RESERVE)
    return held


def _write(by: User, application: Application, what: str, before: str) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"application {application.public_id}",
        before={"state": str(before)},
        after={
            "title": str(application.call),
            "code": application.territory.code,
            "state": str(application.state),
            "reason": application.reason,
        },
    )
