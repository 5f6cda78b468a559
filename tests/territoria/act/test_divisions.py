"""The divisions of NACE: all 88, in three languages, found as people type them."""

from __future__ import annotations

import pytest

from territoria.act.divisions import division, divisions
from territoria.errors import DataError

GAPS = {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}


def test_the_codes_are_those_of_the_regulation():
    assert list(divisions()) == [f"{n:02}" for n in range(1, 100) if n not in GAPS]
    assert len(divisions()) == 88


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_each_has_a_name_of_its_own_in_each_language(lang):
    assert len({one.title.say(lang) for one in divisions().values()}) == 88


@pytest.mark.parametrize("typed", ["1", "01", "01.2", " 01 "])
def test_a_code_is_found_however_it_is_typed(typed):
    assert division(typed).code == "01"


@pytest.mark.parametrize("typed", ["", "4", "100", "A", "²"])
def test_what_is_no_division_is_refused(typed):
    with pytest.raises(DataError, match="no division of NACE"):
        division(typed)
