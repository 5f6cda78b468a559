"""What a conversion returns: observations in the target version, and what happened to each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from territoria.content import content_root
from territoria.conversion.block import Block
from territoria.conversion.codes import Lost, level_of
from territoria.conversion.labels import KEYS, LABELS, merged_sources
from territoria.model import Territory
from territoria.observations import STATUS_OF, Observations
from territoria.territories import read_territories

STATUS_TEXT = {int(status): text for text, status in STATUS_OF.items()}
NOT_CONVERTIBLE = "a rank, median or index cannot be converted"
NO_FIGURE = "no figure for a part of it"
KNOWN_PARTS = "from the parts that have a figure"


@dataclass(frozen=True)
class Converted:
    """Figures in the target version.

    ``cells``, one row a target, indicator and period of which any origin has a figure: territory
    (``code@version``), indicator, period, value (null where missing), standard_error, status,
    flag, source, inherited_from, change, origins, weight, missing_weight (0 to 1), note.
    ``lost``: territories without a target. ``record``: the choices, for the reader of the figures.
    """

    observations: Observations
    cells: pl.DataFrame
    lost: tuple[Lost, ...]
    record: Mapping[str, Any]

    @property
    def changes(self) -> dict[str, int]:
        """Number of territories by change: unchanged, renamed, merged, split, redrawn."""
        pairs = self.cells.select("territory", "change").unique()
        return dict(sorted(pairs["change"].value_counts().iter_rows()))


def assemble(
    held: Observations, blocks: Sequence[Block], lost: tuple[Lost, ...], record: Mapping[str, Any]
) -> Converted:
    """One panel of all levels, without the targets that no figure reaches."""
    to = str(record["to_version"])
    touched = joined(blocks, "touched")
    reached = touched.any(axis=(0, 1))

    def panel(name: str) -> NDArray[Any]:
        """``(period, territory, indicator)``."""
        return np.ascontiguousarray(joined(blocks, name)[..., reached].transpose(0, 2, 1))

    cells = _cells(held, blocks, touched, record)
    filled = cells.filter(pl.col("value").is_not_null())
    codes = np.array([code for b in blocks for code in b.codes])[reached].tolist()
    said = json.dumps([held.digest, record], sort_keys=True)
    observations = replace(
        held,
        name=f"{held.name}-as-nuts{to}",
        version=to,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        territories=_territories(held, codes, joined(blocks, "same_land")[reached].tolist(), to),
        values=panel("values"),
        status=panel("status"),
        doubtful=panel("doubtful"),
        standard_error=None if held.standard_error is None else panel("standard_error"),
        table=_release_table(filled),
        **merged_sources(held, filled),
    )
    return Converted(observations, cells, lost, record)


def joined(blocks: Sequence[Block], name: str) -> NDArray[Any]:
    """The arrays of all levels side by side, target last."""
    return np.concatenate([getattr(b, name) for b in blocks], axis=-1)


def _cells(
    held: Observations, blocks: Sequence[Block], touched: NDArray[np.bool_], record: Mapping[str, Any]
) -> pl.DataFrame:  # fmt: skip
    """One row for each figure that any origin reaches; sorted by territory, indicator, period."""
    p, i, t = np.nonzero(touched)
    codes = np.array([code for b in blocks for code in b.codes])
    names = np.array(held.indicators)
    kinds, weights = (np.array([record[k][n] for n in held.indicators]) for k in ("kinds", "weights"))  # fmt: skip
    status = np.array([STATUS_TEXT.get(int(s), "") for s in range(max(STATUS_TEXT) + 1)])
    rows = pl.DataFrame(
        {
            "territory": codes[t],
            "indicator": names[i],
            "period": np.array(held.periods, dtype=np.int64)[p],
            "value": joined(blocks, "values")[p, i, t],
            "standard_error": joined(blocks, "standard_error")[p, i, t],
            "status": status[joined(blocks, "status")[p, i, t]],
            "change": pl.Series(joined(blocks, "change")[i, t].tolist(), dtype=pl.String),
            "origins": pl.Series(joined(blocks, "origins")[i, t].tolist(), dtype=pl.String),
            "kind": kinds[i],
            "weight": weights[i],
            "missing_weight": joined(blocks, "missing_weight")[p, i, t],
        }
    ).with_columns(pl.col("value", "standard_error").fill_nan(None))
    rows = rows.join(pl.concat([b.labels for b in blocks]), on=KEYS, how="left")
    # a parent's code belongs to the origin: only an inherited figure that is kept may name it
    inherited = (
        pl.when(pl.col("status") == "inherited").then("inherited_from").otherwise(pl.lit(""))
    )
    order = [*KEYS, "value", "standard_error", "status", *LABELS, "change", "origins", "kind"]
    return (
        rows.with_columns(pl.col(name).fill_null("") for name in LABELS)
        .with_columns(_note().alias("note"), inherited.alias("inherited_from"))
        .with_columns(
            pl.format("{}@{}", "territory", pl.lit(record["to_version"])).alias("territory")
        )
        .select(*order, "weight", "missing_weight", "note")
        .sort(KEYS)
    )


def _note() -> pl.Expr:
    """Why a figure is missing, or how it was kept; empty where there is nothing to say."""
    missing = pl.col("value").is_null()
    return (
        pl.when(missing & (pl.col("kind") == "not-convertible"))
        .then(pl.lit(NOT_CONVERTIBLE))
        .when(missing)
        .then(pl.lit(NO_FIGURE))
        .when(pl.col("missing_weight") > 0)
        .then(pl.lit(KNOWN_PARTS))
        .when(pl.col("change") == "renamed")
        .then(pl.format("{} under another code", pl.col("origins")))
        .otherwise(pl.lit(""))
    )


def _release_table(filled: pl.DataFrame) -> pl.DataFrame:
    """The rows that a figure is looked up in, with the columns of a release."""
    return filled.select(
        pl.int_range(2, pl.len() + 2).alias("line"),
        pl.col("territory").str.split("@").list.first(),
        "indicator",
        "period",
        pl.col("value").cast(pl.String).str.strip_suffix(".0"),
        "status",
        *LABELS,
        "standard_error",
    )


def _territories(
    held: Observations, codes: Sequence[str], same_land: Sequence[str], to: str
) -> tuple[Territory, ...]:
    """The targets: from our list of that version, else as they were where the land is the same."""
    path = content_root() / "territories" / f"nuts{to}.csv"
    listed = {t.code: t for t in read_territories(path)} if path.is_file() else {}
    before = {t.code: t for t in held.territories}
    found = []
    for code, origin in zip(codes, same_land, strict=True):
        if code in listed:
            found.append(listed[code])
        elif origin in before:
            found.append(replace(before[origin], code=code, version=to, parent=code[:-1]))
        else:
            found.append(Territory(code, to, code, level_of(code), code[:-1], code[:2]))
    return tuple(found)
