"""Our scores beside published composites: the numbers that docs/methods/measure.md prints."""

import csv

import numpy as np
import pytest
import scipy.stats

from territoria.content import load_framework, load_library
from territoria.measure.score import score
from territoria.measure.tree import build_tree
from territoria.observations import bundled

# Spearman's rank correlation and the number of regions that both have
COMPETITIVENESS = {
    "overall": (0.915, 221),
    "A1": (0.834, 222),
    "A2": (0.817, 216),
    "A3": (0.680, 214),
    "A4": (0.784, 188),
}
INNOVATION = {
    "overall": (0.873, 174),
    "A1": (0.796, 174),
    "A2": (0.723, 170),
    "A3": (0.814, 171),
    "A4": (0.653, 161),
}


@pytest.fixture(scope="module")
def scores():
    tree = build_tree(load_framework("blueprint"), load_library().indicators)
    return score(tree, bundled("europe-nuts2021").latest(tree.indicators, level=2))


@pytest.fixture(scope="module")
def published(europe):
    """The composites of 2019: indicator → territory code → value."""
    found = {}
    with (europe / "observations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["period"] == "2019" and row["indicator_code"].endswith("_published"):
                values = found.setdefault(row["indicator_code"], {})
                values[row["territory_code"]] = float(row["value"])
    return found


@pytest.mark.parametrize("node", COMPETITIVENESS)
def test_regions_rank_much_as_in_the_regional_competitiveness_index(scores, published, node):
    assert _agreement(scores, node, published["rci_published"]) == COMPETITIVENESS[node]


@pytest.mark.parametrize("node", INNOVATION)
def test_regions_rank_much_as_in_the_regional_innovation_scoreboard(scores, published, node):
    assert _agreement(scores, node, published["rii2019_published"]) == INNOVATION[node]


def _agreement(scores, node, published):
    ours = scores.of(node)
    theirs = np.array([published.get(t.code, np.nan) for t in scores.cut.territories])
    both = np.isfinite(ours) & np.isfinite(theirs)
    correlation = scipy.stats.spearmanr(ours[both], theirs[both]).statistic
    return round(float(correlation), 3), int(both.sum())
