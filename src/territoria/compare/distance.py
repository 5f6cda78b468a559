"""Distance between territories in structure: same size, age, wealth and trades, not same success.

The steps: screen, transform, scale, weigh (docs/methods/compare.md). Only indicators whose role is
*structural* may be named; outcomes would make a territory choose the peers it flatters itself with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats
from territoria.model import Indicator, PeerPreset
from territoria.observations import Cut

SMALL_UNIVERSE = 50
TRIM = (2.0, 98.0)
DUPLICATE = 0.9
LOGIT_CLIP = 0.005


@dataclass(frozen=True, eq=False)
class Space:
    """The structural space of a universe: comparable territories as points in [0, 1].

    ``points[variable, territory]`` for the comparable territories (``members`` are their columns in
    the cut). ``element_of`` numbers the element of each variable. ``dropped`` names variables that
    too few territories have or that are constant; ``duplicates`` pairs that say nearly the same.
    """

    preset: PeerPreset
    cut: Cut
    variables: tuple[str, ...]
    element_of: tuple[int, ...]
    transforms: tuple[str, ...]
    members: tuple[int, ...]
    points: Floats
    low: Floats
    high: Floats
    medians: Floats
    dropped: tuple[str, ...]
    duplicates: tuple[tuple[str, str, float], ...]

    @property
    def element_weights(self) -> Floats:
        """Element weights that sum to 1 over the elements that still have a variable."""
        weights = np.array([e.weight for e in self.preset.elements])
        alive = np.isin(np.arange(len(weights)), self.element_of)
        weights = np.where(alive, weights, 0.0)
        total: Floats = weights / weights.sum()
        return total

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """Key of each comparable territory → its place among the members."""
        return {self.cut.territories[column].key: m for m, column in enumerate(self.members)}

    def position(self, territory: str) -> int | None:
        """Place among the members, or None where the territory is not comparable."""
        self.cut.column(territory)  # a territory of another level is a KeyError
        return self.by_key.get(territory)

    def place(self, raw: Floats) -> Floats:
        """Raw values ``(…, variable, territory)`` as points, with this space's fixed scaling."""
        moved = np.empty_like(raw)
        for n, transform in enumerate(self.transforms):
            moved[..., n, :] = _transform(raw[..., n, :], transform, float(self.medians[n]))
        width = (self.high - self.low)[:, None]
        points: Floats = np.clip((moved - self.low[:, None]) / width, 0.0, 1.0)
        return points


def build_space(preset: PeerPreset, cut: Cut, indicators: Mapping[str, Indicator]) -> Space:
    """Screen, transform and scale a universe. ``cut`` holds the preset's indicators in its order.

    Places are screened first, then variables, once. MethodError names a variable that is not
    structural.
    """
    listed = [(n, v) for n, e in enumerate(preset.elements) for v in e.variables]
    refuse_unstructural([v.indicator for _, v in listed], indicators)
    raw = cut.values
    kept = np.isfinite(raw).mean(axis=0) >= preset.place_coverage - 1e-12
    members = np.array(
        sorted(np.flatnonzero(kept), key=lambda n: cut.territories[n].code), dtype=np.intp
    )
    inside = raw[:, members]
    widely = np.isfinite(inside).mean(axis=1) >= preset.variable_coverage - 1e-12
    medians = np.array([_positive_median(row) for row in inside])
    moved = np.stack(
        [
            _transform(row, v.transform, m)
            for row, (_, v), m in zip(inside, listed, medians, strict=True)
        ]
    )
    low, high = _bounds(moved, len(members))
    usable = widely & (high > low)
    chosen = np.flatnonzero(usable)
    width = (high - low)[chosen][:, None]
    points = np.clip((moved[chosen] - low[chosen][:, None]) / width, 0.0, 1.0)
    return Space(
        preset=preset,
        cut=cut,
        variables=tuple(listed[n][1].indicator for n in chosen),
        element_of=tuple(listed[n][0] for n in chosen),
        transforms=tuple(listed[n][1].transform for n in chosen),
        members=tuple(int(m) for m in members),
        points=points,
        low=low[chosen],
        high=high[chosen],
        medians=medians[chosen],
        dropped=tuple(listed[n][1].indicator for n in np.flatnonzero(~usable)),
        duplicates=_duplicates(points, [listed[n][1].indicator for n in chosen]),
    )


def refuse_unstructural(names: list[str], indicators: Mapping[str, Indicator]) -> None:
    """MethodError for every variable that is not structural, by name."""
    wrong = [n for n in names if n in indicators and indicators[n].role != "structural"]
    if wrong:
        raise MethodError(
            [
                Problem(
                    f"peers: {name}",
                    f"its role is {indicators[name].role}, and peers may only be chosen by structure.",
                    "Take it out of the elements.",
                )
                for name in wrong
            ]
        )


def element_distances(space: Space, points: Floats, origin: Floats) -> tuple[Floats, Booleans]:
    """Mean squared difference per element, and which elements are complete enough.

    ``points``: ``(…, variable, territory)``; ``origin``: ``(…, variable)``. Returns
    ``(…, element, territory)`` twice; an element needs half of its variables present in both.
    """
    elements = len(space.preset.elements)
    shape = (*points.shape[:-2], elements, points.shape[-1])
    means, enough = np.zeros(shape), np.zeros(shape, dtype=bool)
    owner = np.array(space.element_of)
    for e in range(elements):
        own = owner == e
        if not own.any():
            continue
        squares = (points[..., own, :] - origin[..., own, None]) ** 2
        present = np.isfinite(squares)
        count = present.sum(axis=-2)
        total = np.where(present, squares, 0.0).sum(axis=-2)
        means[..., e, :] = np.divide(total, count, out=np.zeros(total.shape), where=count > 0)
        enough[..., e, :] = count * 2 >= own.sum()
    return means, enough


def total_distance(means: Floats, enough: Booleans, weights: Floats) -> Floats:
    """Σ W·mean over the elements that are complete enough, weights re-scaled to them.

    ``weights``: ``(…, element)``, broadcasting with ``means`` ``(…, element, territory)``.
    """
    w = weights[..., None] * enough
    with np.errstate(invalid="ignore"):
        distance: Floats = (w * means).sum(axis=-2) / w.sum(axis=-2)
    return distance


def _transform(row: Floats, transform: str, median: float) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        match transform:
            case "sqrt":
                out = np.sqrt(row)
            case "log":
                out = np.log(row)
            case "log1p":
                out = np.log1p(row / median)
            case "logit":
                share = np.clip(row, LOGIT_CLIP, 1 - LOGIT_CLIP)
                out = np.log(share / (1 - share))
            case _:
                out = row
    return np.where(np.isfinite(out), out, np.nan)


def _positive_median(row: Floats) -> float:
    positive = row[np.isfinite(row) & (row > 0)]
    return float(np.median(positive)) if positive.size else 1.0


def _bounds(moved: Floats, universe: int) -> tuple[Floats, Floats]:
    """Robust range per variable: 2nd to 98th percentile, the full range in a small universe."""
    low_share, high_share = (0.0, 100.0) if universe < SMALL_UNIVERSE else TRIM
    present = [row[np.isfinite(row)] for row in moved]
    low = np.array([np.percentile(r, low_share) if r.size else 0.0 for r in present])
    high = np.array([np.percentile(r, high_share) if r.size else 0.0 for r in present])
    return low, high


def _duplicates(points: Floats, names: list[str]) -> tuple[tuple[str, str, float], ...]:
    pairs = []
    for a in range(len(names)):
        for b in range(a + 1, len(names)):
            both = np.isfinite(points[a]) & np.isfinite(points[b])
            if both.sum() < 3:
                continue
            rho = float(np.corrcoef(points[a, both], points[b, both])[0, 1])
            if abs(rho) > DUPLICATE:
                pairs.append((names[a], names[b], rho))
    return tuple(pairs)
