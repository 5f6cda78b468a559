"""The comparative analysis: what the cases of a factor share, and what nobody knows."""

from __future__ import annotations

import pytest

from territoria.errors import AddressError
from territoria_web.measure.queries.assessments import current
from territoria_web.recommend.queries.case_regions import figure_said, region_figures
from territoria_web.recommend.queries.comparative import (
    cases_of,
    coverage,
    finding_of,
    grade_counts,
    is_central,
    laid_out,
    shared,
)
from territoria_web.recommend.queries.evidence_gaps import gaps_in_evidence
from territoria_web.recommend.queries.nodes import framework_of_node, kin_of, node_at


def test_the_cases_about_a_factor_stand_before_those_that_touch_it():
    node = node_at("blueprint", "A3.2")
    central = [is_central(c, node) for c in cases_of(node)]
    assert central == sorted(central, reverse=True)
    assert (sum(central), len(central)) == (12, 17)


def test_a_dimension_holds_the_cases_of_its_factors():
    inside = {c.id for f in ("A3.1", "A3.2", "A3.3") for c in cases_of(node_at("blueprint", f))}
    assert {c.id for c in cases_of(node_at("blueprint", "A3"))} == inside


def test_the_finding_counts_what_was_compared_and_what_failed():
    cases = cases_of(node_at("blueprint", "A3.2"))
    assert finding_of(cases) == (
        "17 practices of the library are about this or touch it. None of them measured an effect "
        "against places or firms without it. 3 went wrong."
    )


def test_nothing_filed_is_said():
    assert finding_of([]) == "No practice of the library is filed here yet."
    assert gaps_in_evidence([]) == ["Nothing is filed here, so nothing can be compared."]


def test_every_case_is_counted_under_one_grade():
    cases = cases_of(node_at("blueprint", "A3.3"))
    counts = grade_counts(cases)
    assert [g for g, _ in counts] == ["E5", "E4", "E3", "E2", "E1", "E0", "not reported"]
    assert sum(n for _, n in counts) == len(cases)


def test_a_case_is_laid_out_with_the_first_sentences_of_its_text():
    case = next(
        c for c in laid_out(node_at("blueprint", "A2.2")) if c.entry.id == "aveiro-steam-city"
    )
    assert case.context == (
        "About 80,000 people live in Aveiro [1]. Telecom and digital firms are strong there, but "
        "skilled people are scarce and many leave [1][2]."
    )
    assert (
        case.result
        == "Schools and laboratories: Every school of the municipality had been reached. [5]"
    )


def test_what_cases_share_is_counted_for_each():
    cases = cases_of(node_at("blueprint", "A3.2"))
    kinds = dict(shared(cases))["Kind of place"]
    assert sum(c.count for c in kinds) == len(cases)


def test_gaps_in_evidence_are_whole_sentences():
    gaps = gaps_in_evidence(cases_of(node_at("blueprint", "A3.2")))
    assert gaps[0].startswith("Nobody compared what happened")
    assert all(g.endswith(".") for g in gaps)


def test_only_nodes_with_cases_are_covered():
    rows = coverage()
    assert all(r.central + r.touched for r in rows)
    assert rows[0].node.id == "A1"


def test_the_same_theme_is_found_in_other_frameworks():
    assert kin_of("A4.3") == ["A4.2", "B7.2", "D6.2"]


def test_a_node_without_framework_is_found_and_an_unknown_one_told():
    assert framework_of_node("B7.4") == "small-cities"
    with pytest.raises(AddressError):
        framework_of_node("Z9")
    with pytest.raises(AddressError):
        node_at("blueprnt", "A1")


@pytest.mark.usefixtures("site_data")
@pytest.mark.django_db
def test_regions_of_cases_have_figures_by_one_query(django_assert_num_queries):
    assessment = current()
    with django_assert_num_queries(1):
        found = region_figures(cases_of(node_at("blueprint", "A3.3")), assessment)
    here = next(r for r in found if r.code == "FRE1")
    assert sorted(here.figures) == ["gdp_per_head_pps", "population", "population_density"]
    assert figure_said(here.figures["population"]).startswith("4,0")
