"""Practices as entries: their filters, their costs, and when one counts as confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from territoria.errors import AddressError
from territoria.speech import speaking
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.recommend.queries.practices import (
    all_practices,
    cost_of,
    is_fresh,
    months_between,
    practice_at,
    practice_facets,
)
from territoria_web.recommend.queries.wording import folded


def test_every_practice_of_the_library_is_an_entry_the_best_supported_first():
    entries = all_practices()
    assert len(entries) == 77
    assert entries[0].grade == "E5"
    assert [e.grade for e in entries if e.grade == "E5"] == [e.grade for e in entries[:4]]


def test_an_entry_speaks_the_language():
    with speaking("fr"), override("fr"):
        assert practice_at("aveiro-steam-city").title == (
            "Des laboratoires dans les écoles, des capteurs dans les rues"
        )
        assert practice_at("aveiro-steam-city").country_name == "Portugal"


def test_a_practice_is_found_under_the_dimension_of_its_factors():
    assert {"A2.2", "A2"} <= practice_at("aveiro-steam-city").keys["factor"]


def test_a_reached_grade_answers_to_every_lower_one():
    assert practice_at("manchester-creative-credits").keys["grade"] == {
        "E0", "E1", "E2", "E3", "E4", "E5"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("practice", "cost"),
    [
        ("aveiro-steam-city", "known"),
        ("bristol-is-open", "known"),
        ("oulu-yritystakomo", "known"),
        ("espoo-bridge", "partly"),
        ("intelligent-cities-challenge", "partly"),
        ("denmark-os2", "known"),
        ("genoa-association", "unknown"),
        ("trikala-first-digital", "unknown"),
    ],
)
def test_a_cost_is_known_in_part_or_not_as_the_text_tells(practice: str, cost: str):
    assert cost_of(practice) == cost


def test_an_unknown_practice_is_told_with_a_guess():
    with pytest.raises(AddressError) as caught:
        practice_at("aveiro-steam-cty")
    assert "aveiro-steam-city" in caught.value.problems[0].mend


def test_without_contact_or_after_24_months_a_practice_is_unconfirmed():
    today = date(2026, 11, 22)
    assert is_fresh("a@b.eu", date(2024, 11, 23), today)
    assert not is_fresh("a@b.eu", date(2024, 11, 22), today)
    assert not is_fresh("", date(2026, 11, 1), today)
    assert not is_fresh("a@b.eu", None, today)


def test_months_are_whole():
    assert months_between(date(2024, 11, 23), date(2026, 11, 22)) == 23


def test_every_filter_has_a_label_and_choices():
    assert [f.name for f in practice_facets()] == [
        "factor", "theme", "role", "population", "country", "grade", "cost", "form", "wrong"
    ]  # fmt: skip
    assert all(f.label and f.choices for f in practice_facets())


def test_words_find_what_a_practice_is_about_in_the_language_spoken():
    with speaking("de"), override("de"):
        entry = practice_at("aveiro-steam-city")
        assert "schulen" in entry.haystack
        assert all(folded(all_nodes()[i].title) in entry.haystack for i in entry.central)
