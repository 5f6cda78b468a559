from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.place_words import (
    BEGINNING,
    NEARLY,
    Lexicon,
    folded_words,
    slips,
    slips_allowed,
    spelled_words,
    telling_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Île-de-France", ("ile", "de", "france")),
        ("Gießen", ("giessen",)),
        ("Sjælland", ("sjaelland",)),
        ("Łódź", ("lodz",)),
        ("Đakovo", ("dakovo",)),
        ("Provence-Alpes-Côte d’Azur", ("provence", "alpes", "cote", "d", "azur")),
        ("ΉΠΕΙΡΟΣ, Ήπειρος", ("ηπειροσ", "ηπειροσ")),
        ("Ísland / İzmir", ("island", "izmir")),
        ("  ", ()),
        ("—/'’", ()),
    ],
)
def test_a_name_folds_to_words_of_bare_letters(text, words):
    assert folded_words(text) == words


def test_umlauts_may_be_spelled_out():
    assert spelled_words("Köln, Århus, Ærø") == ("koeln", "aarhus", "aeroe")


def test_kinds_of_place_and_articles_do_not_tell_places_apart():
    assert telling_words(folded_words("Région de la Loire")) == ("loire",)
    assert telling_words(folded_words("Land Brandenburg")) == ("brandenburg",)


def test_of_a_text_without_telling_words_all_are_kept():
    assert telling_words(("de", "la")) == ("de", "la")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("lille", "lille", 0),
        ("lile", "lille", 1),
        ("frence", "france", 1),
        ("lilel", "lille", 1),
        ("holstien", "holstein", 1),
        ("", "ab", 2),
        ("berlin", "wien", 3),
        ("a", "abcdef", 3),
    ],
)
def test_slips_are_letters_missing_added_wrong_or_swapped(one, other, count):
    """Above the limit of two only that is said."""
    assert slips(one, other, 2) == count


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_slips_are_the_same_both_ways(one, other):
    assert slips(one, other, 3) == slips(other, one, 3)


def test_longer_words_may_hold_more_slips_but_never_half_of_them():
    allowed = [slips_allowed(n) for n in range(1, 40)]
    assert all(a <= b for a, b in pairwise(allowed))
    assert all(2 * a < n for n, a in enumerate(allowed, 1))


def test_the_same_beats_a_beginning_and_a_beginning_beats_a_slip():
    lexicon = Lexicon(["lille", "lillehammer", "lilla", "rome", "lille"])
    assert lexicon.words == ["lilla", "lille", "lillehammer", "rome"]
    assert lexicon.like("lille") == {0: BEGINNING * 0.8, 1: 1.0, 2: BEGINNING}


def test_two_slips_and_another_beginning_are_another_word():
    assert Lexicon(["gotland"]).like("scotland") == {}


def test_an_empty_lexicon_knows_nothing():
    assert Lexicon([]).like("lille") == {}


def test_words_that_begin_with_a_slip_as_asked_are_nearly_begun():
    lexicon = Lexicon(["calais", "callas", "cagliari", "nord", "cal"])
    found = {lexicon.words[i]: likeness for i, likeness in lexicon.begun("cale").items()}
    assert found == {"calais": NEARLY * 0.75, "callas": NEARLY * 0.75}
    assert (lexicon.begun("cal"), Lexicon([]).begun("cale")) == ({}, {})
