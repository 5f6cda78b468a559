"""A language is spoken inside a block, and only there."""

from __future__ import annotations

import contextvars
from threading import Thread

import pytest

from territoria.documents.numerals import band, numeral
from territoria.model import Words
from territoria.speech import (
    copied_number,
    gettext,
    language,
    number,
    pgettext,
    speaking,
    with_unit,
)


def test_the_house_speaks_english():
    assert language() == "en"
    assert gettext("prepare") == "prepare"


def test_a_language_is_spoken_inside_its_block_and_no_longer():
    with speaking("fr"):
        assert (language(), gettext("prepare")) == ("fr", "préparer")
        with speaking("de"):
            assert gettext("prepare") == "vorbereiten"
        assert gettext("prepare") == "préparer"
    assert gettext("prepare") == "prepare"


def test_the_language_is_left_after_an_error():
    with pytest.raises(RuntimeError), speaking("de"):
        raise RuntimeError
    assert language() == "en"


def test_a_language_that_the_house_does_not_know_is_refused():
    with (
        pytest.raises(ValueError, match="unknown language 'it'; known: en, fr, de"),
        speaking("it"),
    ):
        pass


def test_what_is_not_translated_is_said_in_english():
    with speaking("fr"):
        assert gettext("nobody ever translated this") == "nobody ever translated this"
        assert gettext("") == ""


def test_a_word_may_hang_on_where_it_stands():
    with speaking("de"):
        assert pgettext("not so", "no") == "nein"
        assert gettext("no") != "nein"


@pytest.mark.parametrize(
    ("lang", "plain", "small"),
    [("en", "1,234.5", "−0.5"), ("fr", "1\u202f234,5", "−0,5"), ("de", "1.234,5", "−0,5")],
)
def test_numbers_take_the_signs_of_the_language(lang, plain, small):
    with speaking(lang):
        assert numeral(1234.5, 1) == plain
        assert number(1234.5, ",.1f") == plain
        assert numeral(-0.5, 1) == small


def test_texts_say_themselves_in_the_language_spoken_and_fall_back():
    words = Words({"en": "house", "fr": "maison"})
    with speaking("fr"):
        assert (str(words), words.say(), words.has("fr")) == ("maison", "maison", True)
    with speaking("de"):
        assert (str(words), words.has("de")) == ("house", False)
    assert words.say("fr") == "maison"


def test_bands_are_named_in_the_language_spoken():
    with speaking("fr"):
        assert [band(x) for x in (25.4, 25.5, 51.0, 76.0)] == [
            "au départ",
            "en essor",
            "avancé",
            "en tête",
        ]


def test_two_documents_may_be_written_at_once_in_two_languages():
    heard = {}

    def speak(lang):
        with speaking(lang):
            heard[lang] = gettext("prepare")

    threads = [
        Thread(target=contextvars.copy_context().run, args=(speak, lang)) for lang in ("fr", "de")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"fr": "préparer", "de": "vorbereiten"}


@pytest.mark.parametrize(
    ("lang", "small", "share", "tiny"),
    [
        ("en", "-0.5", "25%", "1e-07"),
        ("fr", "−0,5", "25\u00a0%", "1e−07"),
        ("de", "−0,5", "25\u00a0%", "1e−07"),
    ],
)
def test_a_number_to_be_copied_keeps_its_digits(lang, small, share, tiny):
    with speaking(lang):
        assert copied_number(-0.5) == small
        assert copied_number(0.25, ".0%") == share
        assert copied_number(1e-7) == tiny


@pytest.mark.parametrize(("lang", "space"), [("en", " "), ("fr", "\u00a0"), ("de", "\u00a0")])
def test_a_numeral_and_its_unit_stay_on_one_line_where_the_language_wants_it(lang, space):
    with speaking(lang):
        assert with_unit("34", "%") == f"34{space}%"
        assert with_unit("34", "") == "34"


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize(
    ("value", "spec", "said"),
    [(-0.04, ".0f", "0"), (-0.0, "g", "0"), (-0.004, "+.0f", "0"), (-0.4, ".0%", "\u221240%"),
     (-0.6, ".0f", "\u22121"), (0.3, "+.0f", "0"), (1.2, "+.0f", "+1")],
)  # fmt: skip
def test_what_is_rounded_to_zero_has_no_sign(lang: str, value: float, spec: str, said: str):
    with speaking(lang):
        assert number(value, spec) == said


def test_a_zero_that_is_copied_has_no_sign_either():
    assert (copied_number(-0.04, ".1f"), copied_number(-0.0), copied_number(-0.5)) == (
        "0.0", "0", "-0.5",
    )  # fmt: skip
    assert copied_number(float("-inf")) == "-inf"
