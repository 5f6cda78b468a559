"""The doors of a call: its office, its applicants, its reviewers; everyone else finds nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from territoria_web.invite.call_rules import DECISIONS, STANDING, is_closed
from territoria_web.invite.models import Application, Attachment, Call, Review, Reviewer
from territoria_web.people.models import User
from territoria_web.people.queries import Visitor, role_in_network
from territoria_web.people.rules import role_may

JUDGED = (Application.State.ELIGIBLE, *DECISIONS)


def open_call(user: Visitor, public_id: UUID, *, verb: str = "call") -> Call:
    """A call of one's own network. Strangers are told that there is nothing; members of the network
    who may not do this, that it is not theirs to do.
    """
    call = Call.objects.select_related("network", "template").filter(public_id=public_id).first()
    role = role_in_network(user, call.network) if call else ""
    if call is None or not role_may(role, "network", "see"):
        raise Http404
    if not role_may(role, "network", verb):
        raise PermissionDenied
    return call


def published_call(public_id: UUID) -> Call:
    """A call that everybody may read; 404 for a draft."""
    held = Call.objects.exclude(state=Call.State.DRAFT).select_related("network", "template")
    found = held.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def open_own_application(user: Visitor, public_id: UUID) -> Application:
    """One's own expression of interest; 404 for anyone else's."""
    found = _applications().filter(public_id=public_id).first()
    if found is None or not user.is_authenticated or found.applicant_id != user.pk:
        raise Http404
    return found


def application_in(call: Call, public_id: UUID) -> Application:
    """An expression that was handed in to this call; the office never sees a draft."""
    found = _applications().filter(call=call, public_id=public_id).first()
    if found is None or found.submitted is None or found.state not in STANDING:
        raise Http404
    return found


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related(
        "call__network", "call__template", "territory", "applicant", "cycle"
    )


def open_reviewer(user: Visitor, call_id: UUID) -> Reviewer:
    """One's own seat among the reviewers of a call; 404 without one, or once one has left."""
    if not user.is_authenticated:
        raise Http404
    seats = Reviewer.objects.select_related("call__network", "call__template", "user")
    found = seats.filter(call__public_id=call_id, left=None, user_id=user.pk).first()
    if found is None or found.call.state == Call.State.DRAFT:
        raise Http404
    return found


def open_review(user: Visitor, public_id: UUID) -> Review:
    """One's own review of an expression that is judged; 404 for anyone else's."""
    held = Review.objects.select_related(
        "reviewer__user",
        "application__territory",
        "application__call__network",
        "application__call__template",
    )
    found = held.filter(public_id=public_id, reviewer__left=None).first()
    if (
        found is None
        or not user.is_authenticated
        or found.reviewer.user_id != user.pk
        or found.application.state not in JUDGED
    ):
        raise Http404
    return found


def open_file(user: Visitor, application: UUID, public_id: UUID, *, now: datetime) -> Attachment:
    """A file beside an expression: for its applicant, for the reviewers who were given it, and for
    the office of the network once the call has closed.
    """
    found = (
        Attachment.objects.select_related("application__call__network")
        .filter(public_id=public_id, application__public_id=application)
        .first()
    )
    if found is None or not isinstance(user, User) or not _may_read(user, found.application, now):
        raise Http404
    return found


def _may_read(user: User, application: Application, now: datetime) -> bool:
    if application.applicant_id == user.pk:
        return True
    if application.state in JUDGED and application.reviews.filter(
        reviewer__user=user, reviewer__left=None
    ):
        return True
    office = role_may(role_in_network(user, application.call.network), "network", "call")
    handed_in = application.submitted is not None and application.state in STANDING
    return is_closed(application.call, now) and office and handed_in
