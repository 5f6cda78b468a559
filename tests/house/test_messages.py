"""The catalogues: every sentence of the engine is translated, with the same slots, and none is dead."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLOT = re.compile(r"\{(\w+)\}")


def messages():
    """The script behind ``make messages``."""
    path = ROOT / "scripts" / "update_messages.py"
    spec = importlib.util.spec_from_file_location("update_messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = messages()
WANTED = SCRIPT.extracted()
BOTH = [(lang, domain) for lang in SCRIPT.TRANSLATED for domain in sorted(WANTED)]


def said(catalogue):
    return {(m.context, m.id): m.string for m in catalogue if m.id}


@pytest.mark.parametrize(("lang", "domain"), BOTH)
def test_a_catalogue_holds_the_sentences_of_the_code_and_no_others(lang, domain):
    assert said(SCRIPT.open_catalogue(lang, domain)).keys() == said(WANTED[domain]).keys()


@pytest.mark.parametrize(("lang", "domain"), BOTH)
def test_every_sentence_is_translated(lang, domain):
    assert SCRIPT.untranslated(SCRIPT.open_catalogue(lang, domain)) == []


@pytest.mark.parametrize(("lang", "domain"), BOTH)
def test_a_translation_has_the_slots_of_its_sentence(lang, domain):
    wrong = {
        sentence: string
        for (_, sentence), string in said(SCRIPT.open_catalogue(lang, domain)).items()
        if set(SLOT.findall(sentence)) != set(SLOT.findall(string))
    }
    assert wrong == {}


@pytest.mark.parametrize(("lang", "domain"), BOTH)
def test_a_translation_begins_and_ends_with_the_spaces_of_its_sentence(lang, domain):
    wrong = {
        sentence: string
        for (_, sentence), string in said(SCRIPT.open_catalogue(lang, domain)).items()
        if string.endswith(" ") != sentence.endswith(" ")
    }
    assert wrong == {}


@pytest.mark.parametrize("domain", sorted(WANTED))
def test_french_has_its_spaces_before_high_signs(domain):
    wrong = [
        string
        for string in said(SCRIPT.open_catalogue("fr", domain)).values()
        if re.search(r"(?<![\u00a0\u202f/\d])(?<!^)[;!?%](?!\w)|« |'", string)
    ]
    assert wrong == []


def test_no_catalogue_is_left_over():
    files = {p.stem for p in SCRIPT.LOCALE.glob("*/*.po")}
    assert files == set(WANTED)
