"""Who sat in a session, as cities and companies that could be in its project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from territoria_web.act.models import Partner, Project
from territoria_web.convene.models import Attendee, Topic
from territoria_web.convene.queries.people import group_of
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.queries.topics import coming

BUSINESS: Final = "business"
MOST: Final = 40


@dataclass(frozen=True)
class Mate:
    """A city or company of a session. ``key``: of its field; ``email``: of one of its people, which only
    the office reads before they say yes.
    """

    key: str
    name: str
    is_company: bool
    email: str
    person: str
    language: str

    @property
    def role(self) -> str:
        """What it would be, unless one says otherwise."""
        return Partner.Role.COMPANY if self.is_company else Partner.Role.PARTNER


def project_of(topic: Topic) -> Project | None:
    """The project that a session became; None so far."""
    return Project.objects.select_related("network").filter(topic=topic).first()


def mates_of(topic: Topic, leads: Attendee) -> list[Mate]:
    """The cities and companies of a session but the city of whoever ``leads``, by name; those of the meeting
    where nobody was dealt to groups.
    """
    own = leads.city.casefold()
    found: dict[str, Mate] = {}
    for one in _people(topic):
        mate = _mate(one)
        name = mate.name.casefold()
        if name and name != own and (name not in found or not found[name].email):
            found[name] = mate
    return sorted(found.values(), key=lambda mate: mate.name.casefold())[:MOST]


def _people(topic: Topic) -> Iterable[Attendee]:
    here = coming(topic.meeting)
    programme = programme_of(topic.meeting)
    session = programme.session(topic.public_id) if programme else None
    if programme is None or session is None:
        return here
    seats = programme.seats.get(session.slot.number, {})
    inside = {pk for pk, at in seats.items() if at == topic.pk}
    return here.filter(pk__in=inside | {one.pk for one in session.hosts})


def _mate(one: Attendee) -> Mate:
    is_company = group_of(one.role) == BUSINESS and bool(one.organisation)
    return Mate(
        key=f"with-{one.public_id.hex}",
        name=one.organisation if is_company else one.city,
        is_company=is_company,
        email=one.email,
        person=one.name,
        language=one.language,
    )
