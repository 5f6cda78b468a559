"""Flags and sources of converted figures: those of all origins together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import polars as pl

from territoria.conversion.matrix import Overlaps
from territoria.observations import Observations, SourceRecord

KEYS = ("territory", "indicator", "period")
LABELS = ("flag", "source", "inherited_from")
SCHEMA = {
    "territory": pl.String,
    "indicator": pl.String,
    "period": pl.Int64,
    **dict.fromkeys(LABELS, pl.String),
}
JOIN = "+"


class Sources(TypedDict):
    """The fields of ``Observations`` that name sources."""

    sources: Mapping[str, SourceRecord]
    datasets: Mapping[tuple[str, str], str]


def labels_of(held: Observations, matrix: Overlaps, weights: Mapping[str, str]) -> pl.DataFrame:
    """Labels by target code, indicator and period: all letters of the flags, all sources.

    ``weights``: the weight of each indicator, which decides the origins that count. Empty where
    the observations have no table behind them.
    """
    if held.table.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    contributing = pl.concat(
        pl.DataFrame(
            {
                "weight": weight,
                "territory": [matrix.origins[o] for o in matrix.origin[counts]],
                "target": [matrix.targets[t] for t in matrix.target[counts]],
            }
        )
        for weight in sorted(set(weights.values()))
        for counts in [matrix.counts(weight)]
    )
    plan = pl.DataFrame({"indicator": list(weights), "weight": list(weights.values())})
    keys = ["target", "indicator", "period"]
    parts = (
        held.table.select(*KEYS, pl.col(LABELS).cast(pl.String).fill_null(""))
        .join(plan, on="indicator")
        .join(contributing, on=["weight", "territory"])
        .with_columns((pl.len().over(keys) == 1).alias("alone"))
    )
    together = (
        parts.filter(~pl.col("alone"))
        .group_by(keys)
        .agg(
            pl.col("flag").str.extract_all(".").explode().drop_nulls().unique().sort().str.join(""),
            pl.col("source").unique().sort().str.join(JOIN),
            pl.col("inherited_from").unique().sort().str.join(JOIN),
        )
    )
    alone = parts.filter("alone").select(*keys, *LABELS)
    return pl.concat([alone, together]).rename({"target": "territory"})


def merged_sources(held: Observations, cells: pl.DataFrame) -> Sources:
    """Records also for sources that stand together in one figure (``s1+s4``)."""
    sources, datasets = dict(held.sources), dict(held.datasets)
    pairs = cells.select("indicator", "source").unique().sort("indicator", "source")
    for indicator, source in pairs.iter_rows():
        parts = source.split(JOIN)
        if len(parts) < 2:
            continue
        records = [held.sources[p] for p in parts if p in held.sources]
        sources[source] = SourceRecord(
            source,
            "; ".join(r.publisher for r in records),
            "; ".join(sorted({r.licence for r in records})),
        )
        named = [held.datasets[indicator, p] for p in parts if (indicator, p) in held.datasets]
        datasets[indicator, source] = "; ".join(named)
    return {"sources": sources, "datasets": datasets}
