"""Availability, strengths, weaknesses and summaries equal those of COINr."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.audit.availability import availability
from territoria.measure.audit.hierarchy import hierarchy_of
from territoria.measure.audit.strengths import strengths_and_weaknesses, summary_of
from territoria.measure.score import score

PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")


@pytest.fixture(scope="module")
def scores(coinr):
    return score(coinr.tree(), coinr.cut("standard/Denominated"))


@pytest.mark.parametrize("side", ["strengths", "weaknesses"])
def test_strengths_and_weaknesses_of_spain_are_those_of_the_reference(coinr, side):
    """By raw figures in the reference's order of indicators; it prints values to three digits."""
    codes = [r["iCode"] for r in coinr.rows("standard/Meta_Ind")]
    names = tuple(code for code in codes if code in coinr.indicators)
    direction = {r["iCode"]: float(r["Direction"]) for r in coinr.meta}
    found = strengths_and_weaknesses(
        coinr.table("standard/Raw", names),
        np.array([direction[n] for n in names]),
        names,
        coinr.countries.index("ESP"),
    )
    rows = coinr.rows(f"standard/StrWeak_ESP_{side}")
    ours = getattr(found, side)
    assert [(s.name, s.rank) for s in ours] == [(r["Code"], int(r["Rank"])) for r in rows]
    assert [f"{s.value:.3g}" for s in ours] == [f"{float(r['Value']):.3g}" for r in rows]


def test_the_summary_of_india_is_that_of_the_reference(coinr, scores):
    ours = {s.name: (s.value, s.rank) for s in summary_of(scores, "IND@asem")}
    ours["Index"] = ours.pop("overall")
    expected = {
        r["Code"]: (float(r["Score"]), int(r["Rank"]))
        for r in coinr.rows("standard/UnitSummary_IND")
    }
    assert sorted(ours) == sorted(expected)
    for code, (value, rank) in expected.items():
        assert_allclose(ours[code][0], value, rtol=1e-9)
        assert ours[code][1] == rank


def test_availability_is_that_of_the_reference(coinr, scores):
    """Pillars only: higher up the reference counts the children, we count the indicators."""
    found = availability(coinr.table("standard/Raw"), hierarchy_of(scores).below)
    (by_country,) = coinr.table("standard/DataAvail_Raw_Summary", ("Dat_Avail",))
    assert_allclose(found.by_territory, by_country, rtol=1e-12)
    tree = scores.tree
    rows = [tree.index(p) for p in PILLARS]
    expected = coinr.nodes("standard/DataAvail_Raw_ByGroup")
    assert_allclose(found.by_node[rows], expected[rows], rtol=1e-12)
    assert_allclose(found.by_node[-1], by_country, rtol=1e-12)
