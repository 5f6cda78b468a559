from dataclasses import replace

import polars as pl

from territoria.conversion.labels import labels_of, merged_sources
from territoria.conversion.long_table import observations_of
from territoria.conversion.matrix import overlaps
from territoria.observations import SourceRecord

TABLE = pl.DataFrame(
    {
        "territory": ["NL31@2016", "NL33@2016"],
        "indicator": "x",
        "period": 2020,
        "value": 1.0,
        "flag": ["bu", "ub"],
        "source": ["s2", "s1"],
    }
)
MATRIX = overlaps(2, "2016", "2021")


def test_a_figure_has_the_flags_and_sources_of_all_its_origins():
    labels = labels_of(observations_of(TABLE), MATRIX, {"x": "pop21"}).sort("territory")
    assert labels.rows() == [
        ("NL31", "x", 2020, "bu", "s1+s2", ""),
        ("NL33", "x", 2020, "ub", "s1", ""),
    ]


def test_observations_without_a_table_have_no_labels():
    bare = replace(observations_of(TABLE), table=pl.DataFrame())
    assert labels_of(bare, MATRIX, {"x": "pop21"}).is_empty()


def test_sources_that_stand_together_have_a_record():
    held = replace(
        observations_of(TABLE),
        sources={"s1": SourceRecord("s1", "One", "CC0"), "s2": SourceRecord("s2", "Two", "CC BY")},
        datasets={("x", "s1"): "d1", ("x", "s2"): "d2"},
    )
    cells = pl.DataFrame({"indicator": ["x", "x"], "source": ["s1+s2", "s1"]})
    merged = merged_sources(held, cells)
    assert merged["sources"]["s1+s2"] == SourceRecord("s1+s2", "One; Two", "CC BY; CC0")
    assert merged["datasets"]["x", "s1+s2"] == "d1; d2"
    assert set(merged["sources"]) == {"s1", "s2", "s1+s2"}
