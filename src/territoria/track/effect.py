"""The effect lamp: does the indicator keep the pace that its target needs?

The needed pace is a straight band from the baseline to the target. The latest figure of a later
period is held against it. Where its error is known, both ends of its 90 % range are: one noisy year
decides nothing while they lie on two sides of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from territoria.errors import DataError, Problem
from territoria.model import Status
from territoria.speech import gettext, gettext_noop
from territoria.track.effect_words import judged_said, moved_said, unknown_said
from territoria.track.pace import PLACES, Band, Pace, Place
from territoria.track.periods import year_of

State = Literal["ahead", "on pace", "behind", "reached", "moving away", "too early", "unknown"]
Why = Literal[
    "judged", "no later figure", "range", "no indicator", "no direction", "no baseline",
    "no target", "no time",
]  # fmt: skip
STATES: Final[dict[State, str]] = {
    "ahead": gettext_noop("ahead"),
    "on pace": gettext_noop("on pace"),
    "behind": gettext_noop("behind"),
    "reached": gettext_noop("reached"),
    "moving away": gettext_noop("moving away"),
    "too early": gettext_noop("too early"),
    "unknown": gettext_noop("unknown"),
}
Z: Final = 1.6448536269514722  # a range that holds 90 %
COUNTED: Final = (Status.OBSERVED, Status.ESTIMATED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a period such as 2024 or 2024-Q3. ``standard_error`` None: not known."""

    period: str
    value: float | None
    status: Status = Status.OBSERVED
    standard_error: float | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What an action wants to move: an indicator from its baseline into a band.

    ``direction``: 1 higher is better, -1 lower is better, 0 neither. ``first_target``: of the first
    adopted version, None where none was adopted.
    """

    indicator: str
    unit: str = ""
    direction: int = 0
    baseline: Figure | None = None
    target: Band | None = None
    first_target: Band | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """The lamp with what led to it.

    ``period``, ``value``, ``low``–``high``: the figure that was judged with its 90 % range, low and
    high None where no error is known. ``needed``: what the band needs by then, least first.
    ``between``: the places of the worse and the better end of the range. ``ratio``: change ÷
    change needed by then. ``figures``: how many later ones there are. ``moved``: target before and
    after; ``by_first``: the lamp against the first target.
    """

    state: State
    why: Why
    sentence: str
    period: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    needed: tuple[float, float] | None = None
    between: tuple[Place, Place] | None = None
    ratio: float | None = None
    figures: int = 0
    moved: tuple[Band, Band | None] | None = None
    moved_sentence: str = ""
    by_first: State | None = None


def effect_of(aim: Aim, figures: Sequence[Figure]) -> Effect:
    """The effect lamp of an aim. DataError where periods or errors make no sense."""
    _checked(aim, figures)
    effect = _against(aim, figures)
    if aim.first_target is None or aim.first_target == aim.target:
        return effect
    first = _against(replace(aim, target=aim.first_target), figures)
    return replace(
        effect,
        moved=(aim.first_target, aim.target),
        moved_sentence=moved_said(aim.first_target, aim.target, aim.unit),
        by_first=first.state,
    )


def _against(aim: Aim, figures: Sequence[Figure]) -> Effect:
    """The lamp against the target as it stands in ``aim``."""
    pace = _pace_of(aim)
    if not isinstance(pace, Pace):
        return Effect("unknown", pace, unknown_said(pace))
    later = _later(figures, pace.since)
    if not later:
        said = unknown_said("no later figure", aim.baseline.period if aim.baseline else "")
        return Effect("too early", "no later figure", said)
    return _judged(aim, pace, later)


def _pace_of(aim: Aim) -> Pace | Why:
    """The needed line, or why there is none."""
    base, band = aim.baseline, aim.target
    if not aim.indicator.strip():
        return "no indicator"
    if band is None:
        return "no target"
    if base is None or base.value is None or base.status not in COUNTED:
        return "no baseline"
    if aim.direction == 0:
        return "no direction"
    since = year_of(base.period)
    if year_of(band.year) <= since:
        return "no time"
    return Pace(1 if aim.direction > 0 else -1, base.value, since, band)


def _later(figures: Sequence[Figure], since: float) -> list[Figure]:
    """Figures of this place after the baseline, in their order; gaps and filled ones left out."""
    counted = [f for f in figures if f.value is not None and f.status in COUNTED]
    return sorted(
        (f for f in counted if year_of(f.period) > since), key=lambda f: year_of(f.period)
    )


def _judged(aim: Aim, pace: Pace, later: Sequence[Figure]) -> Effect:
    """The latest figure against the line; the worse end of its range decides where both are fine."""
    latest = later[-1]
    value, at = latest.value, year_of(latest.period)
    assert value is not None
    low, high = _range_of(latest)
    least, most = sorted((pace.place_of(low, at), pace.place_of(high, at)), key=PLACES.index)
    near, far = pace.needed(at)
    gain = near - pace.baseline
    firm = (least in PLACES[2:]) == (most in PLACES[2:])
    effect = Effect(
        state=_firm(least, most) if firm else "unknown",
        why="judged" if firm else "range",
        sentence="",
        period=latest.period,
        value=value,
        low=None if low == high else low,
        high=None if low == high else high,
        needed=(near, far),
        between=(least, most),
        ratio=(value - pace.baseline) / gain if gain else None,
        figures=len(later),
    )
    assert aim.baseline is not None
    said = judged_said(
        state=effect.state, unit=aim.unit, baseline=(pace.baseline, aim.baseline.period),
        latest=(value, latest.period), low=effect.low, high=effect.high, needed=(near, far),
        band=pace.band, over=at >= pace.until, alone=len(later) == 1,
    )  # fmt: skip
    return replace(effect, sentence=said)


def _firm(least: Place, most: Place) -> Place:
    """The cautious word for a range on one side: fine at least so far, or away only if surely so."""
    return least if least in PLACES[2:] else most


def _range_of(figure: Figure) -> tuple[float, float]:
    assert figure.value is not None
    half = Z * (figure.standard_error or 0.0)
    return figure.value - half, figure.value + half


def _checked(aim: Aim, figures: Sequence[Figure]) -> None:
    problems = []
    every = [*figures, *([aim.baseline] if aim.baseline else [])]
    for figure in every:
        if figure.standard_error is not None and not figure.standard_error >= 0:
            what = gettext("a standard error is negative.")
            problems.append(Problem(figure.period, what, gettext("Correct it, or leave it out.")))
        try:
            year_of(figure.period)
        except DataError as error:
            problems += error.problems
    twice = [f.period for f in figures]
    for period in sorted({p for p in twice if twice.count(p) > 1}):
        what = gettext("the period {period} stands twice.").format(period=period)
        problems.append(Problem(period, what, gettext("Keep one figure.")))
    if problems:
        raise DataError(problems)
