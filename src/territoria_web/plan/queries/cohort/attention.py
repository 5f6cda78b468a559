"""What needs attention in a network, in sentences: what is late first, then who is not heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.invite.rules import STEP_NAMES
from territoria_web.plan.queries.cohort.rows import Cohort, CohortRow


@dataclass(frozen=True)
class Concern:
    """Something that somebody should see to. ``kind``: late, unheard, unowned, corrections."""

    kind: str
    row: CohortRow
    said: str
    days: int = 0


def concerns_of(cohort: Cohort, today: date) -> list[Concern]:
    """Everything that needs attention: the longest late first, then by kind and name."""
    found = [c for kind in KINDS.values() for row in cohort.rows for c in kind(row, today)]
    order = {kind: n for n, kind in enumerate(KINDS)}
    return sorted(found, key=lambda c: (order[c.kind], -c.days))


def _late(row: CohortRow, today: date) -> Iterator[Concern]:
    for step in row.late(today):
        assert step.due is not None
        days = (today - step.due).days
        said = ngettext(
            "%(place)s: “%(step)s” is %(count)d day late.",
            "%(place)s: “%(step)s” is %(count)d days late.",
            days,
        ) % {"place": row.name, "step": STEP_NAMES[step.kind], "count": days}
        yield Concern("late", row, said, days)


def _unheard(row: CohortRow, today: date) -> Iterator[Concern]:
    if not row.unheard(today) or row.open is None:
        return
    if not row.open.invited:
        said = _("%(place)s: the survey is half over, and nobody was asked by name.")
        yield Concern("unheard", row, said % {"place": row.name})
        return
    said = _(
        "%(place)s: the survey is half over, and %(answered)s answered of %(invited)s who were asked."
    )
    told = {"place": row.name, "answered": row.open.answered, "invited": row.open.invited}
    yield Concern("unheard", row, said % told)


def _unowned(row: CohortRow, today: date) -> Iterator[Concern]:
    for step in row.unowned:
        said = _("%(place)s: nobody sees to “%(step)s”.")
        yield Concern("unowned", row, said % {"place": row.name, "step": STEP_NAMES[step.kind]})


def _corrections(row: CohortRow, today: date) -> Iterator[Concern]:
    if row.open is None or not row.corrections:
        return
    said = ngettext(
        "%(place)s: %(count)d correction of a paper has no answer.",
        "%(place)s: %(count)d corrections of papers have no answer.",
        row.corrections,
    ) % {"place": row.name, "count": row.corrections}
    yield Concern("corrections", row, said)


KINDS: dict[str, Callable[[CohortRow, date], Iterator[Concern]]] = {
    "late": _late,
    "unheard": _unheard,
    "unowned": _unowned,
    "corrections": _corrections,
}
