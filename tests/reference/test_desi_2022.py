"""The country framework gives the scores that the Commission published for DESI 2022.

Where an input of 2022 is missing, the latest edition that has it stands in; where none has, we drop
it and weigh the rest anew. The publisher imputed it or, in one case, counted zero. Seven countries
are therefore known to differ in one dimension and in the index.
"""

from __future__ import annotations

import csv

import pytest
from numpy.testing import assert_allclose

from territoria.content import load_library
from territoria.measure.assessment import assess
from territoria.observations import bundled

PUBLISHED = {
    "desi22_score_human_capital": "E1",
    "desi22_score_connectivity": "E2",
    "desi22_score_integration": "E3",
    "desi22_score_public_services": "E4",
    "desi22_score": "overall",
}
# An input of the dimension is missing, and the publisher filled it.
FILLED = {
    "E1": set(),
    "E2": {"HR"},
    "E3": {"CY", "EL", "MT", "FI", "LU", "PL"},
    "E4": set(),
}
FILLED["overall"] = set().union(*FILLED.values())


@pytest.fixture(scope="module")
def assessed():
    library = load_library()
    return assess(
        library.frameworks["country"], bundled("europe-nuts2021"), library.indicators, wanted=2022
    )


@pytest.fixture(scope="module")
def published(europe):
    with (europe / "observations_country.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator_code"], row["territory_code"]): float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator_code"] in PUBLISHED and row["period"] == "2022"
        }


@pytest.mark.parametrize(("code", "node"), PUBLISHED.items())
def test_scores_are_those_published(assessed, published, code, node):
    ours = dict(
        zip((t.code for t in assessed.cut.territories), assessed.scores.of(node), strict=True)
    )
    wanted = {c: v for (name, c), v in published.items() if name == code and c in ours}
    same = sorted(wanted.keys() - FILLED[node])
    assert len(same) >= 20
    assert_allclose([ours[c] for c in same], [wanted[c] for c in same], atol=0.005)
