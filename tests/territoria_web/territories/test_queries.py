"""Finding territories by whatever people call them."""

from __future__ import annotations

import pytest

from territoria.errors import UnknownTerritory
from territoria_web.territories.queries import (
    exact_territory,
    search_territories,
    territories_by_country,
    territory_called,
    territory_names,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def exact(asked: str) -> str | None:
    found = exact_territory(search_territories(asked))
    return found.code if found else None


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("FRE1", "FRE1"),
        ("fre1", "FRE1"),
        ("Toskana", "ITI1"),
        ("Luxembourg", "LU00"),
        ("Berlin", "DE30"),
        ("Limburg", None),
        ("Lille", None),
        ("Oberfraken", None),
        ("xyzzy", None),
    ],
)
def test_only_a_code_or_name_that_means_one_place_is_exact(asked: str, code: str | None):
    assert exact(asked) == code


def test_a_name_that_nothing_bears_is_refused_with_what_is_close():
    with pytest.raises(UnknownTerritory, match="DE24 \\(Oberfranken\\)"):
        territory_called("Oberfraken")


def test_every_region_stands_under_its_country():
    countries = territories_by_country()
    assert len(countries) == 27
    assert sum(len(regions) for _, regions in countries) == 242
    assert all(r.country == c.country for c, regions in countries for r in regions)


def test_names_are_those_of_the_language_spoken():
    assert territory_names(["ITI1@2021", "XX@2021"]) == {"ITI1@2021": "Tuscany"}
