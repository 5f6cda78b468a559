"""Somebody deletes their account: what of a call hangs on them alone goes with it."""

from __future__ import annotations

from django.db import transaction

from territoria_web.invite.models import Call, Reviewer
from territoria_web.invite.services.applications import discard_drafts
from territoria_web.invite.services.reviewers import let_reviewer_leave
from territoria_web.people.models import User
from territoria_web.people.services import delete_account


@transaction.atomic
def leave_for_good(*, by: User) -> None:
    """Delete an account with its drafts of expressions, and leave the reviewers of calls that are not
    decided. What is handed in, and reviews handed in, stay: others have built on them.

    ValidationError where a team would be left without a lead; nothing is deleted then.
    """
    discard_drafts(by=by)
    seats = Reviewer.objects.filter(user=by, left=None).exclude(call__state=Call.State.DECIDED)
    for seat in seats.select_related("call"):
        let_reviewer_leave(by=by, reviewer=seat)
    delete_account(by=by)
