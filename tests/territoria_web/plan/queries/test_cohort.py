"""What a network reads of its territories: progress, attention, comparisons, talks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from cohort_network import CODES, a_cycle, a_network
from territoria_web.invite.models import Step
from territoria_web.listen.models import Invitation, Response, Survey
from territoria_web.measure.queries.explored import Cell, opened
from territoria_web.papers.models import Correction, Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Organisation
from territoria_web.plan.queries.cohort.attention import concerns_of
from territoria_web.plan.queries.cohort.compared import (
    ComparedRow,
    about_the_same,
    compared,
    standings,
    subjects_of,
)
from territoria_web.plan.queries.cohort.held import HeldOf, published_of
from territoria_web.plan.queries.cohort.rows import CohortRow, cohort_of
from territoria_web.plan.queries.cohort.talks import talks_of
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def lakes() -> list[Territory]:
    """Two invented territories: no release is needed to see how far they are."""
    return [
        Territory.objects.create(
            code=code, version="2021", name=name, names={"en": name}, level=2, country="XX"
        )
        for code, name in (("X1", "Zealake"), ("X2", "Árbor"))
    ]


def rows_of(network: Organisation) -> list[tuple[str, str]]:
    return [
        (row.name, row.open.at.kind if row.open and row.open.at else "")
        for row in cohort_of(network).rows
    ]


# ── how far they are ──────────────────────────────────────────────────────────────────────────


def test_territories_stand_by_name_and_those_without_a_cycle_are_there(lakes):
    network = a_network("X1", "X2")
    a_cycle("X1", TODAY, 1)
    assert rows_of(network.row) == [("Árbor", ""), ("Zealake", "pre-assessment")]


def test_who_left_the_network_is_no_longer_shown(lakes):
    network = a_network("X1", "X2")
    a_cycle("X1", TODAY)
    network.row.territories.remove(lakes[0])
    assert rows_of(network.row) == [("Árbor", "")]


def test_it_takes_five_queries_however_many_there_are(
    lakes, django_assert_num_queries: DjangoAssertNumQueries
):
    network = a_network("X1", "X2")
    a_cycle("X1", TODAY)
    with django_assert_num_queries(5):
        cohort_of(network.row)
    a_cycle("X2", TODAY, 2)
    a_cycle("X2", TODAY, 1)
    with django_assert_num_queries(5):
        cohort_of(network.row)


def said_of(network: Organisation) -> list[str]:
    return [c.said for c in concerns_of(cohort_of(network), TODAY)]


def test_the_longest_late_comes_first_and_what_nobody_sees_to_after_it(lakes):
    network = a_network("X1", "X2")
    a_cycle("X1", TODAY, late=3)
    a_cycle("X2", TODAY, 2, late=12, owned=False)
    assert said_of(network.row) == [
        "Árbor: “Two-day workshop” is 12 days late.",
        "Zealake: “Survey of key actors” is 3 days late.",
        "Zealake: the survey is half over, and nobody was asked by name.",
        "Árbor: nobody sees to “Two-day workshop”.",
    ]


def test_a_closed_cycle_needs_no_attention(lakes):
    network = a_network("X1")
    cycle = a_cycle("X1", TODAY, late=30, owned=False)
    cycle.state = cycle.State.CLOSED
    cycle.save()
    assert said_of(network.row) == []


def a_survey(cycle, invited: int, answered: int) -> None:
    survey = Survey.objects.create(cycle=cycle, framework="blueprint", state="open")
    for n in range(invited):
        Invitation.objects.create(survey=survey, role="SME", email=f"{n}@firm.example")
    for n in range(answered):
        Response.objects.create(
            survey=survey, key=f"k{cycle.pk}-{n}", role="SME", confirmed="2026-11-01T10:00Z"
        )


@pytest.mark.parametrize(("answered", "told"), [(3, 1), (4, 0)])
def test_a_survey_half_over_with_few_answers_is_named(lakes, answered, told):
    network = a_network("X1")
    cycle = a_cycle("X1", TODAY)
    Step.objects.filter(cycle=cycle, kind="survey").update(due=TODAY + timedelta(days=5))
    a_survey(cycle, 10, answered)
    assert len(said_of(network.row)) == told


def test_corrections_without_an_answer_are_counted(lakes):
    network = a_network("X1")
    cycle = a_cycle("X1", TODAY, 1)
    paper = begin_paper(
        by=network.office, kind=Paper.Kind.ASSESSMENT, cycle=cycle, title="T", language="en"
    )
    Correction.objects.create(paper=paper, section="sectors", text="A secret correction.")
    assert said_of(network.row) == ["Zealake: 1 correction of a paper has no answer."]


# ── side by side ──────────────────────────────────────────────────────────────────────────────


def row(name: str, low: float | None, high: float | None) -> ComparedRow:
    cell = None if low is None else Cell((low + (high or low)) / 2, low, high)
    return ComparedRow(HeldOf(Territory(code=name, name=name)), name, cell, "A1")


def test_about_the_same_are_the_largest_sets_that_all_overlap():
    """A chain: A with B, B with C, but A not with C; D alone, E unknown."""
    rows = [row("A", 0, 2), row("B", 1, 4), row("C", 3, 5), row("D", 8, 9), row("E", None, None)]
    assert about_the_same(rows) == ((0, 1), (1, 2))


def test_nobody_is_about_the_same_as_nobody():
    assert (about_the_same([]), about_the_same([row("A", 0, 1)])) == ((), ())


@pytest.fixture
def regions(site_data: None) -> list[Territory]:
    return list(Territory.objects.filter(code__in=CODES))


def test_a_figure_over_the_network_is_ordered_by_name_or_by_country_never_by_score(regions):
    published = published_of("blueprint", regions)
    by_name = compared(published, "blueprint:A2")
    by_country = compared(published, "blueprint:A2", by_country=True)
    assert [r.name for r in by_name.rows] == [
        "Åland",
        "Berlin",
        "Leipzig",
        "Nord-Pas de Calais",
        "West (Romania)",
    ]
    assert [r.country for r in by_country.rows] == [
        "Finland",
        "France",
        "Germany",
        "Germany",
        "Romania",
    ]


def test_what_nobody_can_tell_is_unknown_and_not_zero(regions):
    published = published_of("blueprint", regions)
    aland = compared(published, "blueprint:A2").rows[0]
    assert (aland.cell, aland.ends, aland.held.word("A2")) == (None, None, "unknown")
    told = next(s for s in standings(published) if s.name == "Åland")
    assert (told.ahead, told.behind, len(told.unknown)) == ((), (), len(published.factors))


def test_every_node_and_indicator_of_the_framework_can_be_compared(regions):
    published = published_of("blueprint", regions)
    subjects = [v.id for v in subjects_of(opened(), published)]
    assert subjects[0] == "blueprint:overall"
    assert set(published.indicators) <= set(subjects)


# ── who should talk ───────────────────────────────────────────────────────────────────────────


def test_inside_five_unlike_regions_nobody_matches_and_it_is_said_why(regions):
    found = talks_of(published_of("blueprint", regions))
    assert (found.chosen, found.uncompared) == ((), ("FI20@2021",))
    assert found.unlike > 0


def test_beyond_the_network_only_diagnosed_peers_are_partners(regions):
    """Five territories are diagnosed in this database, all of them members."""
    found = talks_of(published_of("blueprint", regions), beyond=True)
    assert {end for m in found.chosen for end in (m.one, m.other)} <= found.inside


def test_a_network_of_nobody_talks_to_nobody(site_data: None):
    found = talks_of(published_of("blueprint", []), beyond=True)
    assert (found.chosen, found.one_way, found.names) == ((), (), {})


def test_a_row_without_a_cycle_is_late_with_nothing():
    bare = CohortRow(Territory(code="X"), "X", None)
    assert (bare.late(TODAY), bare.unowned, bare.unheard(TODAY), bare.open) == ((), (), False, None)
