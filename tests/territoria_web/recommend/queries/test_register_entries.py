"""An edition of the register as readers find it beside the library."""

from __future__ import annotations

import pytest

from a_register import RECORD, registered
from territoria_web.recommend.queries.initiatives import (
    initiative_facets,
    listed_initiatives,
    registered_entry,
)
from territoria_web.recommend.queries.wording import folded

pytestmark = pytest.mark.django_db


def test_an_edition_is_an_entry_with_its_mark():
    _team, made = registered(claims=())
    entry = registered_entry(made.editions.get())
    assert (entry.id, entry.origin, entry.grade, entry.territories) == (
        made.slug,
        "register",
        "not reported",
        ("FRE1",),
    )
    assert entry.register is not None
    assert (entry.register.reviewed_in, entry.register.number) == ("Leipzig", 1)
    assert folded(RECORD.owner) in entry.haystack


def test_filters_know_countries_and_the_places_of_the_register():
    registered()
    entries = listed_initiatives()
    facets = {f.name: f.choices for f in initiative_facets(entries)}
    assert [value for value, *_rest in facets["from"]] == ["library", "register"]
    assert facets["territory"] == [("FRE1", "Nord-Pas de Calais", "")]
    assert ("DE", "Germany", "") in facets["country"]


def test_an_invented_entry_stands_last():
    _team, made = registered(evaluation="trial")
    assert listed_initiatives()[-1].id != made.slug
    type(made).objects.filter(pk=made.pk).update(example=True)
    assert listed_initiatives()[-1].id == made.slug
