"""The catalogues: every sentence of the engine and the site is translated, with the same slots, and none is dead."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLOT = re.compile(r"\{(\w+)\}|%\((\w+)\)[sd]")


def messages():
    """The script behind ``make messages``."""
    path = ROOT / "scripts" / "update_messages.py"
    spec = importlib.util.spec_from_file_location("update_messages", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = messages()
HOUSES = {house.name: house for house in SCRIPT.HOUSES}
KEPT = {name: {p.stem for p in house.locale.glob("*/*.po")} for name, house in HOUSES.items()}
EACH = [(name, domain) for name in HOUSES for domain in sorted(KEPT[name])]
BOTH = [(name, lang, domain) for name, domain in EACH for lang in SCRIPT.TRANSLATED]


@cache
def wanted(name):
    """The sentences of the code by domain; read by the tests only, as it takes a while."""
    return SCRIPT.extracted(HOUSES[name])


def opened(name, lang, domain):
    return SCRIPT.open_catalogue(HOUSES[name], lang, domain)


def said(catalogue):
    return {(m.context, m.id): m.string for m in catalogue if m.id}


def pairs(name, lang, domain):
    """Every sentence with its translation; singular and plural one by one."""
    for (_, sentence), string in said(opened(name, lang, domain)).items():
        if isinstance(sentence, tuple):
            yield from zip(sentence, string, strict=True)
        else:
            yield sentence, string.replace("%%", "%")


def slots(text):
    return {"".join(found) for found in SLOT.findall(text)}


@pytest.mark.parametrize(("name", "lang", "domain"), BOTH)
def test_a_catalogue_holds_the_sentences_of_the_code_and_no_others(name, lang, domain):
    assert said(opened(name, lang, domain)).keys() == said(wanted(name)[domain]).keys()


@pytest.mark.parametrize(("name", "lang", "domain"), BOTH)
def test_every_sentence_is_translated(name, lang, domain):
    assert SCRIPT.untranslated(opened(name, lang, domain)) == []


@pytest.mark.parametrize(("name", "lang", "domain"), BOTH)
def test_a_translation_has_the_slots_of_its_sentence(name, lang, domain):
    found = pairs(name, lang, domain)
    wrong = {sentence: string for sentence, string in found if slots(sentence) != slots(string)}
    assert wrong == {}


@pytest.mark.parametrize(("name", "lang", "domain"), BOTH)
def test_a_translation_begins_and_ends_with_the_spaces_of_its_sentence(name, lang, domain):
    wrong = {
        sentence: string
        for sentence, string in pairs(name, lang, domain)
        if string.endswith(" ") != sentence.endswith(" ")
    }
    assert wrong == {}


@pytest.mark.parametrize("lang", SCRIPT.TRANSLATED)
@pytest.mark.parametrize("name", sorted(HOUSES))
def test_a_sentence_is_translated_alike_in_every_catalogue(name, lang):
    """They become one: of two translations one would be lost. Two meanings need a context each."""
    found = {}
    for domain in sorted(KEPT[name]):
        for sentence, string in said(opened(name, lang, domain)).items():
            found.setdefault(sentence, set()).add(string)
    assert {sentence: told for sentence, told in found.items() if len(told) > 1} == {}


@pytest.mark.parametrize(("name", "domain"), EACH)
def test_french_has_its_spaces_before_high_signs(name, domain):
    wrong = [
        string
        for _, string in pairs(name, "fr", domain)
        if re.search(r"(?<![\u00a0\u202f/\d])(?<!^)[;!?%](?![\w(])|« |'", SLOT.sub("0", string))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(HOUSES))
def test_no_catalogue_is_left_over(name):
    assert KEPT[name] == set(wanted(name))
