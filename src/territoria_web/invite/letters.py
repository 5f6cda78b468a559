"""Letters of a call: to applicants and reviewers, each in the language of their account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from territoria_web.invite.call_rules import STATE_NAMES
from territoria_web.invite.models import Application, Call, Reviewer
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.library.saying import said_in
from territoria_web.people.links import link_for
from territoria_web.people.mail import letter, post
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name

Facts = Callable[[], Mapping[str, Any]]


def mail_way_to_apply(*, user: User, call: Call, onward: str, origin: str) -> None:
    """A link that signs in once and leads to the form."""
    link = link_for(user, origin=origin, onward=onward)
    _send(user, "apply", lambda: {"link": link, "call": said_of(call.title)})


def mail_submitted(*, application: Application, origin: str) -> None:
    """The receipt of an expression."""
    call = application.call
    _to_applicant(application, "submitted", origin, lambda: {"closes": moment(call.closes)})


def mail_closing_moved(*, application: Application, reason: str, origin: str) -> None:
    """The closing date was moved, and why."""
    facts = {"reason": reason}
    call = application.call
    _to_applicant(application, "moved", origin, lambda: {**facts, "closes": moment(call.closes)})


def mail_eligibility(*, application: Application, origin: str) -> None:
    """Eligible or not, with the reason."""
    eligible = application.state == Application.State.ELIGIBLE
    facts = {"eligible": eligible, "reason": application.reason}
    _to_applicant(application, "eligibility", origin, lambda: facts)


def mail_decision(*, application: Application, origin: str) -> None:
    """The decision is taken; scores and reasons stand on the applicant's page."""
    state = application.state
    _to_applicant(application, "decided", origin, lambda: {"outcome": str(STATE_NAMES[state])})


def mail_desk_open(*, application: Application, origin: str) -> None:
    """The desk of a selected territory is open, and its applicant leads the team."""
    user, cycle = application.applicant, application.cycle
    if user is None or cycle is None:
        return
    desk = origin + _path(user, "desk:cycle", cycle.public_id)
    facts = {"desk": desk, "title": cycle.title}
    _to_applicant(application, "desk_open", origin, lambda: facts)


def mail_reviewer(*, reviewer: Reviewer, by: User, origin: str) -> None:
    """An invitation to review, with a link to come in."""
    call, user = reviewer.call, reviewer.user
    way = _path(user, "desk:panel", call.public_id)
    link = link_for(user, origin=origin, purpose="invitation", onward=way)
    told = {"link": link, "by": by, "network": call.network.name}
    _send(user, "reviewer", lambda: {**told, "call": said_of(call.title)})


def mail_reviews_given(*, reviewer: Reviewer, count: int, origin: str) -> None:
    """How many expressions a reviewer was given."""
    call, user = reviewer.call, reviewer.user
    way = origin + _path(user, "desk:panel", call.public_id)
    _send(user, "given", lambda: {"link": way, "count": count, "call": said_of(call.title)})


def mail_talk(*, reviewer: Reviewer, application: Application, origin: str) -> None:
    """Reviewers are far apart and are asked to talk."""
    call, user = reviewer.call, reviewer.user
    link = origin + _path(user, "desk:panel", call.public_id)
    _send(
        user,
        "talk",
        lambda: {
            "link": link,
            "place": territory_name(application.territory),
            "call": said_of(call.title),
        },
    )


def _to_applicant(application: Application, name: str, origin: str, facts: Facts) -> None:
    user = application.applicant
    if user is None or not user.is_active:
        return
    link = origin + _path(user, "desk:application", application.public_id)

    def told() -> Mapping[str, Any]:
        return {
            "link": link,
            "place": territory_name(application.territory),
            "call": said_of(application.call.title),
            **facts(),
        }

    _send(user, name, told)


def _path(user: User, name: str, key: object) -> str:
    with override(user.language):
        return reverse(name, args=[key])


def _send(user: User, name: str, facts: Facts) -> None:
    if user.is_active and not user.is_former:
        post(lambda: _letter(user, name, facts))


def _letter(user: User, name: str, facts: Facts) -> EmailMessage:
    with said_in(user.language):
        return letter(render_to_string(f"invite/{name}.txt", dict(facts())), to=user.email)
