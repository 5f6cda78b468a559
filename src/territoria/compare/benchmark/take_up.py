"""Effort beside result: what a policy side does, and what firms have taken up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from territoria.errors import DataError, Problem
from territoria.speech import gettext

Field = Literal["effort-and-result", "effort-without-result", "result-without-effort", "neither"]
FIELDS: dict[tuple[bool, bool], Field] = {
    (True, True): "effort-and-result",
    (True, False): "effort-without-result",
    (False, True): "result-without-effort",
    (False, False): "neither",
}
"""(effort is there, result is there) → the field; effort without result has none *yet*."""


@dataclass(frozen=True, slots=True)
class Side:
    """A score with its range, all on one scale."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Where a territory stands; ``hollow``: a range crosses its line, so it may stand beside."""

    field: Field
    hollow: bool


def field_of(
    effort: Side | None, result: Side | None, *, effort_line: float, result_line: float
) -> TakeUp | None:
    """One of four fields, by whether effort and result reach their lines; None where one is unknown.

    ``effort``: score of the policy side; ``result``: of the firms. DataError where a value does not
    lie in its own range.
    """
    if effort is None or result is None:
        return None
    names = (gettext("effort"), effort), (gettext("result"), result)
    problems = [_outside(name, side) for name, side in names if not _holds(side)]
    if problems:
        raise DataError(problems)
    return TakeUp(
        field=FIELDS[effort.value >= effort_line, result.value >= result_line],
        hollow=_crosses(effort, effort_line) or _crosses(result, result_line),
    )


def _holds(side: Side) -> bool:
    return side.low <= side.value <= side.high


def _crosses(side: Side, line: float) -> bool:
    """Whether both sides of the line are in the range; reaching it is above."""
    return side.low < line <= side.high


def _outside(name: str, side: Side) -> Problem:
    what = gettext("{value} does not lie between {low} and {high}.").format(
        value=side.value, low=side.low, high=side.high
    )
    return Problem(name, what, gettext("Give a range that holds the value."))
