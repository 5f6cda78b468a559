"""A derivation in French and German: the same lines and numbers, and no sentence left in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from babel.messages.pofile import read_po

from places import diagnosis, universe
from territoria import speech
from territoria.content import load_library
from territoria.errors import TerritoriaError
from territoria.explain import Line, explain, parse_address
from territoria.readings import address_of, open_address
from territoria.speech import separators, speaking
from territoria.territories import find_territory, full_key

BOTH = ("fr", "de")
NUMBERS = [
    ("FRE1", "score", "overall"),
    ("FRE1", "score", "A4.3"),
    ("FRE1", "score", "A1.3"),
    ("FRE1", "rank", "A2"),
    ("FRE1", "peer", "FRD2"),
    ("FRE1", "distance", "FRD2"),
    ("FRE1", "gap", "A1.1"),
    ("FRE1", "gap", "hrst"),
    ("FRE1", "target", "hrst"),
    ("FRE1", "target", "eqi_quality"),
    ("FRE1", "trend", "hrst"),
    ("FRE1", "observation", "population.2019"),
    ("DE21", "observation", "internet_daily"),
    ("FRE1", "known", "A1"),
    ("FRE1", "robust", "user-feedback"),
    ("FRE1", "load", "1"),
    ("FRE1", "setting", "runs"),
    ("FRE1", "text", "recommendations/dated-roadmap/effort.person_months"),
]
EACH = [(lang, *number) for lang in BOTH for number in NUMBERS]
# Nothing but a name with a number: ``FRE2 Picardie: 28``, or arithmetic.
ONLY_NAMES_AND_NUMBERS = re.compile(r"\w{2,5} [^:]+: −?[\d.,]+|[\d\s.,()/×=−]+")
A_NAME = "Industry 4.0"
# Titles of data sets, licences and files stay as they are, with whatever signs they have.
QUOTES = ("source: ", "retrieved from ", "how: reviewed text, ", "it says: ")


@cache
def said(lang: str, code: str, kind: str, node: str) -> tuple[Line, ...]:
    """The derivation of a number in a language."""
    address = address_of(diagnosis(code), kind, node)
    with speaking(lang):
        return tuple(explain(address, load_library(), opened=lambda _: universe()))


@cache
def sentences(lang: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Every sentence of ``explain.py`` that holds words, and its translation, as patterns."""
    with (speech.LOCALE / lang / "engine.po").open("rb") as file:
        held = [
            m
            for m in read_po(file, locale=lang)
            if "explain.py" in {place for place, _ in m.locations}
        ]
    return tuple(
        (pattern(str(m.id)), pattern(str(m.string)))
        for m in held
        if re.search(r"[A-Za-z]{2}", re.sub(r"{\w+}", "", str(m.id)))
    )


def pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"{\w+}", sentence)
    return re.compile(".+".join(re.escape(part) for part in parts))


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def negative(text: str) -> int:
    return len(re.findall(r"(?<![\w.])[-−](?=\d)", text))


# ── every line ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("lang", "code", "kind", "node"), EACH)
def test_a_derivation_has_the_same_lines_in_every_language(
    lang: str, code: str, kind: str, node: str
) -> None:
    here, there = said("en", code, kind, node), said(lang, code, kind, node)
    assert [(n.depth, n.address) for n in there] == [(n.depth, n.address) for n in here]


@pytest.mark.parametrize(("lang", "code", "kind", "node"), EACH)
def test_a_derivation_has_the_same_numbers_in_every_language(
    lang: str, code: str, kind: str, node: str
) -> None:
    pairs = [
        (a.text, b.text)
        for a, b in zip(said("en", code, kind, node), said(lang, code, kind, node), strict=True)
    ]
    assert [(a, b) for a, b in pairs if digits(a) != digits(b)] == []
    assert [(a, b) for a, b in pairs if negative(a) != negative(b)] == []


@pytest.mark.parametrize(("lang", "code", "kind", "node"), EACH)
def test_the_signs_of_numbers_are_those_of_the_language(
    lang: str, code: str, kind: str, node: str
) -> None:
    with speaking(lang):
        _, point = separators()
    missing = []
    for a, b in zip(said("en", code, kind, node), said(lang, code, kind, node), strict=True):
        if not a.text.startswith(QUOTES):
            decimals = re.findall(r"(?<![\w.])\d+\.\d+(?![\w.]|\.\d)", a.text.replace(A_NAME, ""))
            missing += [(n, b.text) for n in decimals if n.replace(".", point) not in b.text]
            missing += [("-", b.text)] * bool(re.search(r"(?<![\w-])-\d", b.text))
    assert missing == []


@pytest.mark.parametrize(("lang", "code", "kind", "node"), EACH)
def test_no_line_is_left_in_english(lang: str, code: str, kind: str, node: str) -> None:
    here, there = said("en", code, kind, node), said(lang, code, kind, node)
    alike = {a.text for a, b in zip(here, there, strict=True) if a.text == b.text}
    assert {text for text in alike if not ONLY_NAMES_AND_NUMBERS.fullmatch(text)} == set()
    left = [
        line.text
        for line in there
        for english, own in sentences(lang)
        if english.fullmatch(line.text) and not own.fullmatch(line.text)
    ]
    assert left == []


def test_the_catalogues_hold_the_sentences_of_derivations() -> None:
    assert [len(sentences(lang)) > 50 for lang in BOTH] == [True, True]


# ── some of them word for word ────────────────────────────────────────────────────────────────


def test_a_factor_can_be_followed_with_a_pencil_in_french() -> None:
    lines = [line.text for line in said("fr", "FRE1", "score", "A1.1")]
    assert lines[3:6] == [
        "calcul\u00a0: imputation (aucune), valeurs extrêmes (laissées telles quelles), "
        "normalisation (bornes fixes), pondération (poids égaux), "
        "agrégation (moyenne arithmétique)",
        "Qualité des services publics\u00a0: 63,28, poids 1",
        "(0,664 − (−2,5)) / (2,5 − (−2,5)) × 100 = 63,28",
    ]


def test_a_factor_can_be_followed_with_a_pencil_in_german() -> None:
    lines = [line.text for line in said("de", "FRE1", "score", "A1.1")]
    assert lines[3:6] == [
        "Rechenweg: Schätzung von Fehlendem (keine), Ausreißer (unverändert), "
        "Normierung (feste Grenzen), Gewichtung (gleiche Gewichte), "
        "Zusammenfassung (arithmetisches Mittel)",
        "Qualität der öffentlichen Dienste: 63,28, Gewicht 1",
        "(0,664 − (−2,5)) / (2,5 − (−2,5)) × 100 = 63,28",
    ]


def test_a_part_without_figures_says_so() -> None:
    lines = said("en", "FRE1", "score", "A1.3")
    assert [line.text for line in lines[1:-2]] == [
        "no figure is bound to this part of the framework"
    ]


# ── what is asked in vain ─────────────────────────────────────────────────────────────────────

ADDRESS = "score:blueprint@2021:FRE1@2021:A2:europe-nuts2021:000000"


def problem(lang: str, ask: Callable[[], object]) -> str:
    """What is answered in a language to something that cannot be found."""
    with speaking(lang), pytest.raises(TerritoriaError) as caught:
        ask()
    return str(caught.value)


VAIN: dict[str, Callable[[], object]] = {
    "no address": lambda: parse_address("A2"),
    "no framework in it": lambda: parse_address(ADDRESS.replace("blueprint@2021", "blueprint")),
    "no version in it": lambda: parse_address(ADDRESS.replace("FRE1@2021", "FRE1")),
    "another framework": lambda: opened(ADDRESS.replace("blueprint", "bluprint")),
    "another edition": lambda: opened(ADDRESS.replace("blueprint@2021", "blueprint@1900")),
    "another release": lambda: opened(ADDRESS.replace("nuts2021", "nuts2031")),
    "another plan": lambda: opened(ADDRESS),
    "a capacity of nothing": lambda: opened(real("A2") + "+0"),
    "no such kind": lambda: explained(real("A2").replace("score", "scor")),
    "no such node": lambda: explained(real("Z9")),
    "no such place": lambda: find_territory(universe().observations.territories, "Xyzzy"),
    "no name at all": lambda: find_territory(universe().observations.territories, " "),
    "another version": lambda: find_territory(universe().observations.territories, "FRE1@1900"),
    "a code of two places": lambda: full_key("NL31"),
}


def real(node: str) -> str:
    return str(address_of(diagnosis("FRE1"), "score", node))


def opened(text: str) -> object:
    return open_address(parse_address(text), load_library(), opened=lambda _: universe())


def explained(text: str) -> object:
    return explain(parse_address(text), load_library(), opened=lambda _: universe())


@pytest.mark.parametrize("lang", BOTH)
@pytest.mark.parametrize("case", VAIN)
def test_what_is_asked_in_vain_is_said_in_the_language_spoken(lang: str, case: str) -> None:
    english, own = problem("en", VAIN[case]), problem(lang, VAIN[case])
    assert (own == english, digits(own) == digits(english)) == (False, True)
    words = set(re.findall(r"[a-z]+", english)) & set(re.findall(r"[a-z]+", own))
    assert words & {"the", "this", "of", "no", "such", "is", "has", "or", "with", "did"} == set()


def test_a_guess_is_asked_in_french() -> None:
    said_so = problem("fr", VAIN["another framework"]).partition(" Noms connus")[0]
    assert said_so == ("bluprint: ce référentiel n’existe pas. Vouliez-vous dire blueprint\u00a0?")
