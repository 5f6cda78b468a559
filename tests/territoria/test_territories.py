import pytest

from territoria.errors import UnknownTerritory
from territoria.model import Territory
from territoria.observations import bundled
from territoria.territories import (
    closest,
    find_territory,
    full_key,
    nuts_meanings,
    read_territories,
)


@pytest.fixture(scope="module")
def territories():
    return bundled("europe-nuts2021").territories


def _refusal(call, *arguments):
    with pytest.raises(UnknownTerritory) as caught:
        call(*arguments)
    (problem,) = caught.value.problems
    return problem


# ── inside a release ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "wanted",
    ["FRE1", "fre1", " FRE1 ", "FRE1@2021", "Nord-Pas de Calais", "nord-pas de calais"],
)
def test_a_region_is_found_by_code_or_name(territories, wanted):
    assert find_territory(territories, wanted).key == "FRE1@2021"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("Åland", "FI20"), ("aland", "FI20"), ("ILE-DE-FRANCE", "FR10"), ("Kärnten", "AT21"),
     ("karnten", "AT21"), ("Österreich", "AT")],
)  # fmt: skip
def test_accents_and_capitals_of_a_name_do_not_matter(territories, wanted, code):
    assert find_territory(territories, wanted).code == code


def test_of_places_with_one_name_the_smallest_is_taken(territories):
    """Luxembourg is a country and a region."""
    assert find_territory(territories, "Luxembourg").code == "LU00"


def test_an_unknown_code_names_close_ones(territories):
    problem = _refusal(find_territory, territories, "XX99")
    assert (problem.where, problem.what) == ("XX99", "no such territory in this release.")
    close = problem.mend.removeprefix("Close: ").removesuffix(".").split("), ")
    assert len(close) == 5


def test_a_beginning_of_a_name_is_close_to_that_name(territories):
    problem = _refusal(find_territory, territories, "Noord")
    assert problem.mend.startswith("Close: NL32 (Noord-Holland), NL41 (Noord-Brabant), ")


def test_a_code_of_an_older_version_is_not_in_the_release(territories):
    assert _refusal(find_territory, territories, "FRE1@2016").where == "FRE1@2016"
    assert _refusal(find_territory, territories, "HR04").mend.startswith("Close: HR02 (Panonska")


def test_asking_for_nothing_is_refused(territories):
    assert _refusal(find_territory, territories, "  ").where == "(empty)"


def test_the_closest_come_in_a_fixed_order(territories):
    codes = [t.code for t in closest(territories, "FR1", count=3)]
    assert codes == ["FR10", "FRC1", "FRD1"]


# ── codes without a release ───────────────────────────────────────────────────────────────────


def test_a_bare_code_that_names_different_places_is_refused():
    problem = _refusal(full_key, "NL31")
    assert problem.where == "NL31"
    assert problem.what == "this code names different places in NUTS 2010/2013/2016 and 2021."
    assert problem.mend == "Write NL31@2021, or give the version of the whole table."


@pytest.mark.parametrize("code", ["NL31@2016", "NL31@2021", "anything@own"])
def test_a_code_with_its_version_is_taken_as_it_is(code):
    assert full_key(code) == code


def test_the_version_of_the_whole_table_settles_a_bare_code():
    assert full_key("NL31", "2016") == "NL31@2016"
    assert full_key("NL31@2021", "2016") == "NL31@2021"


def test_a_bare_code_with_one_meaning_takes_the_version_of_the_reference_release():
    assert full_key("FRE1") == "FRE1@2021"
    assert full_key("DE11") == "DE11@2021"


def test_a_code_that_ended_takes_its_last_version():
    assert full_key("FR71") == "FR71@2013"
    assert full_key("HR04") == "HR04@2016"


def test_a_code_outside_nuts_is_your_own():
    assert full_key("CITY1") == "CITY1@own"


def test_no_version_of_a_code_stands_in_two_meanings():
    for groups in nuts_meanings().values():
        versions = [v for group in groups for v in group]
        assert len(versions) == len(set(versions))


# ── code lists ────────────────────────────────────────────────────────────────────────────────


def test_a_code_list_is_read_with_what_is_not_known(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "code,version,name,level,parent,country,population,area_km2,longitude,latitude\n"
        "AA1,own,Ääst,2,AA,AA,1000,,1.5,\n",
        encoding="utf-8",
    )
    assert read_territories(path) == (
        Territory("AA1", "own", "Ääst", 2, "AA", "AA", 1000.0, None, 1.5, None),
    )


def test_every_parent_and_country_of_the_release_is_there_or_above_it(territories):
    countries = {t.code for t in territories if t.level == 0}
    assert {t.country for t in territories} == countries
    assert all(t.code.startswith(t.parent) for t in territories)
