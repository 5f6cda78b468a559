"""From the sheets of an owner and of assessors to one profile: values, ranges, what cannot be told."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext, pgettext

HIGHEST: Final = 4
"""The best score; the lowest is 0."""
FEWEST: Final = 2
"""Assessors who know, before a criterion has a value."""
APART: Final = Fraction(3, 2)
"""A difference of more than this is talked over before it counts."""
SHOWN_FROM: Final = Fraction(7, 10)
"""The share of criteria that are known, from which a profile is shown."""
CLEAR_TARGET: Final = "clear-target"
WITHOUT_BASELINE: Final = 2.0
"""The most on a clear measurable target, where nobody knows from where it starts."""

State = Literal["known", "unknown", "disputed", "settled"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person gives an initiative. ``scores``: criterion → 0 to 4, or None where it cannot be
    told; a criterion that is left out cannot be told either. ``owner``: of whoever answers for it.
    """

    by: str
    scores: Mapping[str, float | None]
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Settlement:
    """What assessors agreed on after a talk; ``value`` None: it cannot be told."""

    value: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """An initiative on a criterion, 0 to 4.

    ``value``: mean of the assessors' scores, or what they settled on; None where it is unknown or
    disputed. ``low``, ``high``: least and most of the assessors' scores. ``known``: assessors who know,
    ``of``: assessors. ``owner``: the owner's score as given; it never counts. ``capped``: a score counts
    for less than was given, as something that it needs is missing.
    """

    criterion: str
    value: float | None
    low: float | None
    high: float | None
    known: int
    of: int
    state: State
    owner: float | None
    capped: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The cells of an initiative by criterion. ``coverage``: criteria with a value, of all, 0 to 1;
    ``shown``: whether they are enough for a profile.
    """

    cells: Mapping[str, Cell]
    known: int
    coverage: float
    shown: bool

    @property
    def values(self) -> dict[str, float | None]:
        """Criterion → value."""
        return {name: cell.value for name, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class _Given:
    """The assessors' scores on a criterion, as they count."""

    scores: tuple[Fraction, ...] = field(default=())
    capped: bool = False


def caps_of(*, has_baseline: bool) -> dict[str, float]:
    """The most that a record can have, by criterion: without a baseline 2 on a clear target."""
    return {} if has_baseline else {CLEAR_TARGET: WITHOUT_BASELINE}


def judge(
    sheets: Sequence[Sheet],
    criteria: Sequence[str],
    *,
    settled: Mapping[str, Settlement] | None = None,
    caps: Mapping[str, float] | None = None,
) -> Profile:
    """The profile of one initiative.

    The value is the mean of the assessors' known scores, of two or more; the order of the sheets
    changes nothing. Scores more than 1.5 apart are *disputed* and have no value until they are
    ``settled``. ``caps``: criterion → the most that a score counts for. Unknown is left out and is
    never 0. DataError, all at once: a score outside 0 to 4, a criterion that is not one of
    ``criteria``, a person with two sheets.
    """
    problems = [*_odd_scores(sheets, criteria), *_odd_settled(settled or {}, criteria)]
    if problems:
        raise DataError(problems)
    cells = {
        name: _cell(name, sheets, (settled or {}).get(name), (caps or {}).get(name, HIGHEST))
        for name in criteria
    }
    known = sum(cell.value is not None for cell in cells.values())
    return Profile(
        cells=cells,
        known=known,
        coverage=known / len(cells) if cells else 0.0,
        shown=bool(cells) and Fraction(known, len(cells)) >= SHOWN_FROM,
    )


def _cell(name: str, sheets: Sequence[Sheet], talk: Settlement | None, cap: float) -> Cell:
    given = _given(name, sheets, cap)
    low, high = min(given.scores, default=None), max(given.scores, default=None)
    state, value = _counted(given.scores, talk, cap)
    return Cell(
        criterion=name,
        value=value,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        known=len(given.scores),
        of=sum(not sheet.owner for sheet in sheets),
        state=state,
        owner=next((s.scores.get(name) for s in sheets if s.owner), None),
        capped=given.capped or (talk is not None and talk.value is not None and talk.value > cap),
    )


def _given(name: str, sheets: Sequence[Sheet], cap: float) -> _Given:
    known = [score for s in sheets if not s.owner and (score := s.scores.get(name)) is not None]
    counted = tuple(Fraction(min(score, cap)) for score in known)
    return _Given(counted, any(score > cap for score in known))


def _counted(
    scores: tuple[Fraction, ...], talk: Settlement | None, cap: float
) -> tuple[State, float | None]:
    """State and value; what was settled wins, also that it cannot be told."""
    if talk is not None:
        return "settled", None if talk.value is None else float(min(talk.value, cap))
    if len(scores) < FEWEST:
        return "unknown", None
    if max(scores) - min(scores) > APART:
        return "disputed", None
    return "known", float(sum(scores, Fraction(0)) / len(scores))


# ── what is refused ───────────────────────────────────────────────────────────────────────────


def _odd_scores(sheets: Sequence[Sheet], criteria: Sequence[str]) -> Iterator[Problem]:
    seen = set[str]()
    for sheet in sheets:
        if sheet.by in seen:
            what = gettext("{name} has two sheets on one initiative.").format(name=sheet.by)
            yield Problem(sheet.by, what, gettext("Keep one of them."))
        seen.add(sheet.by)
        for name, score in sheet.scores.items():
            yield from _odd(sheet.by, name, score, criteria)
    if sum(sheet.owner for sheet in sheets) > 1:
        what = gettext("there are two sheets of the owner.")
        yield Problem(pgettext("of an initiative", "owner"), what, gettext("Keep one of them."))


def _odd_settled(settled: Mapping[str, Settlement], criteria: Sequence[str]) -> Iterator[Problem]:
    for name, talk in settled.items():
        yield from _odd(gettext("settled"), name, talk.value, criteria)


def _odd(where: str, name: str, score: float | None, criteria: Sequence[str]) -> Iterator[Problem]:
    if name not in criteria:
        what = gettext("no such criterion: {name}.").format(name=name)
        yield Problem(where, what, did_you_mean(name, criteria))
    if score is not None and not (math.isfinite(score) and 0 <= score <= HIGHEST):
        what = gettext("{criterion}: the score {score} is not between 0 and {highest}.")
        what = what.format(criterion=name, score=score, highest=HIGHEST)
        mend = gettext("Give 0 to {highest}, or nothing where it cannot be told.")
        yield Problem(where, what, mend.format(highest=HIGHEST))
