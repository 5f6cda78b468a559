"""Take-up: what policies do for small firms beside what firms use, by published scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404

from territoria.compare.benchmark import Side, TakeUp, field_of
from territoria_web.measure.models import Score
from territoria_web.measure.queries.assessments import NothingOpened, current, framework_of
from territoria_web.measure.queries.scores import scores_in
from territoria_web.territories.models import Territory

FRAMEWORK: Final = "sme-go-digital"
EFFORT: Final = ("D1", "D2", "D3", "D4.2", "D6", "D7")
RESULT: Final = ("D4.1", "D5")
ENOUGH: Final = 0.6
"""The share of a side's parts that must be known, as in the framework."""
LINE: Final = 50.0
"""Half of the scale divides much from little."""


@dataclass(frozen=True)
class ReadSide:
    """One side: its score with range, None where too few parts are known; ``unknown``: names of these."""

    side: Side | None
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class ReadTakeUp:
    """Effort beside result; ``field``: None where a side is unknown."""

    effort: ReadSide
    result: ReadSide
    field: TakeUp | None


def take_up_at(territory: Territory) -> ReadTakeUp | None:
    """Where a territory stands by public scores; None where the framework is not opened."""
    try:
        assessment = current(FRAMEWORK)
    except (NothingOpened, Http404):
        return None
    nodes = {n.id: (n.short or n.title).say() for n in framework_of(assessment).walk()}
    scores = scores_in(assessment, territory)
    effort, result = (_side(parts, scores, nodes) for parts in (EFFORT, RESULT))
    found = field_of(effort.side, result.side, effort_line=LINE, result_line=LINE)
    return ReadTakeUp(effort, result, found)


def _side(parts: Sequence[str], scores: Mapping[str, Score], names: Mapping[str, str]) -> ReadSide:
    """The mean of the parts that are known; its range is the mean of their ends."""
    known = [_ends(s) for p in parts if (s := scores.get(p)) and s.value is not None]
    unknown = tuple(names.get(p, p) for p in parts if p not in scores or scores[p].value is None)
    if len(known) < ENOUGH * len(parts):
        return ReadSide(None, unknown)
    value, low, high = (sum(end) / len(known) for end in zip(*known, strict=True))
    return ReadSide(Side(value, low, high), unknown)


def _ends(score: Score) -> tuple[float, float, float]:
    value = score.value or 0.0
    low = value if score.low is None else min(score.low, value)
    high = value if score.high is None else max(score.high, value)
    return value, low, high
