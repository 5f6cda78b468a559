"""A team's decisions on advice: accept, change, decline, open again; each with its reason, public."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.library.services import freeze_text
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.judged import Judged
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

Decision = Recommendation.Decision
SHORTEST = 20
LONGEST = 4000


def check_decision(*, decision: str, reason: str, changed_text: str) -> None:
    """ValidationError by field says all that is wrong with a decision."""
    wrong: dict[str, list[str]] = {}
    enough = _("Use at least %(least)d characters.") % {"least": SHORTEST}
    if decision not in Decision.values:
        wrong["decision"] = [_("Choose what you decide.")]
    if len(reason.strip()) < SHORTEST and decision in (Decision.CHANGED, Decision.DECLINED):
        wrong["reason"] = [_("Say in a sentence why; everybody may read it."), enough]
    if decision == Decision.CHANGED and len(changed_text.strip()) < SHORTEST:
        wrong["changed_text"] = [_("Write what you will do instead, in your own words."), enough]
    for name, text in (("reason", reason), ("changed_text", changed_text)):
        if len(text) > LONGEST:
            said = _("Use at most 4,000 characters; these are %(count)s.") % {"count": len(text)}
            wrong.setdefault(name, []).append(said)
    if wrong:
        raise ValidationError(wrong)


def stamp_of(row: Recommendation | None) -> str:
    """What tells one decision on a piece of advice from the next; empty where there is none."""
    return row.decided.isoformat() if row and row.decided else ""


@transaction.atomic
def judge_advice(
    *,
    by: User,
    cycle: Cycle,
    judged: Judged,
    decision: str,
    reason: str = "",
    changed_text: str = "",
    seen: str = "",
) -> Recommendation:
    """Write down what a team decided on a piece of advice. The text is frozen at the first one.

    ``seen``: the stamp of the decision that they had before them. ChangedMeanwhile where another
    stands by now, so that nobody undoes a colleague's words unread.
    """
    refuse_where_closed(cycle)
    check_decision(decision=decision, reason=reason, changed_text=changed_text)
    row, made = Recommendation.objects.get_or_create(
        cycle=cycle,
        advice=judged.text.id,
        defaults={
            "text": freeze_text(kind="recommendations", text_id=judged.text.id, text=judged.text),
            "given": _given(judged),
        },
    )
    if not made:
        row = Recommendation.objects.select_for_update().get(pk=row.pk)
        if stamp_of(row) != seen:
            raise ChangedMeanwhile(_("Someone decided on this advice while you were writing."))
    before = None if made else _told(row)
    row.decision = decision
    row.reason = reason.strip()
    row.changed_text = changed_text.strip() if decision == Decision.CHANGED else ""
    row.decided_by = by
    row.decided = timezone.now()
    row.save()
    write_entry(
        who=by,
        what="judge advice",
        about=f"recommendation {row.public_id}",
        territory=cycle.territory,
        before=before,
        after=_told(row),
    )
    return row


def ask_for_advice(*, by: User, cycle: Cycle) -> Job:
    """A job that works out peers, gaps and advice by the public figures."""
    key = f"diagnose-one {cycle.public_id} {cycle.framework}"
    told = {"language": get_language() or "en"}
    return enqueue(
        kind="diagnose-one", arguments=told, by=by, cycle=cycle, key=key, deed="ask for advice"
    )


def _given(judged: Judged) -> dict[str, Any]:
    """Why it was given; ``own`` keeps it off the public pages."""
    kept = ("tier", "why_tier", "place", "gaps", "factors", "grade")
    return {"own": judged.own, **{name: judged.given[name] for name in kept}}


def _told(row: Recommendation) -> dict[str, Any]:
    return {
        "advice": row.advice,
        "decision": row.decision,
        "reason": row.reason,
        "changed_text": row.changed_text,
    }
