"""What a target of a policy area may hold, said field by field; and what it lacks before it is set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.dates import is_within_reach, written
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.queries import library
from territoria_web.library.typed import plain, plain_line
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.rules import LARGEST, YEARS

MOST_TARGETS: Final = 60  # of one cycle, dropped ones too
DIRECTIONS: Final = (1, -1)
LONGEST: Final[Mapping[str, int]] = {
    "indicator": 120,
    "figure": 200,
    "unit_of_measure": 40,
    "baseline_source": 300,
    "owner": 200,
    "path": 4000,
    "reason": 2000,
    "source": 300,
}
NUMBERS: Final = ("baseline", "low", "high")
# What a target counts: whoever wants to count something else sets another target.
COUNTED: Final = ("area", "indicator", "figure", "unit_of_measure", "direction")


@dataclass(frozen=True)
class TargetDraft:
    """All that people may write of a target. ``indicator``: id of a text of the library, or empty where
    ``figure`` says in own words what is counted. ``low``–``high``: the band, in the unit.
    """

    area: str = ""
    indicator: str = ""
    figure: str = ""
    unit_of_measure: str = ""
    direction: int = 1
    baseline: float | None = None
    baseline_year: int | None = None
    baseline_source: str = ""
    low: float | None = None
    high: float | None = None
    year: int | None = None
    owner: str = ""
    path: str = ""
    review_on: date | None = None


FIELDS: Final = tuple(f.name for f in fields(TargetDraft))
Faults = Iterator[tuple[str, str]]


def draft_in(target: AreaTarget) -> TargetDraft:
    """What is written of a target, as it may be written anew."""
    return TargetDraft(**{name: getattr(target, name) for name in FIELDS})


def told_in(draft: TargetDraft) -> dict[str, Any]:
    """A draft as plain data."""
    held = {name: getattr(draft, name) for name in FIELDS}
    return {**held, "review_on": written(draft.review_on)}


def tidy(draft: TargetDraft) -> TargetDraft:
    """The same draft with tidy texts; a known indicator brings its unit and its direction."""
    lines: dict[str, Any] = {
        n: plain_line(getattr(draft, n)) for n in LONGEST if hasattr(draft, n) and n != "path"
    }
    held = replace(draft, **lines, path=plain(draft.path))
    text = library().indicators.get(held.indicator)
    if text is None:
        return held
    unit = held.unit_of_measure or text.unit_of_measure.say()
    direction = -1 if text.direction < 0 else 1 if text.direction > 0 else held.direction
    return replace(
        held, figure="", unit_of_measure=unit[: LONGEST["unit_of_measure"]], direction=direction
    )


def check_target(draft: TargetDraft) -> None:
    """ValidationError by field says all that is wrong with a tidy draft, and how to mend it."""
    wrong: dict[str, list[str]] = {}
    for check in (_codes, _texts, _numbers, _years):
        for name, said in check(draft):
            wrong.setdefault(name, []).append(said)
    if wrong:
        raise ValidationError(wrong)


def _codes(draft: TargetDraft) -> Faults:
    if draft.area not in AREAS:
        yield "area", _("Choose one of the policy areas.")
    if draft.indicator and draft.indicator not in library().indicators:
        yield (
            "indicator",
            _("Choose an indicator of the list, or say in own words what is counted."),
        )
    if draft.direction not in DIRECTIONS:
        yield "direction", _("Say whether more or less of it is better.")


def _texts(draft: TargetDraft) -> Faults:
    for name, most in LONGEST.items():
        if len(getattr(draft, name, "")) > most:
            yield name, _("Use at most %(most)d characters.") % {"most": most}


def _numbers(draft: TargetDraft) -> Faults:
    for name in NUMBERS:
        value = getattr(draft, name)
        if value is not None and not (math.isfinite(value) and abs(value) <= LARGEST):
            yield name, _("Give a number of a usual size.")
    if draft.low is not None and draft.high is not None and draft.low > draft.high:
        yield "high", _("The larger end of the band is below the smaller one. Exchange them.")
    near = draft.low if draft.direction > 0 else draft.high
    if near is not None and draft.baseline is not None:
        if draft.direction * (near - draft.baseline) <= 0:
            yield _reached(draft)


def _reached(draft: TargetDraft) -> tuple[str, str]:
    """The end of the band that the baseline meets already."""
    if draft.direction > 0:
        return "low", _("It is reached already. It must lie above the baseline.")
    return "high", _("It is reached already. It must lie below the baseline.")


def _years(draft: TargetDraft) -> Faults:
    for name in ("baseline_year", "year"):
        value = getattr(draft, name)
        if value is not None and not YEARS[0] <= value <= YEARS[1]:
            yield name, _("Give a year, such as 2024.")
    if draft.year is not None and draft.baseline_year is not None:
        if draft.year <= draft.baseline_year:
            yield "year", _("It must lie after the year of the baseline.")
    if draft.review_on and not is_within_reach(draft.review_on):
        yield "review_on", _("Give a day that is not so far off.")


def check_review(draft: TargetDraft, was: TargetDraft | None = None) -> None:
    """ValidationError where the day to look at it again is over; a day that stood there already may stay."""
    day = draft.review_on
    if day is None or day > timezone.localdate() or (was and was.review_on == day):
        return
    raise ValidationError({"review_on": _("The day to look at it again must lie ahead.")})


def lacking_in(draft: TargetDraft) -> dict[str, str]:
    """By field, in words: what a tidy draft still lacks before it can be set."""
    lacks = {
        "figure": (not (draft.indicator or draft.figure), _("what is counted")),
        "unit_of_measure": (not draft.unit_of_measure, _("unit")),
        "baseline": (draft.baseline is None, _("baseline")),
        "baseline_year": (draft.baseline_year is None, _("year of the baseline")),
        "baseline_source": (not draft.baseline_source, _("source of the baseline")),
        "low": (draft.low is None, _("smaller end of the band")),
        "high": (draft.high is None, _("larger end of the band")),
        "year": (draft.year is None, _("year of the target")),
        "owner": (not draft.owner, _("owner")),
    }
    return {name: said for name, (missing, said) in lacks.items() if missing}
