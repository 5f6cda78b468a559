"""Scores as rows: those of the engine, every territory and node, one current assessment."""

from __future__ import annotations

import pytest
from django.http import Http404

from territoria.explain import parse_address
from territoria.readings import Readings, open_address
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release, Score
from territoria_web.measure.queries.assessments import current, framework_of, frameworks
from territoria_web.measure.queries.scores import scores_in, scores_of
from territoria_web.measure.queries.universes import universe_of
from territoria_web.measure.services.assessments import run_assessment
from territoria_web.territories.queries import territory_at

pytestmark = pytest.mark.usefixtures("site_data")


def test_every_region_has_a_row_for_every_node():
    assessment = current()
    nodes = universe_of(assessment).assessment.tree.ids
    assert Score.objects.filter(assessment=assessment).count() == 242 * len(nodes)


@pytest.mark.parametrize("code", ["FRE1", "DED5", "FI20"])
def test_a_score_is_the_reading_that_its_address_names(code: str):
    assessment, territory = current(), territory_at(code)
    universe = universe_of(assessment)
    for node, score in scores_in(assessment, territory).items():
        address = parse_address(assessment.address("score", territory.key, node))
        d = open_address(address, library(), opened=lambda _: universe)
        reading = Readings(d).read("score", node)
        assert (score.value, score.low, score.high) == (reading.value, reading.low, reading.high)


def test_unknown_is_last_and_has_no_place():
    held = scores_of(current(), "A2")
    known = [s.value is not None for s in held]
    assert known == sorted(known, reverse=True)
    assert {s.rank for s in held if s.value is None} <= {None}


def test_the_main_framework_stands_first_and_all_are_opened():
    assert frameworks()[0].id == "blueprint"
    assert {current(f.id).framework for f in frameworks()} == set(library().frameworks) - {
        "firm-maturity",
        "public-maturity",
    }


def test_a_framework_that_is_not_there_is_not_found():
    with pytest.raises(Http404):
        current("nonsense")


def test_the_framework_is_read_as_it_was_frozen():
    assert framework_of(current()) == library().frameworks["blueprint"]


def test_a_new_assessment_takes_the_place_of_the_old_which_stays():
    before = current("country")
    release = Release.objects.get(name="europe-nuts2021")
    made = run_assessment(framework=library().frameworks["country"], release=release)
    assert current("country") == made
    assert Assessment.objects.get(pk=before.pk).current is False
