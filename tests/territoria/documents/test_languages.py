"""One briefing in three languages: the same numbers, addresses and order; only words differ."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import docx as word_files
import pytest

from places import DAY, diagnosis
from territoria.content import load_library
from territoria.documents.briefing import build_briefing
from territoria.documents.briefing.build import expected_of
from territoria.documents.briefing.facts import Context
from territoria.documents.document import Document, Heading
from territoria.documents.docx import render_docx
from territoria.documents.html import render_html
from territoria.documents.lint import lint
from territoria.documents.publish import publish_briefing, readings_json
from territoria.explain import recompute, stored_reading
from territoria.model import Address, Words
from territoria.speech import LANGUAGES, language, speaking, unmarked

PLACES = ("FRE1", "FI20")
NUMERIC = ("address", "value", "low", "high", "inputs", "badge")


@cache
def written(code: str, lang: str) -> Document:
    with speaking(lang):
        return build_briefing(diagnosis(code), DAY)


@cache
def held(code: str, lang: str) -> tuple[Path, dict]:
    path = Path(mkdtemp()) / "readings.json"
    with speaking(lang):
        path.write_bytes(readings_json(diagnosis(code), written(code, lang), DAY))
    return path, json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", PLACES)
def test_a_briefing_keeps_every_rule_in_every_language(code, lang):
    with speaking(lang):
        assert lint(written(code, lang), expected_of(diagnosis(code))) == []


@pytest.mark.parametrize("lang", ["fr", "de"])
@pytest.mark.parametrize("code", PLACES)
def test_the_numbers_are_the_same_in_every_language(code, lang):
    english, other = written(code, "en").readings, written(code, lang).readings
    assert list(english) == list(other)
    for address, reading in english.items():
        mine, theirs = reading.as_dict(), other[address].as_dict()
        assert {k: mine[k] for k in NUMERIC} == {k: theirs[k] for k in NUMERIC}


@pytest.mark.parametrize("lang", ["fr", "de"])
def test_the_chapters_are_the_same_and_their_titles_are_translated(lang):
    def chapters(document: Document) -> list[tuple[str, str]]:
        return [
            (b.section, b.text) for b in document.blocks if isinstance(b, Heading) and b.section
        ]

    english, other = chapters(written("FRE1", "en")), chapters(written("FRE1", lang))
    assert [n for n, _ in english] == [n for n, _ in other]
    assert all(a != b for (_, a), (_, b) in zip(english, other, strict=True))


@pytest.mark.parametrize(
    ("lang", "day"),
    [("fr", "22\u00a0novembre 2026"), ("de", "22.\u00a0November 2026")],
)
def test_dates_and_numbers_are_those_of_the_language(lang, day):
    page = render_html(written("FRE1", lang))
    assert f'<html lang="{lang}">' in page
    assert day in page
    assert "3,9" in page
    assert "3.9 %" not in page


def test_a_word_document_names_its_language():
    document = word_files.Document(BytesIO(render_docx(written("FI20", "de"))))
    (language_of_text,) = document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val")
    assert language_of_text == "de-DE"
    assert document.core_properties.language == "de"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_printed_in_a_language_is_recomputed_in_it(lang):
    path, body = held("FRE1", lang)
    assert body["language"] == lang
    kinds: dict[str, str] = {}
    for address in body["readings"]:
        kinds.setdefault(address.split(":")[0], address)
    for address in (kinds[k] for k in ("score", "target", "observation", "text")):
        parsed = Address.parse(address)
        found = recompute(parsed, load_library(), stored_reading(parsed, path))
        assert found.differences == ()
        assert found.reading.sentence == body["readings"][address]["sentence"]
    assert language() == "en"


def test_the_language_does_not_leak_out_of_a_broken_build(tmp_path):
    with pytest.raises(ValueError, match="unknown language"):
        publish_briefing(diagnosis("FRE1"), DAY, tmp_path, lang="it")
    assert language() == "en"
    again = build_briefing(diagnosis("FRE1"), DAY)
    assert render_html(again) == render_html(written("FRE1", "en"))


def test_a_text_that_lacks_the_language_falls_back_and_is_marked():
    context = Context(diagnosis("FRE1"), DAY)
    with speaking("fr"):
        assert (
            context.words(Words({"en": "Ask first.", "de": "Fragen."})) == "Ask first [en anglais]."
        )
        assert context.words(Words({"en": "Ask", "fr": "Demandez"})) == "Demandez"
        assert unmarked("Ask first [en anglais].") == "Ask first."
    assert context.words(Words({"en": "Ask first."})) == "Ask first."
