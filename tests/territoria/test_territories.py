import csv
from unicodedata import normalize

import pytest

from territoria.content import content_root
from territoria.errors import UnknownTerritory
from territoria.model import Territory
from territoria.observations import bundled
from territoria.speech import LANGUAGES, speaking
from territoria.territories import (
    closest,
    find_territory,
    full_key,
    names_of,
    nuts_meanings,
    place_names,
    read_territories,
    say_name,
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


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("Tuscany", "ITI1"), ("toscane", "ITI1"), ("Oberpfalz", "DE23"), ("Haut-Palatinat", "DE23"),
     ("Πελοπόννησος", "EL65"), ("Spain", "ES"), ("Munster", "DEA3"), ("Eesti", "EE00")],
)  # fmt: skip
def test_a_territory_is_found_by_its_name_in_any_language(territories, wanted, code):
    assert find_territory(territories, wanted).code == code


def test_a_name_of_several_territories_is_never_guessed(territories):
    problem = _refusal(find_territory, territories, "Hauts-de-France")
    assert problem.what == "2 territories bear this name."
    assert problem.mend == "Name one: FRE1 (Nord-Pas de Calais), FRE2 (Picardie)."


def test_a_city_names_the_region_it_lies_in_but_is_not_taken_for_it(territories):
    problem = _refusal(find_territory, territories, "Lille")
    assert problem.mend == "Close: FRE1 (Nord-Pas de Calais)."


def test_a_slip_of_the_finger_names_what_was_meant(territories):
    problem = _refusal(find_territory, territories, "Oberfanken")
    assert problem.mend == "Close: DE24 (Oberfranken)."


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


# ── names ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def named_rows():
    path = content_root() / "territories" / "names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_territory_has_one_name_in_every_language_of_the_house(territories, named_rows):
    held = sorted(
        (r["code"], r["version"], r["language"]) for r in named_rows if r["kind"] == "name"
    )
    assert held == sorted((t.code, t.version, lang) for t in territories for lang in LANGUAGES)


def test_names_stand_in_the_order_of_the_code_list(territories, named_rows):
    assert list(dict.fromkeys((r["code"], r["version"]) for r in named_rows)) == [
        (t.code, t.version) for t in territories
    ]


def test_no_name_stands_twice_and_all_are_written_cleanly(named_rows):
    others = [(r["code"], r["name"]) for r in named_rows if r["kind"] != "name"]
    assert len(others) == len(set(others))
    assert {r["kind"] for r in named_rows} == {"name", "other", "city"}
    for row in named_rows:
        assert row["name"] == " ".join(normalize("NFC", row["name"]).split()) != ""
        assert row["language"].isalpha()
        assert row["language"].islower()


def test_no_two_territories_of_a_level_are_said_alike(territories):
    for lang in LANGUAGES:
        said = [(t.level, names_of(t.code, t.version)[lang]) for t in territories]
        assert len(said) == len(set(said))


def test_a_territory_is_named_in_the_language_spoken(territories):
    tuscany = find_territory(territories, "ITI1")
    assert say_name(tuscany) == "Tuscany"
    with speaking("fr"):
        assert say_name(tuscany) == "Toscane"
    with speaking("de"):
        assert say_name(tuscany) == "Toskana"


def test_a_territory_without_names_is_said_as_its_list_writes_it():
    own = Territory("AA1", "own", "Ääst", 2, "AA", "AA")
    assert say_name(own) == "Ääst"
    assert names_of("AA1", "own") == {}
    assert place_names("AT", "own") == ()


def test_a_code_keeps_its_names_in_versions_where_it_means_the_same_place():
    assert names_of("FRE1", "2016") == names_of("FRE1", "2021")
    assert names_of("AT", "2013") == names_of("AT", "2021")
    assert names_of("NL31", "2016") == {}
