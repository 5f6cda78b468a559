"""Sentences that a reader can follow, in every language, and YAML that a reviewer can."""

from __future__ import annotations

import pytest

from shelf import ADVICE_TEXT, BANK, FRAMEWORK, STORY

LANGUAGES = ("en", "fr", "de")
SUMMARY = {"en": "Three factors.", "fr": "Trois facteurs.", "de": "Drei Faktoren."}


def sentence(words: int) -> str:
    return "Word" + " word" * (words - 1) + "."


# ── style ─────────────────────────────────────────────────────────────────────────────────────


def test_sentences_stand_in_block_style(shelf):
    line = shelf.change(
        FRAMEWORK,
        "summary:\n  en: Three factors.\n  fr: Trois facteurs.\n  de: Drei Faktoren.",
        "summary: {en: Three factors.}",
    )
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: a sentence stands inside braces or brackets. "
        "Write sentences in block style, one key a line."
    ]


def test_a_short_list_of_words_is_no_sentence(shelf):
    shelf.change(BANK, "roles:\n      - CIT", "roles: [CIT]")
    assert shelf.problems() == []


# ── sentences ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_has_at_most_forty_words(shelf, lang):
    line = shelf.change(FRAMEWORK, SUMMARY[lang], sentence(40))
    assert shelf.problems() == []
    shelf.change(FRAMEWORK, sentence(40), sentence(41))
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: a sentence has 41 words. Cut it: at most 40."]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_have_at_most_twenty_two_words_on_average(shelf, lang):
    line = shelf.change(FRAMEWORK, SUMMARY[lang], f"{sentence(30)} {sentence(14)}")
    assert shelf.problems() == []
    shelf.change(FRAMEWORK, sentence(14), sentence(16))
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: its sentences have 23.0 words on average. "
        "Cut them: at most 22 on average."
    ]


def test_an_average_just_above_is_not_rounded_away(shelf):
    line = shelf.change(FRAMEWORK, SUMMARY["en"], f"{sentence(22)} {sentence(22)} {sentence(23)}")
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: its sentences have 22.3 words on average. "
        "Cut them: at most 22 on average."
    ]


def test_a_sentence_by_itself_may_be_longer_than_the_average(shelf):
    shelf.change(FRAMEWORK, SUMMARY["en"], sentence(39))
    assert shelf.problems() == []


def test_a_sign_between_spaces_is_no_word(shelf):
    shelf.change(FRAMEWORK, SUMMARY["fr"], f'"{sentence(40)[:-1]} !"')
    assert shelf.problems() == []


# ── long texts ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lang", "old"), [("en", "It helps."), ("fr", "Cela aide."), ("de", "Es hilft.")]
)
def test_a_long_text_has_sentences_of_at_most_forty_words(shelf, lang, old):
    path = ADVICE_TEXT.replace("en.md", f"{lang}.md")
    shelf.change(path, old, sentence(40))
    assert shelf.problems() == []
    shelf.change(path, sentence(40), sentence(41))
    assert shelf.problems() == [f"{path}:1: a sentence has 41 words. Cut it: at most 40."]


def test_references_and_emphasis_are_no_words(shelf):
    shelf.change(STORY, "Six years of one person's work [1].", f"*{sentence(40)[:-1]}* [1][2].")
    assert [p for p in shelf.problems() if "words" in p] == []


def test_every_item_of_a_list_is_a_sentence_of_its_own(shelf):
    shelf.change(ADVICE_TEXT, "It helps.", "\n".join(["- " + sentence(22)[:-1]] * 3))
    assert shelf.problems() == []


def test_the_list_of_sources_may_be_long(shelf):
    for lang in LANGUAGES:
        path = STORY.replace("en.md", f"{lang}.md")
        shelf.change(path, "A report on the catalogue", sentence(50)[:-1])
    assert shelf.problems() == []
