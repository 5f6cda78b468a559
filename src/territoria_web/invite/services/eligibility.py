"""Whether an expression may be judged: decided by the office, with a reason, told to the applicant."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import LONGEST_REASON, SHORTEST_REASON, takes_reviews
from territoria_web.invite.models import Application, Call, Reviewer
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile

State = Application.State
OPEN_TO_IT = (State.SUBMITTED, State.ELIGIBLE, State.NOT_ELIGIBLE)


@transaction.atomic
def mark_eligibility(
    *,
    by: User,
    application: Application,
    eligible: bool,
    reason: str = "",
    seen: int,
    now: datetime | None = None,
) -> Application:
    """Mark an expression; a refusal, and every change of mind, needs a reason, which is kept.

    One that becomes eligible asks all reviewers for their conflicts of interest once more.
    """
    call = Call.objects.select_for_update().get(pk=application.call_id)
    held = Application.objects.select_for_update().get(pk=application.pk)
    held.call = call
    if not takes_reviews(call, now or timezone.now()):
        raise ValidationError(_("Eligibility is marked between the closing and the decision."))
    if held.state not in OPEN_TO_IT:
        raise ValidationError(_("This expression was withdrawn, or the call is decided."))
    if held.edit != seen:
        raise ChangedMeanwhile(_("A colleague marked this expression meanwhile. Look at it again."))
    after = State.ELIGIBLE if eligible else State.NOT_ELIGIBLE
    changed_mind = held.state not in (State.SUBMITTED, after)
    _check_reason(reason.strip(), needed=changed_mind or not eligible)
    before = {"state": str(held.state), "reason": held.reason}
    newly = eligible and held.state != State.ELIGIBLE
    held.state, held.reason = after, reason.strip()
    held.edit += 1
    held.save(update_fields=["state", "reason", "edit"])
    if newly:
        Reviewer.objects.filter(call=call).update(declared=None)
    write_entry(
        who=by,
        what="mark eligibility",
        about=f"application {held.public_id}",
        before=before,
        after={
            "title": str(call),
            "code": held.territory.code,
            "state": str(after),
            "reason": held.reason,
        },
    )
    return held


def _check_reason(reason: str, *, needed: bool) -> None:
    if needed and len(reason) < SHORTEST_REASON:
        said = _("Say why in at least %(least)d characters; the applicant reads it.")
        raise ValidationError({"reason": [said % {"least": SHORTEST_REASON}]})
    if len(reason) > LONGEST_REASON:
        said = _("Use at most %(most)d characters.") % {"most": LONGEST_REASON}
        raise ValidationError({"reason": [said]})
