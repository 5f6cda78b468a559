"""Names in an address: what is clear is taken, what is not is asked back."""

from __future__ import annotations

import pytest

from territoria_web.public.explore.asked import Refused
from territoria_web.public.explore.choosing import chosen_of, find_named
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


def regions() -> list[Territory]:
    return list(Territory.objects.filter(level=2))


def test_a_name_in_place_of_a_code_is_taken_where_it_is_clear():
    assert [t.code for t in chosen_of(["FRE1", "LEIPZIG", "DED5"], regions())] == ["FRE1", "DED5"]


def test_what_is_only_like_a_name_is_refused_with_what_is_close():
    with pytest.raises(Refused) as caught:
        chosen_of(["LEIPZI"], regions())
    assert caught.value.mend == "Did you mean DED5 (Leipzig)?"


def test_of_places_that_lie_in_each_other_the_smallest_is_meant():
    assert find_named("Leipzig", list(Territory.objects.all())).code == "DED5"


def test_a_larger_place_of_that_very_name_is_not_replaced_by_one_that_is_only_like_it():
    found = find_named("Sachsen", regions())
    assert found.code == ""
    assert "DEE0" in [t.code for t in found.choices]
