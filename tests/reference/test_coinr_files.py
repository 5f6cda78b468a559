"""COINr's own files, read unchanged, give the framework, the figures and the scores of the example."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from reference.conftest import STANDARD, Coinr
from territoria.measure.score import score
from territoria.measure.tree import tree_of
from territoria.sources.coinr_files import CoinrIndex, read_coinr


@pytest.fixture(scope="module")
def index(coinr: Coinr) -> CoinrIndex:
    data = coinr.folder / "data"
    return read_coinr(data / "ASEM_iData.csv", data / "ASEM_iMeta.csv", id="asem")


def test_the_tree_of_the_example_is_read(coinr, index):
    ours = coinr.framework()
    assert [(n.id, n.weight) for n in index.framework.walk()] == [
        (n.id, n.weight) for n in ours.walk()
    ]
    bound = [(b.indicator, b.weight) for b in ours.bindings()]
    assert [(b.indicator, b.weight) for b in index.framework.bindings()] == bound


def test_targets_and_denominators_of_the_example_are_read(coinr, index):
    meta = {r["iCode"]: r for r in coinr.meta}
    assert {b.indicator: b.denominator or "" for b in index.framework.bindings()} == {
        b.indicator: meta[b.indicator]["Denominator"] for b in index.framework.bindings()
    }
    assert [b.target for b in index.framework.bindings()] == [
        float(meta[b.indicator]["Target"]) for b in index.framework.bindings()
    ]


def test_the_figures_of_the_example_are_read(coinr, index):
    cut = index.observations.latest(coinr.indicators)
    order = [cut.column(f"{c}@own") for c in coinr.countries]
    assert_array_equal(cut.values[:, order], coinr.table("standard/Raw"))


def test_the_groups_of_the_example_are_read(coinr, index):
    rows = {r["uCode"]: r["EurAsia_group"] for r in coinr.rows("data/ASEM_iData")}
    codes = [t.code for t in index.observations.territories]
    assert index.groups["EurAsia_group"] == tuple(rows[c] for c in codes)


def test_the_panel_of_the_example_is_read(coinr):
    data = coinr.folder / "data"
    index = read_coinr(data / "ASEM_iData_p.csv", data / "ASEM_iMeta.csv")
    assert index.observations.periods == (2018, 2019, 2020, 2021, 2022)
    rows = coinr.rows("data/ASEM_iData_p")
    place = {t.code: n for n, t in enumerate(index.observations.territories)}
    lpi = index.observations.indicator_index("LPI")
    read = [index.observations.values[int(r["Time"]) - 2018, place[r["uCode"]], lpi] for r in rows]
    assert_array_equal(read, [float(r["LPI"]) if r["LPI"] else np.nan for r in rows])


def test_the_tables_with_parameters_are_read_too(coinr):
    data = coinr.folder / "data"
    index = read_coinr(data / "ASEM_iData.csv", data / "ASEM_iMeta_with_norm_params.csv")
    (lpi, *_) = index.framework.bindings()
    assert (lpi.minimum, lpi.maximum) == (2.2831253, 3.90216005)


def test_the_scores_of_the_example_come_out(coinr, index):
    normalised = coinr.cut("standard/Denominated")
    framework = index.framework.model_copy(update={"recipe": coinr.framework(STANDARD).recipe})
    tree = tree_of(framework, index.directions)
    assert_allclose(score(tree, normalised).scores, coinr.nodes("standard/Aggregated"), rtol=1e-9)
