"""How far a firm, or a public body, has come: levels of questions to 0–100, with what is unknown left open.

Every question is worth 0, 25, 50, 75 or 100; a node is the plain mean of what stands below it, and the
whole the plain mean of the dimensions. An unknown answer may be anything from 0 to 100: it opens the
range and is never counted as 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.listen.answers import HIGHEST
from territoria.model.frameworks import Framework, Node
from territoria.speech import gettext

POINTS: Final = 100 / HIGHEST  # of one level


@dataclass(frozen=True, slots=True)
class Ranged:
    """A score from 0 to 100. ``value`` by the known answers, None where too few are known; ``low`` and
    ``high``: if every unknown answer were the lowest, or the highest level.
    """

    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Maturity:
    """``questions``: level 0 to 4 or None, all of the framework in its order; ``nodes``: every factor and
    dimension by id; ``overall``; ``band``: the one that holds the whole range, else empty.
    """

    questions: Mapping[str, int | None]
    nodes: Mapping[str, Ranged]
    overall: Ranged
    band: str


@dataclass(frozen=True, slots=True)
class _Held:
    ranged: Ranged
    known: int
    asked: int


def maturity(framework: Framework, levels: Mapping[str, int | None]) -> Maturity:
    """One organisation by its answers; ``levels``: question → 0 to 4, None or left out where unknown.

    A node with fewer known answers than its ``minimum_coverage`` has a range and no value. MethodError
    for a framework that does not ask single organisations; DataError lists every answer to no question
    of it, and every level outside 0 to 4.
    """
    asked = _asked(framework)
    _check(asked, levels)
    given = {question: levels.get(question) for question in asked}
    held: dict[str, _Held] = {}
    tops = [_held(node, given, held) for node in framework.nodes]
    overall = _mean(tops, framework.minimum_coverage).ranged
    nodes = {name: one.ranged for name, one in held.items()}
    return Maturity(given, nodes, overall, band_of(framework, overall))


def band_of(framework: Framework, score: Ranged) -> str:
    """The band from whose beginning up to the next one the whole range lies; empty where none does."""
    begins = [(band.begins, band.id) for band in framework.bands]

    def holding(value: float) -> str:
        return next((name for start, name in reversed(begins) if value >= start), "")

    low, high = holding(score.low), holding(score.high)
    return low if low == high else ""


def _held(node: Node, given: Mapping[str, int | None], held: dict[str, _Held]) -> _Held:
    below = [_answered(given[question]) for question in node.questions]
    below += [_held(child, given, held) for child in node.nodes]
    held[node.id] = _mean(below, node.minimum_coverage)
    return held[node.id]


def _answered(level: int | None) -> _Held:
    if level is None:
        return _Held(Ranged(None, 0.0, 100.0), 0, 1)
    points = POINTS * level
    return _Held(Ranged(points, points, points), 1, 1)


def _mean(below: Sequence[_Held], least: float) -> _Held:
    known, asked = sum(one.known for one in below), sum(one.asked for one in below)
    values = [one.ranged.value for one in below if one.ranged.value is not None]
    value = _plain(values) if values and known >= least * asked else None
    low, high = (_plain([getattr(one.ranged, end) for one in below]) for end in ("low", "high"))
    return _Held(Ranged(value, low, high), known, asked)


def _plain(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _asked(framework: Framework) -> list[str]:
    if framework.level != "organisation":
        what = gettext("this framework does not ask single organisations.")
        raise MethodError(Problem(framework.id, what, gettext("Take firm-maturity, for example.")))
    empty = [n.id for n in framework.walk() if not n.nodes and not n.questions]
    if empty:
        what = gettext("nothing is asked there.")
        raise DataError(Problem(f"{framework.id}, {n}", what) for n in empty)
    return [question for node in framework.walk() for question in node.questions]


def _check(asked: Sequence[str], levels: Mapping[str, int | None]) -> None:
    problems = []
    for question, level in levels.items():
        if question not in asked:
            what = gettext("the framework has no such question.")
            problems.append(Problem(question, what, did_you_mean(question, asked)))
        elif level is not None and level not in range(HIGHEST + 1):
            what = gettext("the level {level} is none of 0 to 4.").format(level=level)
            problems.append(Problem(question, what, gettext("Correct it.")))
    if problems:
        raise DataError(problems)
