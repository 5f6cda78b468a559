import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.model import Territory
from territoria.observations import bundled
from territoria.place_search import CITY, CODE, NAME, OTHER, PlaceIndex, PlaceName
from territoria.place_words import folded_words, spelled_words
from territoria.territories import place_index, place_names

TERRITORIES = bundled("europe-nuts2021").territories
INDEX = place_index(TERRITORIES)
NAMES = [(t, name) for t in TERRITORIES for name in place_names(t.code, t.version)]


def _codes(asked, count=8):
    return [match.territory.code for match in INDEX.find(asked, count)]


# ── what people type ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        # codes
        ("fre1@2021", "FRE1"), ("FRE1", "FRE1"), (" fre1 ", "FRE1"), ("at", "AT"), ("dea", "DEA"),
        ("GR30", "EL30"), ("EL30", "EL30"), ("FRE1@20", "FRE1"),
        # names in many languages
        ("Nord-Pas de Calais", "FRE1"), ("Île de france", "FR10"), ("toscana", "ITI1"),
        ("Tuscany", "ITI1"), ("Toskana", "ITI1"), ("Niederschlesien", "PL51"),
        ("Basse-Silésie", "PL51"), ("Dolny Śląsk", "PL51"), ("dolnoslaskie", "PL51"),
        ("Θεσσαλία", "EL61"), ("θεσσαλια", "EL61"), ("ΘΕΣΣΑΛΙΑ", "EL61"), ("Κρήτη", "EL43"),
        ("Югозападен", "BG41"), ("Euskadi", "ES21"), ("Catalunya", "ES51"), ("Nafarroa", "ES22"),
        ("Breizh", "FRH0"), ("Nyland", "FI1B"), ("Ahvenanmaa", "FI20"), ("aland", "FI20"),
        ("Südtirol", "ITH1"), ("Alto Adige", "ITH1"), ("Fryslân", "NL12"), ("Skåne", "SE22"),
        ("Éire", "IE"), ("Németország", "DE"), ("Szwecja", "SE"), ("Czech Republic", "CZ"),
        ("Connacht", "IE04"), ("Mallorca", "ES53"), ("PACA", "FRL0"), ("NRW", "DEA"),
        # letters of other keyboards
        ("koeln", "DEA2"), ("Muenster", "DEA3"), ("Giessen", "DE72"), ("Sjaelland", "DK02"),
        ("lodz", "PL71"), ("Arhus", "DK04"), ("Aarhus", "DK04"),
        # cities
        ("Lille", "FRE1"), ("Rijsel", "FRE1"), ("Munich", "DE21"), ("Monaco di Baviera", "DE21"),
        ("Αθήνα", "EL30"), ("Пловдив", "BG42"), ("Warsaw", "PL91"), ("Roma", "ITI4"),
        ("Bozen", "ITH1"), ("Donostia", "ES21"), ("The Hague", "NL33"), ("Frankfurt", "DE71"),
        # slips
        ("Hauts de Frence", "FRE1"), ("Oberfanken", "DE24"), ("lile", "FRE1"), ("tuscnay", "ITI1"),
        ("lower silezia", "PL51"), ("Schlezwig Holstien", "DEF0"), ("Mecklemburg", "DE80"),
        ("Провдив", "BG42"), ("Sevile", "ES61"), ("catalunia", "ES51"), ("östereich", "AT"),
        ("Bretange", "FRH0"), ("lombardai", "ITC4"), ("Kozice", "SK04"),
        # words in another order, together, apart, with kinds of place
        ("Bavaria upper", "DE21"), ("france hauts de", "FRE1"), ("calais pas de nord", "FRE1"),
        ("nordpasdecalais", "FRE1"), ("Ober franken", "DE24"), ("Rheinland Pfalz", "DEB"),
        ("region of Murcia", "ES62"), ("Land Brandenburg", "DE40"), ("la région Alsace", "FRF1"),
        ("voivodeship opole", "PL52"), ("pays loire", "FRG0"),
        # beginnings
        ("rhône-al", "FRK2"), ("baden-w", "DE1"), ("castilla-la", "ES42"), ("provence-alpes", "FRL0"),
        # two names together say which place is meant
        ("Limburg Belgium", "BE22"), ("Limburg, Belgique", "BE22"), ("limburg nederland", "NL42"),
        ("Lille France", "FRE1"), ("Lille, Hauts-de-France", "FRE1"), ("Cork Ireland", "IE05"),
    ],
)  # fmt: skip
def test_the_place_that_was_meant_comes_first(asked, code):
    assert _codes(asked)[0] == code


@pytest.mark.parametrize(
    "asked",
    ["zzzzqqq", "zzzz qqqq", "hello world", "open data portal", "the big green house", "asdfgh", "Vestlandet", "Scotland", "new york", "XX99", "", "   ", "-", "?!", "@",
     "@2021", "12345", "日本"],
)  # fmt: skip
def test_where_nothing_is_like_it_nothing_is_found(asked):
    assert INDEX.find(asked) == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [("nor pas de cale", "FRE1"), ("nor pa de calé", "FRE1"), ("norr pass de callais", "FRE1"),
     ("provens alp cote dazur", "FRL0"), ("mecklen vorpomern", "DE80")],
)  # fmt: skip
def test_a_name_is_found_by_its_parts_though_each_is_misspelt(asked, code):
    assert _codes(asked)[0] == code


def test_one_part_alone_is_not_enough():
    assert (_codes("cale"), _codes("cale qqqq")) == ([], [])


def test_the_beginning_of_a_code_finds_its_regions_first():
    assert _codes("FRE", 2) == ["FRE1", "FRE2"]


def test_a_country_by_its_code_comes_before_its_regions():
    assert _codes("lu", 2) == ["LU", "LU00"]


def test_a_beginning_finds_several_names():
    found = {m.matched_name for m in INDEX.find("haut", 12)}
    assert {"Hauts-de-France", "Haute-Normandie", "Haute-Bavière", "Haut-Palatinat"} <= found


def test_regions_that_share_a_name_are_all_found():
    assert _codes("Hauts-de-France") == ["FRE1", "FRE2"]
    assert _codes("Limburg", 2) == ["NL42", "BE22"]


def test_a_region_comes_before_the_country_of_the_same_name():
    assert _codes("Luxembourg", 2) == ["LU00", "LU"]
    assert _codes("Berlin", 3) == ["DE30", "DE3", "DE"]


def test_the_same_comes_before_beginnings():
    found = INDEX.find("Silesia", 3)
    assert found[0].likeness == 1
    assert [m.territory.code for m in found] == ["PL22", "PL51", "PL52"]
    assert max(m.likeness for m in found[1:]) < found[0].likeness


def test_no_guesses_stand_beside_what_was_meant():
    assert _codes("Lille") == ["FRE1"]


def test_a_code_that_is_not_held_finds_its_neighbours():
    assert _codes("HR04", 4) == ["HR02", "HR03", "HR05", "HR06"]


def test_a_code_of_another_version_is_only_like_it():
    (match,) = INDEX.find("NL31@2016")
    assert (match.territory.key, match.likeness) == ("NL31@2021", 0.7)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("fre1", ("FRE1", "", CODE)),
        ("Picardie", ("Picardie", "fr", NAME)),
        ("Catalunya", ("Catalunya", "ca", OTHER)),
        ("Rijsel", ("Rijsel", "nl", CITY)),
    ],
)
def test_a_match_says_which_name_was_meant(asked, said):
    match = INDEX.find(asked)[0]
    assert (match.matched_name, match.language, match.kind) == said


def test_a_city_does_not_give_its_name_to_the_region():
    assert [t.code for t in INDEX.bearing("Lille")] == []
    assert [t.code for t in INDEX.bearing("toscane")] == ["ITI1"]


def test_no_more_are_given_than_asked_for():
    assert [len(INDEX.find("nord", n)) for n in (-1, 0, 1, 3)] == [0, 0, 1, 3]


# ── every name, and any text ──────────────────────────────────────────────────────────────────


@given(st.sampled_from(NAMES), st.sampled_from([str, str.upper, str.lower]))
def test_every_name_finds_its_territory_first_or_shares_the_name(named, written):
    territory, name = named
    asked = written(name.name)
    found = INDEX.find(asked)[0]
    same = {folded_words(found.matched_name), spelled_words(found.matched_name)}
    assert found.likeness == 1
    assert found.territory == territory or folded_words(asked) in same


@given(st.sampled_from(TERRITORIES))
def test_every_code_finds_its_territory_first(territory):
    assert INDEX.find(territory.code)[0].territory == territory
    assert INDEX.find(territory.key.lower())[0].territory == territory


@given(st.text(st.characters(codec=None), max_size=200))
def test_no_text_fails_and_the_best_come_first_each_once(asked):
    found = INDEX.find(asked)
    assert len(found) <= 8
    assert [m.likeness for m in found] == sorted((m.likeness for m in found), reverse=True)
    assert len({m.territory.key for m in found}) == len(found)
    assert all(0 < m.likeness <= 1 for m in found)


# ── other lists of places ─────────────────────────────────────────────────────────────────────


def test_a_list_of_ones_own_is_searched_by_its_own_names():
    own = Territory("NO0A", "own", "Vestlandet", 2, "NO0", "NO")
    index = PlaceIndex([own], {})
    (match,) = index.find("vestlandt")
    assert (match.territory, match.matched_name, match.language) == (own, "Vestlandet", "")


def test_names_are_given_by_the_key_of_the_territory():
    own = Territory("A1", "own", "Here", 2, "A", "A")
    index = PlaceIndex([own], {"A1@own": [PlaceName("fr", "Ici", NAME)]})
    assert [m.matched_name for m in index.find("ici")] == ["Ici"]
    assert [m.matched_name for m in index.find("here")] == ["Here"]


def test_an_index_of_nothing_finds_nothing():
    assert PlaceIndex([], {}).find("Lille") == []
