"""Initiatives as entries."""

from __future__ import annotations

import pytest

from a_register import registered
from territoria.errors import AddressError
from territoria_web.recommend.queries.initiatives import all_initiatives, initiative_at


def test_the_best_evaluated_stand_first():
    entries = all_initiatives()
    assert len(entries) == 49
    assert [e.evaluation for e in entries[:5]] == ["trial"] * 5


def test_an_entry_tells_means_years_and_money():
    entry = initiative_at("digitalbonus-bavaria")
    assert (entry.instruments, entry.years, entry.budget, entry.target) == (
        "grants",
        "2016–",
        "",
        "",
    )
    assert entry.evaluation_words == "a report, without comparison"
    assert entry.grade == "E1"


@pytest.mark.django_db
def test_an_unknown_initiative_is_told_with_a_guess():
    with pytest.raises(AddressError) as caught:
        initiative_at("kit-digtal")
    assert "kit-digital" in caught.value.problems[0].mend


@pytest.mark.django_db
def test_the_guess_knows_the_register_too():
    _team, made = registered()
    with pytest.raises(AddressError) as caught:
        initiative_at(f"{made.slug}x")
    assert made.slug in caught.value.problems[0].mend
    assert "50 are known." in caught.value.problems[0].mend
