"""What a map can show."""

from __future__ import annotations

import pytest

from territoria.speech import speaking
from territoria_web.library.queries import library
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.map_choices import THEMES, find_choices, map_choices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_main_framework_comes_first_with_its_overall_score_on_top():
    first = map_choices(current().release)[0]
    assert first.choices[0].show == "blueprint:overall"


def test_a_part_that_is_known_nowhere_says_so():
    choices = [c for g in map_choices(current().release) for c in g.choices]
    label = next(c.label for c in choices if c.show == "sme-go-digital:D1")
    assert label == "D1 Awareness and evidence (unknown everywhere)"


def test_only_indicators_with_figures_are_offered():
    shown = {c.show for g in map_choices(current().release) for c in g.choices}
    indicators = {show for show in shown if ":" not in show}
    assert len(indicators) == 70
    assert indicators <= set(library().indicators)


def test_every_theme_has_a_title():
    assert {i.theme for i in library().indicators.values()} <= set(THEMES)


def test_the_search_reads_names_in_the_language_spoken_without_accents():
    with speaking("fr"):
        shows = [c.show for c in find_choices(current().release, "menages haut debit")]
    assert shows[0] == "broadband_households"
    assert find_choices(current().release, "xyzzy") == []
