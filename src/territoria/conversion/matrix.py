"""Overlaps of the territories of two NUTS versions, and the arithmetic that carries figures over.

``w_ij`` is the weight of the overlap of origin ``i`` and target ``j``: area, people or built-up
land. Source: NUTS converter of the European Commission's Joint Research Centre (JRC), release
2025.08, versions 2010 to 2024, every pair of versions directly. The other direction is the
transposed matrix; nothing is chained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from territoria.content import content_root
from territoria.conversion.kinds import LAND_WEIGHT, Kind
from territoria.errors import DataError, Problem

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Missing = Literal["missing", "available"]
Change = Literal["unchanged", "renamed", "merged", "split", "redrawn"]

VERSIONS = ("2010", "2013", "2016", "2021", "2024")
LEVELS = (1, 2, 3)
WEIGHTS = ("areaKm", "pop11", "pop21", "artif_surf12", "artif_surf18", "bu_vol")


@dataclass(frozen=True)
class Carried:
    """Figures in the new version, each array ``[..., target]``.

    ``missing_weight``: share of the target's weight whose origins have no figure.
    ``touched``: whether any origin of the target has one.
    """

    values: Floats
    standard_error: Floats | None
    missing_weight: Floats
    touched: Booleans


@dataclass(frozen=True)
class Overlaps:
    """All overlaps of one level and pair of versions, sorted by target, then origin.

    ``origin`` and ``target`` are places in ``origins`` and ``targets``, both ``(overlap,)`` as is
    each of the ``weights``: km², people, and built-up land and volume as the publisher counts them.
    """

    level: int
    origin_version: str
    target_version: str
    origins: tuple[str, ...]
    targets: tuple[str, ...]
    origin: NDArray[np.intp]
    target: NDArray[np.intp]
    weights: Mapping[str, Floats]

    def reversed(self) -> Overlaps:
        """The transposed matrix: from the target version back to the origin version."""
        order = np.lexsort((self.target, self.origin))
        return Overlaps(
            self.level,
            self.target_version,
            self.origin_version,
            self.targets,
            self.origins,
            self.target[order],
            self.origin[order],
            {name: w[order] for name, w in self.weights.items()},
        )

    def of_origin(self, weight: str) -> Floats:
        """``w_ij / Σ_j w_ij``: the part of the origin that goes to the target, ``(overlap,)``."""
        return self._share(weight, self.origin)

    def of_target(self, weight: str) -> Floats:
        """``w_ij / Σ_i w_ij``: the part of the target that the origin makes up, ``(overlap,)``."""
        return self._share(weight, self.target)

    def counts(self, weight: str) -> Booleans:
        """Overlaps that move anything at all: nobody lives on some strips of land."""
        return (self.of_origin(weight) > 0) | (self.of_target(weight) > 0)

    def changes(self, weight: str) -> NDArray[np.str_]:
        """What happened to each target: unchanged, renamed, merged, split or redrawn.

        *Renamed*: one origin, wholly, under another code. *Merged*: several origins, wholly.
        *Split*: part of one. *Redrawn*: several, at least one of them in part.
        """
        counts = self.counts(weight)
        pieces = np.bincount(self.origin[counts], minlength=len(self.origins))
        in_part = np.logical_or.reduceat(counts & (pieces[self.origin] > 1), self._starts)
        several = np.add.reduceat(counts.astype(np.intp), self._starts) > 1
        first = self.only_origin(weight)
        same = np.array([self.origins[o] == t for o, t in zip(first, self.targets, strict=True)])
        return np.select(
            [several & in_part, several, in_part, same],
            ["redrawn", "merged", "split", "unchanged"],
            "renamed",
        )

    def only_origin(self, weight: str) -> NDArray[np.intp]:
        """For each target the place of its origin; of several, the last. ``(target,)``."""
        return np.maximum.reduceat(np.where(self.counts(weight), self.origin, -1), self._starts)

    def any_origin(self, marks: Booleans, weight: str) -> Booleans:
        """Whether any origin of the target is marked: ``[..., origin]`` to ``[..., target]``."""
        return self._any(marks[..., self.origin] & self.counts(weight))

    def origin_names(self, weight: str) -> NDArray[np.str_]:
        """The codes of the origins of each target, joined by ``+``; ``(target,)``."""
        counts = self.counts(weight)
        names: list[list[str]] = [[] for _ in self.targets]
        for o, t in zip(self.origin[counts], self.target[counts], strict=True):
            names[t].append(self.origins[o])
        return np.array(["+".join(n) for n in names])

    def carry(
        self,
        values: Floats,
        kind: Kind,
        *,
        weight: str = "pop21",
        missing: Missing = "missing",
        standard_error: Floats | None = None,
    ) -> Carried:
        """``values[..., origin]`` in the target version, NaN where missing.

        Absolute: ``Σ_i x_i · w_ij / Σ_j w_ij``. Relative: ``Σ_i x_i · w_ij / Σ_i w_ij``. What is
        not convertible is carried only where the territory is the same, renamed or not. With
        ``missing="available"`` a sum runs over the parts that are known, and a mean is weighted by
        them; else one missing origin makes the target missing. Errors: ``√Σ (share · error)²``.
        """
        of_target = self.of_target(weight)
        share = self.of_origin(weight) if kind == "absolute" else of_target
        parts = values[..., self.origin]
        known = np.isfinite(parts)
        kept = self._sum(np.where(known, of_target, 0.0))
        divisor = np.where(kept > 0, kept, 1.0) if kind == "relative" else np.float64(1.0)
        total = self._sum(np.where(known, parts * share, 0.0)) / divisor
        needed = share > 0
        present = self._any(known & needed)
        valid = present if missing == "available" else present & ~self._any(~known & needed)
        if kind == "not-convertible":
            valid = valid & np.isin(self.changes(weight), ("unchanged", "renamed"))
        error = None
        if standard_error is not None:
            squares = np.where(known, (standard_error[..., self.origin] * share) ** 2, 0.0)
            error = np.where(valid, np.sqrt(self._sum(squares)) / divisor, np.nan)
        return Carried(
            values=np.where(valid, total, np.nan),
            standard_error=error,
            missing_weight=self._sum(np.where(known, 0.0, of_target)),
            touched=self._any(known & self.counts(weight)),
        )

    @property
    def _starts(self) -> NDArray[np.intp]:
        """The first overlap of each target; every target has at least one."""
        return np.searchsorted(self.target, np.arange(len(self.targets)))

    def _sum(self, parts: Floats) -> Floats:
        total: Floats = np.add.reduceat(parts, self._starts, axis=-1)
        return total

    def _any(self, parts: Booleans) -> Booleans:
        found: Booleans = np.logical_or.reduceat(parts, self._starts, axis=-1)
        return found

    def _share(self, weight: str, side: NDArray[np.intp]) -> Floats:
        """Weights as shares of one side; by area where all its weights are 0."""
        w = self.weights[weight]
        w = np.where(np.bincount(side, w)[side] > 0, w, self.weights[LAND_WEIGHT])
        shares: Floats = w / np.bincount(side, w)[side]
        return shares


# ── the table ─────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _table() -> pl.DataFrame:
    """Level 3: origin, target, the pairs of versions (``2016-2021 …``), the weights."""
    path = content_root() / "territories" / "nuts-overlaps.csv.gz"
    return pl.read_csv(path, schema_overrides=dict.fromkeys(WEIGHTS, pl.Float64))


@lru_cache(maxsize=64)
def overlaps(level: int, origin_version: str, target_version: str) -> Overlaps:
    """The overlaps at NUTS ``level`` 1, 2 or 3 of two versions, in either direction.

    Levels 1 and 2 are sums of level 3. DataError lists what is wrong with level and versions.
    """
    problems = [
        Problem(f"version {v}", "no overlaps are known for it.", f"Known: {', '.join(VERSIONS)}.")
        for v in (origin_version, target_version)
        if v not in VERSIONS
    ]
    if level not in LEVELS:
        problems.append(Problem(f"level {level}", "overlaps are known for NUTS 1, 2 and 3."))
    if origin_version == target_version:
        problems.append(
            Problem(f"version {target_version}", "this is the same version.", "Convert nothing.")
        )
    if problems:
        raise DataError(problems)
    if origin_version > target_version:
        return overlaps(level, target_version, origin_version).reversed()
    rows = (
        _table()
        .filter(pl.col("versions").str.contains(f"{origin_version}-{target_version}"))
        .sort("target", "origin")
        .with_columns(pl.col("origin", "target").str.slice(0, level + 2))
        .sort("target", "origin", maintain_order=True)
    )
    new = (rows["target"] + rows["origin"]).rle_id().diff().fill_null(1).to_numpy() > 0
    starts = np.flatnonzero(new)
    first = rows[starts]
    origins, origin = np.unique(first["origin"].to_numpy(), return_inverse=True)
    targets, target = np.unique(first["target"].to_numpy(), return_inverse=True)
    return Overlaps(
        level,
        origin_version,
        target_version,
        tuple(origins.tolist()),
        tuple(targets.tolist()),
        origin,
        target,
        {name: np.add.reduceat(rows[name].to_numpy(), starts) for name in WEIGHTS},
    )


@lru_cache(maxsize=8)
def known_codes(version: str) -> frozenset[str]:
    """All codes of levels 1 to 3 that stand in any overlap of a version."""
    versions = pl.col("versions")
    before = _table().filter(versions.str.contains(f"{version}-"))["origin"]
    after = _table().filter(versions.str.contains(f"-{version}"))["target"]
    finest = {*before, *after}
    return frozenset(code[: level + 2] for code in finest for level in LEVELS)


def unchanged(codes: tuple[str, ...], origin_version: str, target_version: str) -> Overlaps:
    """Overlaps of territories that are the same in both versions, such as countries."""
    place = np.arange(len(codes))
    weights = dict.fromkeys(WEIGHTS, np.ones(len(codes)))
    return Overlaps(0, origin_version, target_version, codes, codes, place, place, weights)
