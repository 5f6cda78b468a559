"""All dates of a cycle in one place, and the address under which a calendar may read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.utils.translation import gettext as _

from territoria_web.convene.queries.agenda import events_of_meeting
from territoria_web.invite.queries.steps import Event, events_of_steps
from territoria_web.people.models import User
from territoria_web.people.queries import cycles_of
from territoria_web.plan.queries.events import events_of_plan
from territoria_web.plan.queries.plans import plan_of
from territoria_web.territories.models import Cycle

SALT = "territoria.calendar"


def calendar_token(user: User, cycle: Cycle) -> str:
    """Names somebody and a cycle, signed; it opens dates, nothing else, until they renew it."""
    said = [user.public_id.hex, cycle.public_id.hex, user.calendars_renewed]
    return Signer(salt=SALT).sign_object(said)


def calendar_at(token: str) -> tuple[User, Cycle]:
    """Whose calendar an address is, and of which cycle; 404 where it was not made here, was renewed
    since, or they may not see the cycle any more.
    """
    try:
        person, held, round_ = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError):
        raise Http404 from None
    people = User.objects.filter(is_active=True, calendars_renewed=round_)
    user = people.filter(public_id=person).first()
    cycle = cycles_of(user).filter(public_id=held).first() if user else None
    if user is None or cycle is None:
        raise Http404
    return user, cycle


def events_of(cycle: Cycle) -> Iterator[Event]:
    """Steps, the end of surveys, days of meetings, dates of actions."""
    yield from events_of_steps(cycle)
    for survey in cycle.surveys.filter(closes__isnull=False):
        assert survey.closes is not None
        yield Event(f"survey-{survey.public_id}", survey.closes, _("The survey closes"))
    for meeting in cycle.meetings.all():
        yield from events_of_meeting(meeting)
    plan = plan_of(cycle)
    if plan is not None:
        yield from events_of_plan(plan)


def calendar_name(cycle: Cycle) -> str:
    """What the calendar is called."""
    return f"{cycle.territory.name}: {cycle.title}"
