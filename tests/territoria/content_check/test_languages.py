"""What must be complete is, and every language tells the same figures."""

from __future__ import annotations

import pytest

from shelf import ADVICE, ADVICE_TEXT, MAYOR, PRACTICE, STORY
from territoria.content_check.languages import figures_in

LANGUAGES = ("en", "fr", "de")
MEND = "Tell the same figures in every language, as numerals or as words alike."


# ── complete ──────────────────────────────────────────────────────────────────────────────────


def test_a_language_that_must_be_complete_is_reported_where_it_is_missing(shelf):
    shelf.change(MAYOR, "  fr: Maires\n", "")
    shelf.change(MAYOR, "  fr: Vous commencez.\n", "  fr: ''\n")
    assert shelf.problems("en", "de") == []
    assert shelf.problems(*LANGUAGES) == [
        f"{MAYOR}:{shelf.line(MAYOR, 'title:')}: the text is missing in fr. Translate it.",
        f"{MAYOR}:{shelf.line(MAYOR, 'your_role:')}: the text is missing in fr. Translate it.",
    ]


def test_a_sentence_deep_in_a_text_is_reported_too(shelf):
    shelf.change(ADVICE, "    de: Niemandem fehlt etwas.\n", "")
    line = shelf.line(ADVICE, "- en: Nobody misses anything.")
    assert shelf.problems(*LANGUAGES) == [
        f"{ADVICE}:{line}: the text is missing in de. Translate it."
    ]


def test_a_long_text_is_missing_in_a_language(shelf):
    shelf.remove(ADVICE_TEXT.replace("en.md", "fr.md"))
    assert shelf.problems("en", "de") == []
    assert shelf.problems(*LANGUAGES) == [
        "recommendations/publish-data: publish-data has no fr.md. Write it."
    ]


# ── figures in one way of writing ─────────────────────────────────────────────────────────────

SAME = {
    "thousands and decimals": ({"1234.5"}, "1,234.5", "1 234,5", "1.234,5"),
    "millions": ({"1500000"}, "1,500,000", "1\u00a0500\u00a0000", "1.500.000"),
    "a thin space": ({"5000"}, "over 5,000", "plus de 5\u202f000", "über 5.000"),
    "a decimal": ({"4.2"}, "4.2 million", "4,2 millions", "4,2 Millionen"),
    "per cent": ({"75"}, "75%", "75 %", "75 %"),
    "a range of years": ({"2013", "2015"}, "2013–15", "de 2013 à 2015", "2013 bis 2015"),
    "over a century": ({"1998", "2002"}, "1998–02", "de 1998 à 2002", "1998–2002"),
    "a range": ({"3", "6"}, "3–6 months", "de 3 à 6 mois", "3-6 Monate"),
    "a list": ({"1", "2", "30"}, "1, 2 and 30", "1, 2 et 30", "1, 2 und 30"),
    "references": ({"1", "12"}, "So it is [1][12].", "C’est ainsi [1][12].", "So ist es [1][12]."),
    "a date": ({"27", "2012"}, "27 December 2012", "le 27 décembre 2012", "am 27. Dezember 2012"),
    "the first": ({"1"}, "on 1 January", "au 1er janvier", "am 1. Januar"),
    "ordinals": ({"1", "2", "3", "19"}, "1st 2nd 3rd 19th", "1re 2e 3e 19e", "1. 2. 3. 19."),
    "decades": ({"1990"}, "the 1990s", "les années 1990", "die 1990er Jahre"),
    "the end of a sentence": ({"2012", "5"}, "In 2012. 5 left.", "En 2012. 5 partis.", "2012. 5 weg."),
    "below zero": ({"2.5"}, "from -2.5", "de -2,5", "von -2,5"),
    "a name with a point": ({"4.0"}, "Industry 4.0", "industrie 4.0", "Industrie 4.0"),
    "a compound": ({"5"}, "a 5-year plan", "un plan de 5 ans", "ein 5-jähriger Plan"),
    "names": (set(), "A3.1, E1, 5G, COVID-19", "A3.1, E1, 5G, COVID-19", "A3.1, E1, 5G, COVID-19"),
    "an address": (set(), "a2020@b.org", "a2020@b.org", "a2020@b.org"),
}  # fmt: skip


@pytest.mark.parametrize(("figures", "english", "french", "german"), SAME.values(), ids=list(SAME))
def test_a_figure_is_the_same_in_every_language(figures, english, french, german):
    assert figures_in(english, "en") == figures
    assert figures_in(french, "fr") == figures
    assert figures_in(german, "de") == figures


@pytest.mark.parametrize(
    ("text", "lang", "figures"),
    [
        ("1,5", "en", {"1"}),
        ("1.234", "en", {"1.234"}),
        ("1.234", "fr", {"1.234"}),
        ("1,234", "fr", {"1.234"}),
        ("1.234", "de", {"1234"}),
        ("2019 100", "fr", {"2019", "100"}),
    ],
)
def test_the_signs_of_another_language_are_not_understood(text, lang, figures):
    assert figures_in(text, lang) == figures


# ── told alike ────────────────────────────────────────────────────────────────────────────────


def test_a_lost_figure_is_found(shelf):
    line = shelf.change(PRACTICE, "fr: Plus de 5 000 en 2016.", "fr: Plus de 5 000.")
    assert shelf.problems() == [
        f"{PRACTICE}:{line}: its figures differ from the English: it lacks 2016. {MEND}"
    ]


def test_a_mistyped_figure_is_found(shelf):
    line = shelf.change(PRACTICE, "de: Über 5.000 im Jahr 2016.", "de: Über 50.00 im Jahr 2016.")
    assert shelf.problems() == [
        f"{PRACTICE}:{line}: its figures differ from the English: "
        f"it lacks 5000 and has 50.00. {MEND}"
    ]


def test_a_figure_that_only_a_translation_tells_is_found(shelf):
    line = shelf.change(ADVICE, "de: Wer sie nutzte.", "de: Wer sie 2016 nutzte.")
    assert shelf.problems() == [
        f"{ADVICE}:{line}: its figures differ from the English: it has 2016. {MEND}"
    ]


def test_figures_are_named_from_the_smallest(shelf):
    line = shelf.change(ADVICE, "de: Wer sie nutzte.", "de: Wer sie von 9 bis 10,5 und 100 nutzte.")
    assert shelf.problems() == [
        f"{ADVICE}:{line}: its figures differ from the English: it has 9, 10.5, 100. {MEND}"
    ]


def test_a_figure_lost_in_a_long_text_is_found(shelf):
    french = STORY.replace("en.md", "fr.md")
    shelf.change(french, "le 27 décembre 2012", "en décembre 2012")
    assert shelf.problems() == [
        f"{french}:1: its figures differ from the English: it lacks 27. {MEND}"
    ]


def test_the_list_of_sources_may_be_dated_otherwise(shelf):
    shelf.change(STORY.replace("en.md", "de.md"), "Okt. 2016", "Oktober 2017")
    assert shelf.problems() == []


def test_a_text_without_english_is_missing_and_not_compared(shelf):
    shelf.remove(STORY)
    assert shelf.problems() == ["practices/one-catalogue: one-catalogue has no en.md. Write it."]
