"""Figures in what a place or an owner did carry their source, or say that they are ours."""

from __future__ import annotations

import pytest

from shelf import ADVICE, INITIATIVE, PRACTICE, STORY
from territoria.content_check.figures import figures

MEND = "Add the number of its reference, such as [1], or say that it is our reading."


def unsourced(shelf) -> list[str]:
    """What this rule alone finds, below the root of the library."""
    return [str(p).removeprefix(f"{shelf.root}/") for p in figures(shelf.library())]


def said(place: str, start: str) -> str:
    return f"{place}: a figure without a source: {start!r} … {MEND}"


# ── practices ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_a_paragraph_with_a_figure_needs_a_source_in_every_language(shelf, lang):
    path = STORY.replace("en.md", f"{lang}.md")
    text = shelf.read(path)
    sentence = next(line for line in text.splitlines() if "2012" in line)
    line = shelf.change(path, sentence, sentence.replace(" [1]", ""))
    assert unsourced(shelf) == [said(f"{path}:{line}", sentence.replace(" [1]", "")[:40])]


def test_every_item_of_a_list_stands_for_itself(shelf):
    line = shelf.change(STORY, "*E1: told by those", "*E1: told by those\n- In 2017 some 6,000.")
    assert unsourced(shelf) == [said(f"{STORY}:{line}", "- In 2017 some 6,000. who did it.*")]


def test_a_source_anywhere_in_the_paragraph_is_enough(shelf):
    shelf.change(STORY, "communes [1].", "communes [1]. It was founded in 1948.")
    assert unsourced(shelf) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "About 3 offices, in our reading.",
        "By our calculation 40 EUR each.",
        "As we read it, 3 offices did all.",
        "Selon notre lecture : 3 services.",
        "3 services, selon nous.",
        "Nach unserer Lesart 3 Ämter.",
        "Eigene Berechnung: 40 Euro.",
        "Unsere Schätzung: 3 Ämter.",
    ],
)
def test_what_says_that_it_is_ours_needs_no_source(shelf, sentence):
    shelf.change(STORY, "A tool that the communes need every day anyway.", sentence)
    assert unsourced(shelf) == []


@pytest.mark.parametrize("text", ["Two of them failed.", "Graded E2.", "Factor A3.1 rose."])
def test_words_grades_and_names_are_no_figures(shelf, text):
    shelf.change(STORY, "A tool that the communes need every day anyway.", text)
    assert unsourced(shelf) == []


def test_the_list_of_sources_needs_no_source(shelf):
    shelf.change(STORY, "Oct 2016, https", "Oct 2016, https\n\nRead in 2020")
    assert unsourced(shelf) == []


# ── claims ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [PRACTICE, INITIATIVE])
def test_a_claim_with_a_figure_needs_a_source(shelf, path):
    claim = {PRACTICE: "data-sets", INITIATIVE: "sales"}[path]
    line = shelf.line(path, f"- id: {claim}")
    shelf.change(path, "    sources:\n      - 2\n", "")
    assert unsourced(shelf) == [said(f"{path}:{line}", claim)]


def test_a_claim_without_a_figure_or_of_our_own_needs_none(shelf):
    shelf.change(PRACTICE, "    sources:\n      - 2\n", "")
    shelf.change(PRACTICE, "en: Over 5,000 in 2016.", "en: Many.")
    assert unsourced(shelf) == []
    shelf.change(PRACTICE, "en: Many.", "en: About 5,000, by our calculation.")
    assert unsourced(shelf) == []


# ── initiatives ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("EUR 12 million in four years", "budget"),
        ("About 1,500 firms", "target"),
        ("Plus de 1 600 demandes", "reach"),
        ("Der Umsatz stieg um 4,5 % mehr als anderswo", "finding"),
    ],
)
def test_what_an_initiative_tells_in_figures_needs_a_source(shelf, sentence, place):
    number = "[2]" if place == "finding" else "[1]"
    line = shelf.change(INITIATIVE, f"{sentence} {number}.", f"{sentence}.")
    assert unsourced(shelf) == [said(f"{INITIATIVE}:{line}", f"{sentence}."[:40])]


@pytest.mark.parametrize("field", ["lessons", "what_failed"])
def test_lessons_and_what_failed_are_told_with_their_source(shelf, field):
    shelf.change(INITIATIVE, "transfer:\n", "what_failed:\n  en: It was slow.\ntransfer:\n")
    old = {"lessons": "en: A first step this small", "what_failed": "en: It was slow"}[field]
    line = shelf.change(INITIATIVE, old, f"{old} for 12 months")
    (problem,) = unsourced(shelf)
    assert problem.startswith(f"{INITIATIVE}:{line}: a figure without a source: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: Promise a date.", "en: Promise a date within 30 days."),
        ("en: Small firms.", "en: Firms with at most 10 people."),
        ("    en: firms\n", "    en: firms per 1,000\n"),
    ],
    ids=["transfer", "target group", "unit"],
)
def test_what_is_advised_or_defined_needs_none(shelf, old, new):
    shelf.change(INITIATIVE, old, new)
    assert unsourced(shelf) == []


# ── recommendations ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: Publish what outsiders", "en: Publish 3 sets that outsiders"),
        ("fr: Publiez ce que", "fr: Publiez 3 jeux que"),
        ("de: Veröffentlichen Sie, was", "de: Veröffentlichen Sie 3 Sätze, die"),
    ],
    ids=["en", "fr", "de"],
)
def test_what_to_do_holds_no_figure_in_any_language(shelf, old, new):
    line = shelf.change(ADVICE, old, new)
    assert unsourced(shelf) == [
        f"{ADVICE}:{line}: what to do holds a figure. Say it in words, or leave it to the long text."
    ]
