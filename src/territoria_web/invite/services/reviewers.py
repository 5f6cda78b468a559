"""The reviewers of a call: inviting them, their conflicts of interest, and when one leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Application, Call, Conflict, Review, Reviewer
from territoria_web.invite.queries.panels import judged_in
from territoria_web.people.models import User
from territoria_web.people.queries import role_in_network
from territoria_web.people.rules import role_may
from territoria_web.people.services import make_account, write_entry

LONGEST_CONFLICT = 300
MOST_LOAD = 500


@transaction.atomic
def invite_reviewer(
    *,
    by: User,
    call: Call,
    email: str,
    name: str = "",
    organisation: str = "",
    most: int = 0,
    language: str = "en",
) -> Reviewer:
    """Ask somebody to review, with an account made for them where they have none.

    Who decides does not score, and who applies does not judge: ValidationError.
    """
    held = _open(call)
    if held.state == Call.State.DRAFT:
        raise ValidationError(_("Publish the call first; reviewers are shown what is asked."))
    validate_email(email)
    if not 0 <= most <= MOST_LOAD:
        said = _("Give a number from %(low)d to %(high)d.") % {"low": 0, "high": MOST_LOAD}
        raise ValidationError({"most": [said]})
    user = make_account(by=by, email=email, name=name, language=language)
    if role_may(role_in_network(user, held.network), "network", "decide"):
        raise ValidationError(_("The office that decides does not score. Ask somebody else."))
    standing = Application.objects.filter(call=held, applicant=user)
    if standing.exclude(state=Application.State.WITHDRAWN).exists():
        raise ValidationError(_("This person applies to this call, so they cannot review it."))
    seat = Reviewer.objects.filter(call=held, user=user).first()
    if seat is not None and seat.left is None:
        raise ValidationError(_("This person reviews for this call already."))
    facts = {"organisation": organisation.strip()[:200], "most": most}
    seat, _made = Reviewer.objects.update_or_create(
        call=held, user=user, defaults={**facts, "left": None, "declared": None}
    )
    after = {"title": str(held)}
    write_entry(who=by, what="invite reviewer", about=f"user {user.public_id}", after=after)
    return seat


@transaction.atomic
def declare_conflicts(
    *, by: User, reviewer: Reviewer, conflicts: Mapping[int, str], now: datetime | None = None
) -> None:
    """What a reviewer may not judge: expression → why; none is said by an empty map.

    Their own former word is replaced, that of the office stays. A review of such an expression, as
    far as it has got, is taken away.
    """
    call = _open(reviewer.call)
    seat = _seat(reviewer)
    known = {a.pk for a in judged_in(call)}
    _check_reasons(conflicts, known)
    own = Conflict.objects.filter(reviewer=seat, declared_by=by)
    own.exclude(application__in=list(conflicts)).delete()
    standing = set(Conflict.objects.filter(reviewer=seat).values_list("application_id", flat=True))
    for key, reason in conflicts.items():
        if key in standing:
            own.filter(application_id=key).update(reason=reason.strip())
        else:
            _bar(by, seat, key, reason)
    seat.declared = now or timezone.now()
    seat.save(update_fields=["declared"])
    write_entry(
        who=by,
        what="declare conflicts",
        about=f"reviewer {seat.public_id}",
        after={"title": str(call), "conflicts": len(conflicts)},
    )


@transaction.atomic
def add_conflict(*, by: User, reviewer: Reviewer, application: Application, reason: str) -> None:
    """The office knows of a conflict; a review that was written all the same counts no more."""
    call = _open(reviewer.call)
    seat = _seat(reviewer)
    _check_reasons({application.pk: reason}, {a.pk for a in judged_in(call)})
    if Conflict.objects.filter(reviewer=seat, application=application).exists():
        raise ValidationError(_("This conflict is known already."))
    _bar(by, seat, application.pk, reason)
    write_entry(
        who=by,
        what="add conflict",
        about=f"user {seat.user.public_id}",
        after={"title": str(call), "code": application.territory.code},
    )


@transaction.atomic
def let_reviewer_leave(*, by: User, reviewer: Reviewer, now: datetime | None = None) -> int:
    """A reviewer leaves: reviews handed in count, the others are free again. How many those are."""
    call = _open(reviewer.call)
    seat = _seat(reviewer)
    free, _rows = Review.objects.filter(reviewer=seat, submitted=None).delete()
    seat.left = now or timezone.now()
    seat.save(update_fields=["left"])
    after = {"title": str(call), "reviews freed": free}
    write_entry(who=by, what="let reviewer leave", about=f"user {seat.user.public_id}", after=after)
    return free


def _open(call: Call) -> Call:
    held = Call.objects.select_for_update().select_related("network").get(pk=call.pk)
    if held.state == Call.State.DECIDED:
        raise ValidationError(_("This call is decided. Its reviews stand as they are."))
    return held


def _seat(reviewer: Reviewer) -> Reviewer:
    held = Reviewer.objects.select_for_update().select_related("user").get(pk=reviewer.pk)
    if held.left is not None:
        raise ValidationError(_("This reviewer has left."))
    return held


def _check_reasons(conflicts: Mapping[int, str], known: set[int]) -> None:
    if set(conflicts) - known:
        raise ValidationError(_("This expression is not judged in this call."))
    if not all(reason.strip() for reason in conflicts.values()):
        raise ValidationError(_("Say in a few words what the conflict is."))
    if any(len(reason) > LONGEST_CONFLICT for reason in conflicts.values()):
        raise ValidationError(_("Use at most %(most)d characters.") % {"most": LONGEST_CONFLICT})


def _bar(by: User, seat: Reviewer, application: int, reason: str) -> None:
    Conflict.objects.create(
        reviewer=seat, application_id=application, reason=reason.strip(), declared_by=by
    )
    Review.objects.filter(reviewer=seat, application_id=application).delete()
