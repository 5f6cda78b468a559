"""Who came to a working meeting, in numbers that may be told; and how all of it was counted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria.documents.document import (
    Block,
    Bullets,
    Line,
    Paragraph,
    Strong,
    Table,
)
from territoria_web.convene.queries.working_people import Told as Counts
from territoria_web.reports.working.told import Told, line


def people(told: Told) -> list[Block]:
    """Those who came by city and actor group; the names of those who agreed."""
    found = told.found
    if not found.cities.total:
        said = _("Fewer than five people took part, or nobody is marked as present; numbers are told "
                 "from five on.")  # fmt: skip
        return [Paragraph(line(said))]
    blocks: list[Block] = [
        _counts(_("Cities and regions"), _("City or region"), found.cities),
        _counts(_("Actor groups"), _("Actor group"), found.groups),
    ]
    if found.names:
        named = tuple(_named(**one) for one in found.names)
        blocks += [Paragraph((Strong(_("Agreed to be named")),)), Bullets(named)]
    said = _("A number stands only where it counts five people or more, and where no smaller one could "
             "be found from it.")  # fmt: skip
    return [*blocks, Paragraph(line(said), "note")]


def _counts(caption: str, head: str, told: Counts) -> Table:
    rows = [(line(name or "–"), line(str(count))) for name, count in told.shown]
    if told.others:
        together = _("together %(count)s") % {"count": told.together}
        names = ", ".join(name or "–" for name in told.others)
        rows.append((line(names), line(together if len(told.others) > 1 else str(told.together))))
    return Table(line(caption), (head, _("People")), tuple(rows), align="lr")


def _named(name: str, city: str, organisation: str) -> Line:
    told = ", ".join(part for part in (city, organisation) if part)
    return line(f"{name} ({told})" if told else name)


def method(told: Told) -> list[Block]:
    """How people, interest and words got into the report."""
    points = [_("Those who came in at the door, or whom the office marked as present, count as having "
                "come; those who only registered do not.")]  # fmt: skip
    if told.programme is not None:
        points.append(_("Everybody says from 0 to 3 how much they want a topic. Each counts in each "
                        "slot with the most they give to a topic held then, hosts with their own "
                        "topic; the sum is what a timetable is worth."))  # fmt: skip
    points.append(_("What the sessions wrote stands as they wrote it; the minutes are those of the "
                    "network’s office."))  # fmt: skip
    return [Bullets(tuple(line(one) for one in points))]
