"""Maps are drawn once and kept."""

from __future__ import annotations

import pytest

from territoria_web.measure.queries.map_subjects import subject_of
from territoria_web.measure.queries.mapped import map_data
from territoria_web.public.drawn_map import drawn_map, raised
from territoria_web.territories.boundaries import ground_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_same_map_is_drawn_once():
    subject, assessment = subject_of("blueprint:A1")
    data, ground = map_data(subject, assessment), ground_of("2021", 2)
    first = drawn_map(subject, data, ground, "A finding")
    assert drawn_map(subject, data, ground, "A finding") is first
    own = drawn_map(subject, data, ground, "A finding", frozenset({"FRE1"}))
    assert own.svg != first.svg


def test_bounds_have_no_more_decimals_than_the_values():
    subject, assessment = subject_of("country:overall")
    picture = drawn_map(subject, map_data(subject, assessment), ground_of("2021", 0), "x")
    shown = {row[-1].text for row in picture.rows}
    assert {word for words in shown for word in words.split() if "." in word} == set()


def test_a_unit_begins_with_a_large_letter_and_keeps_the_others():
    assert raised("score, 0 to 100") == "Score, 0 to 100"
    assert raised("% of GDP") == "% of GDP"
