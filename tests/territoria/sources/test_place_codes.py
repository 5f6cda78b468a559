from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.sources.place_codes import groups_in, level_of, territories_of


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("AT", 0), ("EL", 0), ("AT1", 1), ("DEA", 1), ("FRE1", 2), ("DE300", 3), ("DE002C", 3),
        ("EU27_2020", -1), ("EU28", -1), ("EA", -1), ("EA20", -1), ("EFTA", -1), ("G7_X", -1), ("NMS13", -1),
        ("OECD", -1), ("TOTAL", -1), ("G20", -1), ("TR10", 2),
    ],
)  # fmt: skip
def test_a_code_tells_its_level(code, level):
    assert level_of(code) == level


def test_regions_know_country_parent_and_version():
    names = {"FR": "France", "FRE": "Hauts-de-France", "FRE1": "Nord-Pas de Calais"}
    found = {t.code: t for t in territories_of(names, scheme="nuts", where="x")}
    assert (found["FRE1"].key, found["FRE1"].parent, found["FRE1"].country) == (
        "FRE1@2021", "FRE", "FR",
    )  # fmt: skip
    assert (found["FR"].key, found["FR"].level, found["FR"].country) == ("FR@2021", 0, "")
    assert found["FRE"].parent == "FR"


def test_a_parent_that_is_not_there_is_not_named():
    (found,) = territories_of({"FRE1": "x"}, scheme="nuts", where="x")
    assert found.parent == ""


def test_a_code_with_two_meanings_needs_its_version():
    with pytest.raises(DataError) as caught:
        territories_of({"NL31": "Utrecht", "NL33": "Zuid-Holland"}, scheme="nuts", where="x")
    first, second = caught.value.problems
    assert first.what.startswith("NL31: this code names different places in NUTS ")
    assert second.what.startswith("NL33: ")
    assert first.mend == "Give the version, e.g. --version 2021, or leave the code out with --geo."
    (held, _) = territories_of({"NL31": "", "NL33": ""}, scheme="nuts", version="2024", where="x")
    assert held.key == "NL31@2024"


def test_a_code_of_nuts_3_needs_its_version():
    with pytest.raises(DataError, match="DE300: a code of NUTS 3"):
        territories_of({"DE300": "Berlin"}, scheme="nuts", where="x")
    (held,) = territories_of({"DE300": "Berlin"}, scheme="nuts", version="2021", where="x")
    assert (held.key, held.level) == ("DE300@2021", 3)


def test_codes_of_ones_own_tell_nothing():
    (held,) = territories_of({"lakeside": "Lakeside"}, scheme="own", where="x")
    assert (held.key, held.level, held.country) == ("lakeside@own", 2, "own")


@pytest.mark.parametrize("code", ["", "a b", "a@b", "a:b"])
def test_what_cannot_be_a_code_is_refused(code):
    with pytest.raises(DataError, match="is no code of a territory"):
        territories_of({code: "x"}, scheme="own", where="x")


def test_a_version_of_nuts_that_is_not_is_refused():
    with pytest.raises(DataError) as caught:
        territories_of({"AT": "Austria"}, scheme="nuts", version="2020", where="x")
    assert str(caught.value) == (
        "x: there is no version '2020' of NUTS. Known: 2010, 2013, 2016, 2021, 2024."
    )
    (held,) = territories_of({"AT": "Austria"}, scheme="own", version="2020", where="x")
    assert held.key == "AT@2020"


def test_groups_of_countries_are_found():
    names = dict.fromkeys(("AT", "AT1", "AT11", "EA20", "EU27_2020", "G7_X"), "")
    found = groups_in(territories_of(names, scheme="nuts", where="x"))
    assert found == ("EA20", "EU27_2020", "G7_X")
