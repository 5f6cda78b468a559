"""The long texts beside a YAML file: readable, with the fixed headings of their language."""

from __future__ import annotations

import pytest

from shelf import ADVICE_TEXT, STORY
from territoria.content import HEADINGS


@pytest.mark.parametrize(
    ("path", "lang"),
    [(ADVICE_TEXT, lang) for lang in HEADINGS["recommendations"]]
    + [(STORY, lang) for lang in HEADINGS["practices"]],
)
def test_the_headings_of_a_long_text_are_those_of_its_language(shelf, path, lang):
    kind = path.partition("/")[0]
    wanted = HEADINGS[kind][lang]
    path = path.replace("en.md", f"{lang}.md")
    shelf.change(path, f"## {wanted[1]}\n", "## Anything else\n")
    found = (wanted[0], "Anything else", *wanted[2:])
    assert shelf.problems() == [
        f"{path}:1: its headings are {', '.join(found)}. "
        f"They must be, in this order: {', '.join(wanted)}."
    ]


def test_a_translation_has_no_english_headings(shelf):
    french = ADVICE_TEXT.replace("en.md", "fr.md")
    shelf.write(french, shelf.read(ADVICE_TEXT))
    assert shelf.problems() == [
        f"{french}:1: its headings are Why, How, Watch out. "
        "They must be, in this order: Pourquoi, Comment, Points de vigilance."
    ]


def test_the_order_of_the_headings_counts(shelf):
    shelf.write(ADVICE_TEXT, "## How\n\nAsk 20 users.\n\n## Why\n\nSo.\n\n## Watch out\n\nSmall.\n")
    assert shelf.problems() == [
        f"{ADVICE_TEXT}:1: its headings are How, Why, Watch out. "
        "They must be, in this order: Why, How, Watch out."
    ]


def test_a_long_text_without_headings_has_none(shelf):
    shelf.write(ADVICE_TEXT, "Just do it.\n")
    assert shelf.problems() == [
        f"{ADVICE_TEXT}:1: its headings are none. They must be, in this order: Why, How, Watch out."
    ]


@pytest.mark.parametrize("name", ["it.md", "notes.md"])
def test_a_long_text_is_named_by_a_language_of_the_house(shelf, name):
    path = ADVICE_TEXT.replace("en.md", name)
    shelf.write(path, shelf.read(ADVICE_TEXT))
    assert shelf.problems() == [
        f"{path}:1: its name is no language of the house. Name it en.md, fr.md, de.md."
    ]


def test_a_long_text_cites_only_what_is_listed(shelf):
    lines = {}
    for name, people in (("de", "Menschen"), ("en", "people"), ("fr", "habitants")):
        path = STORY.replace("en.md", f"{name}.md")
        shelf.change(path, "communes [1]" if name != "de" else "Gemeinden [1]", f"{people} [1][12]")
        lines[path] = shelf.line(path, "[12]")
    assert shelf.problems() == [
        f"{path}:{line}: it cites [12], which is not among the references. "
        "Add the reference, or correct the number."
        for path, line in lines.items()
    ]


@pytest.mark.parametrize("path", [ADVICE_TEXT, STORY, STORY.replace("en.md", "fr.md")])
def test_a_long_text_is_utf_8_and_nothing_else_is_said_of_one_that_is_not(shelf, path):
    (shelf.root / path).write_bytes("## Why\n\nÉvreux.\n".encode("latin-1"))
    assert shelf.problems() == [f"{path}: the file is not UTF-8. Save it as UTF-8."]


def test_a_long_text_must_be_there_and_that_is_said_once(shelf):
    shelf.remove(ADVICE_TEXT)
    assert shelf.problems() == [
        "recommendations/publish-data: publish-data has no en.md. Write it."
    ]
