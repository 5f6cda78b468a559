"""What came of a closed action: the change of its indicator beside that of its peers.

The change from the baseline to the figure after is held against the changes of true peers between
the same two periods, and against what the target wanted. Nobody drew lots who acts, and peers act
too: the comparison describes, and no word of it says that the action was the cause.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from territoria.errors import DataError, Problem
from territoria.learn.effect_words import effect_said
from territoria.model import Grade
from territoria.speech import gettext, gettext_noop
from territoria.track.effect import COUNTED, Aim, Figure, Z
from territoria.track.periods import year_of

FEWEST_PEERS: Final = 3
Beside = Literal["better", "like", "worse", "cannot be told"]
Wanted = Literal["reached", "part of the way", "no change", "moved away", "cannot be told"]
BESIDE: Final[dict[Beside, str]] = {
    "better": gettext_noop("better than similar places"),
    "like": gettext_noop("like similar places"),
    "worse": gettext_noop("worse than similar places"),
    "cannot be told": gettext_noop("cannot be told"),
}
WANTED: Final[dict[Wanted, str]] = {
    "reached": gettext_noop("target reached"),
    "part of the way": gettext_noop("part of the way"),
    "no change": gettext_noop("no change"),
    "moved away": gettext_noop("moved away"),
    "cannot be told": gettext_noop("cannot be told"),
}


@dataclass(frozen=True, slots=True)
class PeersChange:
    """How the peers changed between the same two periods: median and the span of 90 % of them.

    ``of``: how many peers there are, ``known``: of how many both figures are known.
    """

    median: float
    low: float
    high: float
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class RealEffect:
    """What came of an action. ``change`` with its 90 % range, in the indicator's own unit.

    ``difference``: change minus the peers' median, with a range of the peers' span and the own
    error. ``share_of_wanted``: change ÷ change to the less ambitious end of the band. ``grade``
    belongs to this effect; ``evidence`` says it in words. None: not known.
    """

    indicator: str
    unit: str
    before: Figure
    after: Figure
    change: float
    low: float | None
    high: float | None
    peers: PeersChange | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    beside: Beside
    wanted: Wanted
    share_of_wanted: float | None
    grade: Grade
    evidence: str
    sentence: str


def real_effect(
    aim: Aim,
    after: Figure,
    peers: Mapping[str, Sequence[Figure]],
    *,
    counted_by_ourselves: bool = False,
) -> RealEffect:
    """The change from the baseline of ``aim`` to ``after``, beside that of ``peers`` (place → figures).

    ``counted_by_ourselves``: the figures come from those who acted, which takes one grade off.
    DataError where a figure of the place itself is missing or filled in, or is not a later one.
    """
    before = _checked(aim, after)
    first, last = _values(before, after)
    change = last - first
    half = _half_width(before, after)
    apart = _peers_change(peers, before.period, after.period)
    difference, low, high = _difference(change, half, apart)
    beside = _beside(low, high, aim.direction)
    wanted, share = _wanted(aim, first, last, half)
    grade: Grade = "E1" if counted_by_ourselves else "E2"
    return RealEffect(
        indicator=aim.indicator,
        unit=aim.unit,
        before=before,
        after=after,
        change=change,
        low=None if half is None else change - half,
        high=None if half is None else change + half,
        peers=apart,
        difference=difference,
        difference_low=low,
        difference_high=high,
        beside=beside,
        wanted=wanted,
        share_of_wanted=share,
        grade=grade,
        evidence=_evidence(grade, apart is not None, _moved(change, half)),
        sentence=effect_said(aim, before, after, change, apart),
    )


def _checked(aim: Aim, after: Figure) -> Figure:
    before, problems = aim.baseline, []
    mend = gettext("Give an observed figure.")
    if before is None or before.value is None or before.status not in COUNTED:
        problems.append(Problem("baseline", gettext("the figure before is not known."), mend))
    if after.value is None or after.status not in COUNTED:
        problems.append(Problem(after.period, gettext("the figure after is not known."), mend))
    if problems or before is None:
        raise DataError(problems)
    if year_of(after.period) <= year_of(before.period):
        what = gettext("the figure after is not later than the one before.")
        raise DataError(Problem(after.period, what, gettext("Give a figure of a later period.")))
    return before


def _values(before: Figure, after: Figure) -> tuple[float, float]:
    assert before.value is not None
    assert after.value is not None
    return before.value, after.value


def _half_width(before: Figure, after: Figure) -> float | None:
    """Half the 90 % range of a change; None where neither error is known."""
    errors = [f.standard_error for f in (before, after) if f.standard_error is not None]
    return Z * math.hypot(*errors) if errors else None


def _peers_change(
    peers: Mapping[str, Sequence[Figure]], first: str, last: str
) -> PeersChange | None:
    """Median and span of the peers' changes between two periods; None with too few of them.

    The ends are changes that were seen, so that at least 90 % of the peers are within.
    """
    changes = []
    for figures in peers.values():
        known = {f.period: f.value for f in figures if f.status in COUNTED and f.value is not None}
        if first in known and last in known:
            changes.append(known[last] - known[first])
    if len(changes) < FEWEST_PEERS:
        return None
    low = np.percentile(changes, 5, method="lower")
    high = np.percentile(changes, 95, method="higher")
    return PeersChange(float(np.median(changes)), float(low), float(high), len(changes), len(peers))


def _difference(
    change: float, half: float | None, peers: PeersChange | None
) -> tuple[float | None, float | None, float | None]:
    """Change minus the peers' median; its range joins their span and the own error in quadrature."""
    if peers is None:
        return None, None, None
    apart, own = change - peers.median, half or 0.0
    return (
        apart,
        apart - math.hypot(peers.high - peers.median, own),
        apart + math.hypot(peers.median - peers.low, own),
    )


def _beside(low: float | None, high: float | None, direction: int) -> Beside:
    if low is None or high is None or direction == 0:
        return "cannot be told"
    if low > 0 or high < 0:
        return "better" if (low > 0) == (direction > 0) else "worse"
    return "like"


def _moved(change: float, half: float | None) -> bool:
    """Whether the figure moved by more than its error; where none is known, at all."""
    return abs(change) > (half or 0.0)


def _wanted(
    aim: Aim, before: float, after: float, half: float | None
) -> tuple[Wanted, float | None]:
    """How far the change came on the way to the less ambitious end of the band."""
    if aim.target is None or aim.direction == 0:
        return "cannot be told", None
    d = 1 if aim.direction > 0 else -1
    near, _ = aim.target.ends(d)
    gain = near - before
    share = (after - before) / gain if d * gain > 0 else None
    if d * (after - near) >= 0:
        return "reached", share
    if not _moved(after - before, half):
        return "no change", share
    return ("part of the way" if d * (after - before) > 0 else "moved away"), share


def _evidence(grade: Grade, beside_peers: bool, moved: bool) -> str:
    """The grade in words; a before and after is described, never explained."""
    if grade == "E1":
        said = gettext("Described and counted by those who did it.")
    elif moved:
        said = gettext("The figure moved afterwards; this may be coincidence.")
    else:
        said = gettext("The figure did not clearly move.")
    if not beside_peers:
        return said + " " + gettext("There is no comparison with similar places.")
    text = gettext("The comparison with similar places describes; it does not show the cause.")
    return f"{said} {text}"
