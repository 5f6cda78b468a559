"""The bundled release holds the figures as they were collected, and leaves out what it should."""

import polars as pl
import pytest

from territoria.observations import bundled

KEY = ["territory", "indicator", "period"]


@pytest.fixture(scope="module")
def collected(europe):
    names = {"territory_code": "territory", "indicator_code": "indicator"}
    files = ("observations", "observations_country", "observations_inherited")
    tables = [pl.read_csv(europe / f"{f}.csv", infer_schema_length=None) for f in files]
    return [
        t.rename(names)
        .with_columns(pl.col("value").cast(pl.Float64))
        .select(*KEY, "value", "source")
        for t in tables
    ]


@pytest.mark.parametrize("status", ["observed", "inherited"])
def test_every_figure_is_the_one_that_was_collected(collected, status):
    regional, national, inherited = collected
    source = inherited if status == "inherited" else pl.concat([regional, national])
    ours = bundled("europe-nuts2021").table.filter(pl.col("status") == status)
    ours = ours.with_columns(pl.col("value").cast(pl.Float64))
    both = ours.join(source, on=KEY, how="left", suffix="_collected")
    assert both["value_collected"].null_count() == 0
    differs = (both["value"] - both["value_collected"]).abs() > 1e-9 * both["value"].abs()
    assert int(differs.sum()) == 0
    assert (
        both["source"].to_list()
        == both["source_collected"].str.extract(r"^(\w+):").str.to_lowercase().to_list()
    )


def test_no_figure_of_the_kept_years_was_left_behind(collected):
    release = bundled("europe-nuts2021")
    regions = [t.code for t in release.territories if t.level == 2]
    first = release.table.group_by("indicator").agg(pl.col("period").min().alias("first"))
    wanted = (
        collected[0]
        .join(first, on="indicator")
        .filter(pl.col("territory").is_in(regions) & (pl.col("period") >= pl.col("first")))
    )
    missing = wanted.join(release.table, on=KEY, how="anti")
    assert wanted.height > 20_000
    assert missing.height == 0
