"""What the effect lamp says: one plain sentence with values, unit and years."""

from __future__ import annotations

from typing import Final

from territoria.speech import gettext, gettext_noop
from territoria.track.pace import Band
from territoria.track.wording import figure_said, span_said

_UNKNOWN: Final = {
    "no indicator": gettext_noop("Unknown: it names no indicator."),
    "no target": gettext_noop("Unknown: it has no target."),
    "no baseline": gettext_noop("Unknown: the figure it starts from is not known."),
    "no direction": gettext_noop("Unknown: nobody has said whether higher or lower is better."),
    "no time": gettext_noop("Unknown: the target year is not after the baseline."),
}
_JUDGED: Final = {
    "ahead": gettext_noop("Ahead: {latest} in {year}, after {baseline} in {first}."),
    "on pace": gettext_noop("On pace: {latest} in {year}, after {baseline} in {first}."),
    "behind": gettext_noop("Behind: {latest} in {year}, after {baseline} in {first}."),
    "reached": gettext_noop("Reached: {latest} in {year}, after {baseline} in {first}."),
    "moving away": gettext_noop("Moving away: {latest} in {year}, after {baseline} in {first}."),
    "unknown": gettext_noop("Cannot be told yet: {latest} in {year}, after {baseline} in {first}."),
}


def unknown_said(why: str, period: str = "") -> str:
    """Why there is no lamp; ``period`` of the baseline where no later figure is there."""
    if why == "no later figure":
        text = gettext("Too early: no figure is later than the baseline of {period}.")
        return text.format(period=period)
    return gettext(_UNKNOWN[why])


def judged_said(
    *,
    state: str,
    unit: str,
    baseline: tuple[float, str],
    latest: tuple[float, str],
    low: float | None,
    high: float | None,
    needed: tuple[float, float],
    band: Band,
    over: bool,
    alone: bool,
) -> str:
    """The figure, the baseline and what was needed; ``over``: in or after the target year.

    ``alone``: it is the first later figure, which is said where its error is not known.
    """
    value = figure_said(latest[0], unit)
    if low is not None and high is not None:
        text = gettext("{value} (between {low} and {high})")
        value = text.format(value=value, low=figure_said(low), high=figure_said(high, unit))
    said = gettext(_JUDGED[state]).format(
        latest=value, year=latest[1], baseline=figure_said(baseline[0], unit), first=baseline[1]
    )
    goal = span_said(min(band.low, band.high), max(band.low, band.high), unit)
    if over or state == "reached":
        text = gettext("The target is {goal} by {year}.")
        parts = [said, text.format(goal=goal, year=band.year)]
    else:
        text = gettext("Needed by then: {needed}. Target: {goal} by {year}.")
        line = span_said(min(needed), max(needed), unit)
        parts = [said, text.format(needed=line, goal=goal, year=band.year)]
    if alone and low is None:
        parts.append(gettext("This rests on one figure."))
    return " ".join(parts)


def moved_said(before: Band, after: Band | None, unit: str) -> str:
    """A target that is another one now."""
    first = _band_said(before, unit)
    if after is None:
        return gettext("Target: {before} was taken out.").format(before=first)
    text = gettext("Target: moved from {before} to {after}.")
    return text.format(before=first, after=_band_said(after, unit))


def _band_said(band: Band, unit: str) -> str:
    text = gettext("{goal} by {year}")
    goal = span_said(min(band.low, band.high), max(band.low, band.high), unit)
    return text.format(goal=goal, year=band.year)
