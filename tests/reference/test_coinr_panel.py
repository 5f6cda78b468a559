"""COINr's five-year example as a panel: its 2018 is the standard example; growth by its formula."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.growth import compound_growth
from territoria.measure.panel import score_panel
from territoria.measure.period_cut import cut_at
from territoria.measure.tree import tree_of
from territoria.model import Status
from territoria.observations import Observations

YEARS = (2018, 2019, 2020, 2021, 2022)


@pytest.fixture(scope="module")
def release(coinr):
    """The panel with its denominators, countries in the order of the standard tables."""
    names = (*coinr.indicators, "Area", "Energy", "GDP", "Population")
    cells = {(r["Time"], r["uCode"]): r for r in coinr.rows("data/ASEM_iData_p")}
    values = np.array(
        [
            [[float(cells[str(y), c][n] or "nan") for n in names] for c in coinr.countries]
            for y in YEARS
        ]
    )
    return Observations(
        name="asem",
        version="asem",
        digest="",
        territories=coinr.territories,
        indicators=names,
        periods=YEARS,
        values=values,
        status=np.where(np.isfinite(values), Status.OBSERVED, Status.MISSING).astype(np.uint8),
        doubtful=np.zeros(values.shape, dtype=bool),
        precision={},
    )


@pytest.fixture(scope="module")
def tree(coinr):
    """The standard framework that divides by the denominators itself, figures of the year only."""
    by = {r["iCode"]: r["Denominator"] or None for r in coinr.meta}
    framework = coinr.framework({"period": {"method": "exact"}})

    def divided(node):
        bindings = tuple(
            b.model_copy(update={"denominator": by[b.indicator]}) for b in node.indicators
        )
        below = tuple(divided(child) for child in node.nodes)
        return node.model_copy(update={"indicators": bindings, "nodes": below})

    nodes = tuple(divided(node) for node in framework.nodes)
    directions = {r["iCode"]: float(r["Direction"]) for r in coinr.meta}
    return tree_of(framework.model_copy(update={"nodes": nodes}), directions)


def test_the_first_year_with_bounds_of_its_own_is_the_standard_example(coinr, release, tree):
    panel = score_panel(tree, release, YEARS, bounds="own")
    assert_allclose(panel.scores[0], coinr.nodes("standard/Aggregated"), rtol=1e-9, atol=1e-12)
    assert (panel.ranks[0] == coinr.nodes("standard/Results_Full_ranks")).all()
    assert np.isfinite(panel.scores).all()


def test_the_denominated_figures_of_the_first_year_are_those_of_the_reference(coinr, release, tree):
    cut = cut_at(tree, release, 2018)
    assert int((cut.denominators != 1).any(axis=1).sum()) == 17
    assert_allclose(
        cut.values / cut.denominators, coinr.table("standard/Denominated"), rtol=1e-9, atol=1e-12
    )


def test_frozen_on_the_first_year_it_keeps_its_scores_and_the_others_move(coinr, release, tree):
    """Winsorised and not logged, so that there are bounds to freeze."""
    steps = {"treat": {"method": "winsorise", "parameters": {"limit": 5}}}
    recipe = type(tree.framework.recipe).model_validate(tree.framework.recipe.model_dump() | steps)
    directions = dict(zip(tree.indicators, tree.direction.tolist(), strict=True))
    plain = tree_of(tree.framework.model_copy(update={"recipe": recipe}), directions)
    own = score_panel(plain, release, YEARS, bounds="own")
    frozen = score_panel(plain, release, YEARS, base_period=2018)
    assert_allclose(frozen.scores[0], own.scores[0], atol=1e-9)
    assert np.abs(frozen.scores[1:] - own.scores[1:]).max() > 0.1


def test_growth_is_the_compound_rate_between_the_first_and_the_last_year(coinr, release):
    values = release.values[:, :, release.indicators.index("GDP")]
    growth = compound_growth(values, YEARS)
    expected = np.array(
        [(last / first) ** (1 / 4) - 1 for first, last in zip(values[0], values[-1])]
    )
    assert_allclose(growth.values, expected, rtol=1e-12)
    assert growth.notes == ()
