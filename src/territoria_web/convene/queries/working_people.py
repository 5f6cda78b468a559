"""Who registered for a working meeting and who came: lists for its office, numbers for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.people import NOBODY, group_name, group_of, role_of
from territoria_web.library.languages import compared
from territoria_web.listen.rules import LEAST

State = Attendee.State


@dataclass(frozen=True)
class Told:
    """Counts of people that may be published. ``shown``: name and how many, five or more each;
    ``others``: the names of the rest, who are ``together`` so many (None: too few to say).
    """

    total: int | None
    shown: tuple[tuple[str, int], ...]
    others: tuple[str, ...]
    together: int | None


def attendees_of(meeting: WorkingMeeting) -> QuerySet[Attendee]:
    """Everybody who registered or came, also those who cancelled."""
    return Attendee.objects.filter(meeting=meeting).select_related("territory")


def coming_to(meeting: WorkingMeeting) -> QuerySet[Attendee]:
    """The same without those who cancelled."""
    return attendees_of(meeting).exclude(state=State.CANCELLED)


def is_full(meeting: WorkingMeeting) -> bool:
    """Whether every place is taken."""
    return coming_to(meeting).count() >= meeting.seats


def is_awaited(person: Attendee) -> bool:
    """Whether somebody registered and can still come."""
    going_on = (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE)
    return person.state == State.REGISTERED and person.meeting.state in going_on


def counted_by_city(people: Sequence[Attendee]) -> list[tuple[str, int]]:
    """Cities, most people first. Spellings that differ in capitals or blanks count as one."""
    spelled: dict[str, Counter[str]] = {}
    for one in people:
        spelled.setdefault(compared(one.city), Counter())[one.city] += 1
    found = [(names.most_common(1)[0][0], names.total()) for names in spelled.values()]
    return sorted(found, key=lambda held: (-held[1], compared(held[0])))


def counted_by_group(people: Sequence[Attendee]) -> list[tuple[str, int]]:
    """Actor groups, most people first."""
    counts = Counter(group_of(one.role) or NOBODY for one in people)
    return [(group_name(group), count) for group, count in counts.most_common()]


def counted_by_role(people: Sequence[Attendee]) -> list[tuple[str, int]]:
    """Roles, most people first."""
    return [(role_of(role), n) for role, n in Counter(p.role for p in people).most_common()]


def may_tell(counts: Sequence[tuple[str, int]]) -> Told:
    """The counts as everybody may read them: a number only from five people on, and none that could
    be found by subtracting the others from the whole.
    """
    total = sum(count for _name, count in counts)
    if total < LEAST:
        return Told(None, (), tuple(sorted(name for name, _count in counts)), None)
    shown = [held for held in counts if held[1] >= LEAST]
    others = [held for held in counts if held[1] < LEAST]
    if others and sum(count for _name, count in others) < LEAST:
        smallest = min(shown, key=lambda held: held[1])
        shown.remove(smallest)
        others.append(smallest)
    names = tuple(sorted((name for name, _count in others), key=compared))
    together = sum(count for _name, count in others) if others else None
    return Told(total, tuple(shown), names, together)


def names_told(people: Sequence[Attendee]) -> list[Mapping[str, str]]:
    """Those who came and agreed to be named."""
    return [
        {"name": one.name, "city": one.city, "organisation": one.organisation}
        for one in people
        if one.state == State.PRESENT and one.may_be_named and one.name
    ]
