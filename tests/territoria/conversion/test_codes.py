import pytest

from territoria.conversion.codes import check_codes, level_of, lost_codes
from territoria.errors import DataError
from territoria.model import Territory


def _territories(*keys):
    parts = [key.split("@") for key in keys]
    return [Territory(c, v, c, level_of(c), c[:-1], c[:2]) for c, v in parts]


def _refusal(to, *keys):
    with pytest.raises(DataError) as refused:
        check_codes(_territories(*keys), to)
    return [str(p) for p in refused.value.problems]


def test_the_length_of_a_code_tells_its_level():
    assert [level_of(c) for c in ("NL", "NL3", "NL33", "NL333")] == [0, 1, 2, 3]


def test_codes_of_one_version_are_accepted_and_it_is_told():
    assert (
        check_codes(_territories("NL@2021", "NL3@2021", "NL33@2021", "NL327@2021"), "2024")
        == "2021"
    )


def test_a_code_of_another_version_is_refused_with_the_versions_that_have_it():
    assert _refusal("2024", "NO08@2016") == [
        "NO08@2016: this is no code of NUTS 2016, but of 2021, 2024. Give the version that the table uses."
    ]


def test_codes_outside_nuts_are_refused():
    assert _refusal("2021", "Lakeside@own", "AT99@2016") == [
        "Lakeside@own: only NUTS codes with their version can be converted. "
        "Give the version of the table: 2010, 2013, 2016, 2021, 2024.",
        "AT99@2016: this is no code of NUTS 2016. Correct the code.",
        "territories: 2 versions stand in one table: AT99@2016, Lakeside@own. "
        "Convert the figures of each version by themselves.",
    ]


def test_a_table_that_is_already_there_is_refused():
    assert _refusal("2021", "NL33@2021") == [
        "territories: they are in NUTS 2021 already. Convert nothing."
    ]


def test_an_unknown_target_is_refused():
    assert _refusal("2006", "NL33@2021")[0].startswith("version 2006: no overlaps are known")


def test_what_has_no_target_is_told_with_the_reason():
    codes = ["UKC1", "UK", "NLZZ", "TR10", "NL33", "NL"]
    assert lost_codes(codes, "2021", "2024") == {
        "UKC1": "no overlap with NUTS 2024 is published",
        "UK": "no overlap with NUTS 2024 is published",
        "NLZZ": "figures outside all regions have no borders",
        "TR10": "no overlap with NUTS 2024 is published",
    }


def test_what_has_no_target_is_no_error():
    assert check_codes(_territories("UKC1@2021", "NLZZ@2021", "TR10@2021"), "2024") == "2021"
