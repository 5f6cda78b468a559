"""How good a timetable is, and what gave way, in sentences of the language spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import Attendee, TimetableVersion, Topic, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import slot_name, slots_of
from territoria_web.library.saying import listed, numeral_of, percent, spoken


@dataclass(frozen=True)
class Remark:
    """Something that gave way, and whom it touches, by name: for the office alone."""

    text: str
    people: str


def worth_said(version: TimetableVersion) -> str:
    """How much interest it serves, and whether any other could serve more."""
    value, bound = numeral_of(version.value), numeral_of(version.bound)
    if not version.bound:
        said = _("It serves %(value)s points of interest. Something has changed since it was worked "
                 "out, so how near that is to the best is not known: make it anew to know.")  # fmt: skip
        return said % {"value": value}
    if version.value >= version.bound:
        return _("No timetable serves more interest than this one: %(value)s points.") % {
            "value": value
        }
    share = _at_least(version.value / version.bound)
    said = _("It serves %(value)s points of interest; none can serve more than %(bound)s, so this is "
             "at least %(share)s of the best.")  # fmt: skip
    return said % {"value": value, "bound": bound, "share": share}


def floor_said(version: TimetableVersion) -> str:
    """What everybody reaches at least; nothing where nobody is seated."""
    if version.floor is None or not version.seats:
        return ""
    if version.floor >= 1:
        said = _("Everybody sits in the topics they want most among what is held at a time.")
    else:
        said = _("Everybody reaches at least %(share)s of what was possible for them.") % {
            "share": _at_least(version.floor)
        }
    if not version.fair_cost:
        return said
    points = numeral_of(version.fair_cost, 1)
    cost = _("That took %(points)s points away from the sum.") % {"points": points}
    return f"{said} {cost}"


def _at_least(share: float) -> str:
    """Whole percent, rounded down: what is promised is reached."""
    return percent(floor(100 * share + 1e-9) / 100)


def mixed_said(version: TimetableVersion) -> str:
    """How mixed the groups are; nothing where no city is known."""
    if not version.mixed:
        return ""
    return _("Of ten people in a group, %(count)s come from different cities on average.") % {
        "count": numeral_of(10 * version.mixed)
    }


def quality_said(version: TimetableVersion) -> list[str]:
    """All that everybody reads of how good it is."""
    told = (worth_said(version), floor_said(version), mixed_said(version))
    return [said for said in told if said]


def remarks_on(meeting: WorkingMeeting, version: TimetableVersion) -> list[Remark]:
    """What gave way, in the order in which it did."""
    names = _Names(meeting, version)
    return [Remark(names.said(note), names.people(note)) for note in version.notes]


def left_out_of(version: TimetableVersion) -> list[tuple[Topic, str]]:
    """What is not held, and why."""
    rows = Topic.objects.in_bulk([int(pk) for pk in version.left_out])
    return [(rows[int(pk)], spoken(why)) for pk, why in version.left_out.items() if int(pk) in rows]


class _Names:
    """What the numbers in notes stand for."""

    def __init__(self, meeting: WorkingMeeting, version: TimetableVersion) -> None:
        notes = version.notes
        self.slots = {row.number: slot_name(row) for row in slots_of(meeting)}
        self.topics = dict(
            Topic.objects.filter(pk__in={n["topic"] for n in notes}).values_list("pk", "title")
        )
        people = {pk for note in notes for pk in note["people"]}
        self.rows = Attendee.objects.in_bulk(people)

    def people(self, note: Mapping[str, Any]) -> str:
        """Their names, for the office."""
        found: Iterable[Attendee] = (self.rows[pk] for pk in note["people"] if pk in self.rows)
        return listed([row.name or row.city or "–" for row in found])

    def said(self, note: Mapping[str, Any]) -> str:
        """The sentence of a note."""
        count = len(note["people"])
        city = next((self.rows[pk].city for pk in note["people"] if pk in self.rows), "–")
        told = {
            "slot": self.slots.get(note["slot"], "–"),
            "topic": self.topics.get(note["topic"], "–"),
            "count": count,
            "city": city,
        }
        return _sentence(note["kind"], count) % told


def _sentence(kind: str, count: int) -> str:
    if kind == "small":
        return ngettext("“%(topic)s” in %(slot)s stays small: %(count)d person.",
                        "“%(topic)s” in %(slot)s stays small: %(count)d people.", count)  # fmt: skip
    if kind == "city":
        return _("“%(topic)s” in %(slot)s has %(count)d people of %(city)s.")
    if kind == "out":
        return ngettext("%(count)d person has no seat in %(slot)s: the spaces in use are full.",
                        "%(count)d people have no seat in %(slot)s: the spaces in use are full.", count)  # fmt: skip
    if kind == "host":
        return _("In %(slot)s somebody who hosts cannot be with their topic.")
    if kind == "pick":
        return _("In %(slot)s a seat that was chosen by hand could not be kept.")
    if kind == "floor":
        return ngettext("%(count)d person reaches less than three quarters of what was possible for them.",
                        "%(count)d people reach less than three quarters of what was possible for them.", count)  # fmt: skip
    return _(
        "Topics, interests or people changed while it was worked out. Make it anew to take that in."
    )
