"""Territories by code, and by any name."""

from __future__ import annotations

import pytest
from django.http import Http404

from territoria.speech import speaking
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import (
    search_territories,
    territories_at,
    territory_at,
    territory_name,
)

pytestmark = pytest.mark.usefixtures("site_data")


@pytest.mark.parametrize("asked", ["FRE1", "fre1", "FRE1@2021"])
def test_a_territory_is_found_by_its_code(asked: str):
    assert territory_at(asked).key == "FRE1@2021"


@pytest.mark.parametrize("asked", ["XX99", "", "FRE1@1999", "1; drop table"])
def test_a_code_that_is_none_is_not_found(asked: str):
    with pytest.raises(Http404):
        territory_at(asked)


def test_several_come_in_the_order_asked():
    assert [t.code for t in territories_at(["fi20", "FRE1"])] == ["FI20", "FRE1"]
    with pytest.raises(Http404):
        territories_at(["FRE1", "XX99"])


def test_a_territory_is_called_by_its_name_in_the_language_spoken():
    tuscany = Territory.objects.get(code="ITI1")
    names = []
    for language in ("en", "fr", "de"):
        with speaking(language):
            names.append(territory_name(tuscany))
    assert names == ["Tuscany", "Toscane", "Toskana"]


def test_names_are_found_with_typos():
    assert search_territories("Toscanna")[0].territory.code == "ITI1"
    assert search_territories("zzzzqqq") == []
