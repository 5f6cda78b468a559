"""Every rule of the check has a failing example, made from a small library that holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from territoria.content import content_root, load_library, words_in
from territoria.content_check import check_library, steps_of
from territoria.errors import did_you_mean
from territoria.measure.methods import METHODS, check_step

COPIED = (
    "indicators/governance/eqi_quality.yaml",
    "indicators/technology/hightech_employment.yaml",
    "indicators/structure/population.yaml",
    "indicators/structure/population_density.yaml",
    "questionnaires/blueprint.yaml",
    "practices/trento-open-data/practice.yaml",
    "practices/trento-open-data/en.md",
    "recommendations/publish-wanted-data/recommendation.yaml",
    "recommendations/publish-wanted-data/en.md",
)
FRAMEWORK = "frameworks/small.yaml"
PRACTICE, ADVICE = COPIED[5], COPIED[7]
SMALL = """\
id: small
edition: "1"
title:
  en: Small
summary:
  en: Three factors.
reference_year: 2021
nodes:
  - id: A1
    kind: dimension
    title:
      en: Leadership
    nodes:
      - id: A1.1
        kind: factor
        title:
          en: Strategy
        aggregate:
          method: geometric-mean
        indicators:
          - indicator: eqi_quality
            minimum: -2.5
            maximum: 2.5
        questions:
          - digital_strategy_shared
      - id: A1.3
        kind: factor
        title:
          en: Work across sectors
  - id: A3.1
    kind: factor
    title:
      en: Open data
recipe:
  screen:
    method: none
  impute:
    method: none
  treat:
    method: winsorise
    parameters:
      limit: 5
  normalise:
    method: fixed-bounds
  weight:
    method: equal
  aggregate:
    method: arithmetic-mean
uncertainty:
  impute:
    - method: none
    - method: median
peers:
  elements:
    - id: size
      title:
        en: Size
      variables:
        - indicator: population
          transform: log
        - indicator: population_density
"""
MAYOR = """\
id: MAY
group: authority
title:
  en: Mayors
your_role:
  en: You begin.
"""


class Shelf:
    """A library in a folder of its own, to be spoiled."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        """A new text."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace the first place where ``old`` stands."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def line(self, path: str, words: str) -> int:
        """The line on which the words stand; they must stand once."""
        lines = (self.root / path).read_text(encoding="utf-8").splitlines()
        (number,) = [n for n, line in enumerate(lines, start=1) if words in line]
        return number

    def problems(self, *languages: str) -> list[str]:
        """Every problem as the command line prints it, below the root of the library."""
        _, found = check_library(self.root, check_step=check_step, languages=languages or ("en",))
        return [str(p).removeprefix(f"{self.root}/") for p in found]


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    """A few bundled texts with a framework that needs no others."""
    for path in COPIED:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(content_root() / path, tmp_path / path)
    shutil.copytree(content_root() / "roles", tmp_path / "roles")
    made = Shelf(tmp_path)
    made.write(FRAMEWORK, SMALL)
    return made


def test_the_small_library_holds(shelf):
    assert shelf.problems() == []


def test_the_bundled_library_holds():
    library, problems = check_library(content_root(), check_step=check_step)
    assert [str(p) for p in problems] == []
    assert library.frameworks["blueprint"] == load_library().frameworks["blueprint"]


# ── references ────────────────────────────────────────────────────────────────────────────────

FACTORS = "Known: A1.1, A1.3, A3.1."
INDICATORS = "Known: eqi_quality, hightech_employment, population, population_density."


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            FRAMEWORK,
            "indicator: eqi_quality",
            "indicator: eqi_qualty",
            f"the indicator eqi_qualty is not known. Did you mean eqi_quality? {INDICATORS}",
        ),
        (
            FRAMEWORK,
            "indicator: population_density",
            "indicator: density_of_it",
            f"the indicator density_of_it is not known. {INDICATORS}",
        ),
        (
            PRACTICE,
            "central:\n  - A3.1",
            "central:\n  - A3.7",
            f"the factor A3.7 is not known. Did you mean A3.1? {FACTORS}",
        ),
        (
            PRACTICE,
            "touched:\n  - A1.3",
            "touched:\n  - A1.33",
            f"the factor A1.33 is not known. Did you mean A1.3? {FACTORS}",
        ),
        (
            PRACTICE,
            "sources:\n      - 6",
            "sources:\n      - 9",
            "the claim cites source [9], which is not among the references. "
            "Add the reference, or correct the number.",
        ),
        (
            ADVICE,
            "factors:\n  - A3.1",
            "factors:\n  - B3.1",
            f"the factor B3.1 is not known. Did you mean A3.1? {FACTORS}",
        ),
        (
            ADVICE,
            "practices:\n  - trento-open-data",
            "practices:\n  - trento-open-date",
            "the practice trento-open-date is not known. "
            "Did you mean trento-open-data? Known: trento-open-data.",
        ),
        (
            ADVICE,
            "- indicator: hightech_employment",
            "- indicator: hitech_employment",
            "the indicator hitech_employment is not known. "
            f"Did you mean hightech_employment? {INDICATORS}",
        ),
    ],
    ids=["scored", "peers", "central", "touched", "cited", "factor", "practice", "known by"],
)
def test_a_reference_leads_to_a_text(shelf, path, old, new, said):
    shelf.change(path, old, new)
    line = shelf.line(path, new.splitlines()[-1])
    assert shelf.problems() == [f"{path}:{line}: {said}"]


ROLES = "Known: CIT, CMG, COR, DEV, EDU, FIN, MAY, OFF, SME, SOC, STA, UNI."


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PRACTICE, "roles:\n  - OFF", "roles:\n  - OFFICE"),
        (ADVICE, "role: OFF", "role: OFFICE"),
        ("questionnaires/blueprint.yaml", "      - OFF\n", "      - OFFICE\n"),
    ],
    ids=["practice", "recommendation", "question"],
)
def test_a_role_is_known(shelf, path, old, new):
    shelf.change(path, old, new)
    assert shelf.problems() == [
        f"{path}:{shelf.line(path, 'OFFICE')}: the role OFFICE is not known. Did you mean OFF? {ROLES}"
    ]


def test_a_question_of_a_framework_is_in_a_questionnaire(shelf):
    shelf.change(FRAMEWORK, "digital_strategy_shared", "digital_strategy_share")
    (problem,) = shelf.problems()
    assert problem.startswith(
        f"{FRAMEWORK}:25: the question digital_strategy_share is not known. "
        "Did you mean digital_strategy_shared? Known: "
    )


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (
            "    recommendation: publish-wanted-date\n",
            "the recommendation publish-wanted-date is not known. "
            "Did you mean publish-wanted-data? Known: publish-wanted-data.",
        ),
        (
            "    data:\n      indicator: eqi_qualiti\n      at_least: 0\n",
            f"the indicator eqi_qualiti is not known. Did you mean eqi_quality? {INDICATORS}",
        ),
    ],
    ids=["recommendation", "figure"],
)
def test_a_prerequisite_leads_to_a_text(shelf, way, said):
    shelf.change(
        ADVICE,
        "prerequisites:\n",
        f"prerequisites:\n  - id: first\n    text:\n      en: Something is there.\n{way}",
    )
    line = shelf.line(ADVICE, "- id: first")
    assert shelf.problems() == [f"{ADVICE}:{line}: {said}"]


def test_an_exclusion_names_a_known_indicator(shelf):
    shelf.change(
        ADVICE,
        "first_step:\n",
        "excluded_when:\n  - indicator: eqi_qualiti\n    at_most: 1\nfirst_step:\n",
    )
    line = shelf.line(ADVICE, "- indicator: eqi_qualiti")
    assert shelf.problems() == [
        f"{ADVICE}:{line}: the indicator eqi_qualiti is not known. Did you mean eqi_quality? {INDICATORS}"
    ]


# ── frameworks ────────────────────────────────────────────────────────────────────────────────


def test_a_node_stands_once(shelf):
    shelf.change(FRAMEWORK, "- id: A3.1", "- id: A1.3")
    shelf.change(PRACTICE, "central:\n  - A3.1", "central:\n  - A1.3")
    shelf.change(ADVICE, "factors:\n  - A3.1", "factors:\n  - A1.3")
    assert shelf.problems()[0] == f"{FRAMEWORK}:1: framework: the node A1.3 stands twice."


def test_only_a_scored_indicator_is_scored(shelf):
    shelf.change(FRAMEWORK, "indicator: eqi_quality", "indicator: population")
    assert shelf.problems() == [
        f"{FRAMEWORK}:21: population is structural, so it may not be scored. "
        "Bind a scored indicator, or change its role."
    ]


def test_fixed_bounds_need_bounds(shelf):
    shelf.change(FRAMEWORK, "            minimum: -2.5\n            maximum: 2.5\n", "")
    assert shelf.problems() == [
        f"{FRAMEWORK}:21: eqi_quality has no bounds. Give minimum and maximum."
    ]
    shelf.change(FRAMEWORK, "method: fixed-bounds", "method: min-max")
    assert shelf.problems() == []


def test_peers_are_chosen_by_structure_only(shelf):
    shelf.change(FRAMEWORK, "indicator: population_density", "indicator: hightech_employment")
    line = shelf.line(FRAMEWORK, "hightech_employment")
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: hightech_employment is scored; peers are chosen by structure only. "
        "Take it out."
    ]


# ── methods ───────────────────────────────────────────────────────────────────────────────────

MEANS = did_you_mean("", METHODS["aggregate"])


def test_an_unknown_method_is_named_as_the_architecture_says(shelf):
    path = "frameworks/blueprint.yaml"
    bundled = (content_root() / path).read_text(encoding="utf-8")
    shelf.write(path, bundled)
    shelf.change(
        path, "aggregate:\n    method: arithmetic-mean", "aggregate:\n    method: geometric"
    )
    line = bundled.splitlines().index("  aggregate:") + 2
    said = "the aggregate method geometric is not known. Did you mean geometric-mean?"
    assert [p for p in shelf.problems() if " method " in p] == [f"{path}:{line}: {said} {MEANS}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "aggregate:\n    method: arithmetic-mean",
            "aggregate:\n    method: geometric",
            48,
            f"the aggregate method geometric is not known. Did you mean geometric-mean? {MEANS}",
        ),
        (
            "aggregate:\n          method: geometric-mean",
            "aggregate:\n          method: average",
            18,
            "the aggregate method average is not known. "
            + did_you_mean("average", METHODS["aggregate"]),
        ),
        (
            "- method: median",
            "- method: medium",
            52,
            "the impute method medium is not known. " + did_you_mean("medium", METHODS["impute"]),
        ),
        (
            "screen:\n    method: none",
            "screen:\n    method: nothing",
            36,
            "the screen method nothing is not known. " + did_you_mean("nothing", METHODS["screen"]),
        ),
        (
            "weight:\n    method: equal",
            "weight:\n    method: equal\n    parameters:\n      by: 2",
            46,
            "equal has no parameter by. It takes none.",
        ),
    ],
    ids=["recipe", "node", "uncertainty", "screen", "parameter"],
)
def test_a_method_is_known_wherever_it_is_named(shelf, old, new, line, said):
    shelf.change(FRAMEWORK, old, new)
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: {said}"]


def test_a_parameter_is_of_its_type(shelf):
    shelf.change(FRAMEWORK, "      limit: 5", "      limit: few")
    assert shelf.problems() == [
        f"{FRAMEWORK}:40: winsorise: limit cannot be 'few'. Give a value of its type."
    ]


def test_every_step_of_a_framework_is_found(shelf):
    library, _ = check_library(shelf.root, check_step=check_step)
    steps = [(stage, step.method) for _, stage, step in steps_of(library.frameworks["small"])]
    assert steps == [
        ("period", "latest"),
        ("denominate", "by-denominator"),
        ("screen", "none"),
        ("impute", "none"),
        ("treat", "winsorise"),
        ("normalise", "fixed-bounds"),
        ("weight", "equal"),
        ("aggregate", "arithmetic-mean"),
        ("impute", "none"),
        ("impute", "median"),
        ("aggregate", "geometric-mean"),
    ]


# ── circles ───────────────────────────────────────────────────────────────────────────────────


def waiting(shelf: Shelf, text_id: str, first: str) -> str:
    """A copy of the advice that waits for another; returns its path."""
    path = f"recommendations/{text_id}/recommendation.yaml"
    advice = (shelf.root / ADVICE).read_text(encoding="utf-8")
    shelf.write(path, advice.replace("id: publish-wanted-data", f"id: {text_id}"))
    shelf.write(
        f"recommendations/{text_id}/en.md",
        (shelf.root / ADVICE).with_name("en.md").read_text(encoding="utf-8"),
    )
    shelf.change(
        path,
        "prerequisites:\n",
        "prerequisites:\n  - id: first\n    text:\n      en: It is done.\n"
        f"    recommendation: {first}\n",
    )
    return path


def test_advice_that_waits_for_itself_is_found(shelf):
    path = waiting(shelf, "alone", "alone")
    line = shelf.line(path, "prerequisites:")
    assert shelf.problems() == [
        f"{path}:{line}: alone waits for itself, by way of alone. Break the circle of prerequisites."
    ]


def test_every_advice_of_a_circle_is_named_and_none_outside_it(shelf):
    ring = {"a": "b", "b": "c", "c": "a"}
    paths = {i: waiting(shelf, i, first) for i, first in ring.items()}
    waiting(shelf, "outside", "a")
    before = {first: i for i, first in ring.items()}
    assert shelf.problems() == [
        f"{paths[i]}:{shelf.line(paths[i], 'prerequisites:')}: {i} waits for itself, "
        f"by way of {before[i]}. Break the circle of prerequisites."
        for i in ring
    ]


def test_a_chain_is_no_circle(shelf):
    waiting(shelf, "second", "publish-wanted-data")
    waiting(shelf, "third", "second")
    assert shelf.problems() == []


# ── long texts, style, sentences ──────────────────────────────────────────────────────────────

PRACTICE_TEXT, ADVICE_TEXT = COPIED[6], COPIED[8]


def test_the_headings_of_a_long_text_are_fixed(shelf):
    shelf.change(ADVICE_TEXT, "## How", "## What to do")
    assert shelf.problems() == [
        f"{ADVICE_TEXT}:1: its headings are Why, What to do, Watch out. "
        "They must be, in this order: Why, How, Watch out."
    ]
    shelf.write(ADVICE_TEXT, "Just do it.\n")
    assert shelf.problems() == [
        f"{ADVICE_TEXT}:1: its headings are none. They must be, in this order: Why, How, Watch out."
    ]


def test_a_translation_has_the_same_headings(shelf):
    french = ADVICE_TEXT.replace("en.md", "fr.md")
    shelf.write(french, "## Pourquoi\n")
    assert shelf.problems() == [
        f"{french}:1: its headings are Pourquoi. They must be, in this order: Why, How, Watch out."
    ]


def test_a_long_text_cites_only_what_is_listed(shelf):
    shelf.change(PRACTICE_TEXT, "municipalities [1]", "municipalities [1][12]")
    assert shelf.problems() == [
        f"{PRACTICE_TEXT}:{shelf.line(PRACTICE_TEXT, '[12]')}: it cites [12], which is not among "
        "the references. Add the reference, or correct the number."
    ]


def test_a_long_text_is_utf_8(shelf):
    (shelf.root / ADVICE_TEXT).write_bytes("## Why\n\nÉvreux.\n".encode("latin-1"))
    assert shelf.problems() == [f"{ADVICE_TEXT}: the file is not UTF-8. Save it as UTF-8."]


def test_a_long_text_must_be_there(shelf):
    (shelf.root / ADVICE_TEXT).unlink()
    assert shelf.problems() == [
        "recommendations/publish-wanted-data: publish-wanted-data has no en.md. Write it."
    ]


def test_sentences_stand_in_block_style(shelf):
    shelf.change(FRAMEWORK, "summary:\n  en: Three factors.", "summary: {en: Three factors.}")
    assert shelf.problems() == [
        f"{FRAMEWORK}:5: a sentence stands inside braces or brackets. "
        "Write sentences in block style, one key a line."
    ]


def test_a_short_list_of_words_is_no_sentence(shelf):
    shelf.change(
        FRAMEWORK,
        "questions:\n          - digital_strategy_shared",
        "questions: [digital_strategy_shared]",
    )
    assert shelf.problems() == []


def test_a_sentence_has_at_most_forty_words(shelf):
    shelf.change(FRAMEWORK, "en: Three factors.", "en: " + " ".join(["word"] * 40) + ".")
    assert shelf.problems() == []
    shelf.change(FRAMEWORK, "en: word", "en: word word")
    assert shelf.problems() == [f"{FRAMEWORK}:6: a sentence has 41 words. Cut it: at most 40."]


def test_sentences_have_at_most_twenty_two_words_on_average(shelf):
    long, short = "Word" + " word" * 29 + ".", "Word" + " word" * 13 + "."
    shelf.change(FRAMEWORK, "en: Three factors.", f"en: {long} {short}")
    assert shelf.problems() == []
    shelf.change(FRAMEWORK, short, short.replace(".", " word word."))
    assert shelf.problems() == [
        f"{FRAMEWORK}:6: its sentences have 23 words on average. Cut them: at most 22 on average."
    ]


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def test_a_language_that_must_be_complete_is_reported_where_it_is_missing(shelf):
    for path in COPIED[5:]:
        (shelf.root / path).unlink()
    shutil.rmtree(shelf.root / "indicators")
    shutil.rmtree(shelf.root / "roles")
    (shelf.root / COPIED[4]).unlink()
    (shelf.root / FRAMEWORK).unlink()
    shelf.write("roles/MAY.yaml", MAYOR)
    assert shelf.problems() == []
    assert shelf.problems("en", "fr") == [
        "roles/MAY.yaml:3: the text is missing in fr. Translate it.",
        "roles/MAY.yaml:5: the text is missing in fr. Translate it.",
    ]
    shelf.change("roles/MAY.yaml", "  en: Mayors\n", "  en: Mayors\n  fr: Maires\n")
    assert shelf.problems("en", "fr") == [
        "roles/MAY.yaml:6: the text is missing in fr. Translate it."
    ]


def test_a_long_text_is_missing_in_a_language(shelf):
    folder = "recommendations/publish-wanted-data"
    said = f"{folder}: publish-wanted-data has no fr.md. Write it."
    assert said in shelf.problems("en", "fr")
    shutil.copy(shelf.root / ADVICE_TEXT, shelf.root / folder / "fr.md")
    assert said not in shelf.problems("en", "fr")


def test_every_missing_french_text_of_the_bundled_library_would_be_reported():
    library, problems = check_library(content_root(), check_step=check_step, languages=("en", "fr"))
    short = sum(
        not words.get("fr")
        for source in library.files.values()
        for _, words in words_in(source.data)
    )
    long = sum(
        not (library.files[kind, i].path.parent / "fr.md").is_file()
        for kind in ("practices", "recommendations")
        for i in getattr(library, kind)
    )
    said = [p.what for p in problems]
    assert len(said) == len(set(map(str, problems)))
    assert said.count("the text is missing in fr.") == short
    assert sum(what.endswith(" has no fr.md.") for what in said) == long
    assert len(said) == short + long


# ── all at once ───────────────────────────────────────────────────────────────────────────────


def test_all_problems_are_reported_at_once_by_file_and_line(shelf):
    shelf.write("roles/NEW.yaml", MAYOR.replace("MAY", "NEW").replace("authority", "mayors"))
    shelf.change(FRAMEWORK, "method: winsorise", "method: winsorize")
    shelf.change(FRAMEWORK, "indicator: eqi_quality", "indicator: eqi_qualty")
    shelf.change(PRACTICE, "central:\n  - A3.1", "central:\n  - A3.7")
    shelf.change(ADVICE, "id: publish-wanted-data", "id: publish")
    shelf.change(ADVICE, "role: OFF", "rôle: OFF")
    found = shelf.problems()
    assert found == [
        f"{FRAMEWORK}:21: the indicator eqi_qualty is not known. "
        f"Did you mean eqi_quality? {INDICATORS}",
        f"{FRAMEWORK}:40: the treat method winsorize is not known. "
        f"{did_you_mean('winsorize', METHODS['treat'])}",
        f"{PRACTICE}:{shelf.line(PRACTICE, '- A3.7')}: the factor A3.7 is not known. "
        f"Did you mean A3.1? {FACTORS}",
        f"{ADVICE}:1: role: this field is missing. Add it.",
        f"{ADVICE}:3: rôle: this field is not known. Did you mean role? Known: alternatives, "
        "effort, evidence, excluded_when, factors, first_step, heading, id, know_by, losers, "
        "mandate, not_advisable_if, practices, prerequisites, role, share_basis, share_of_people, "
        "what, would_change.",
        "roles/NEW.yaml:2: group: input should be 'authority', 'business', 'knowledge' or "
        "'society'.",
    ]


def test_an_id_that_is_not_the_name_of_its_folder_is_found(shelf):
    shelf.change(ADVICE, "id: publish-wanted-data", "id: publish")
    assert shelf.problems() == [
        f"{ADVICE}:1: the id 'publish' is not the file's name 'publish-wanted-data'. "
        "Ids are file names: make them equal."
    ]


def test_an_overlay_may_refer_to_the_library_beneath_it(shelf, tmp_path):
    overlay = tmp_path / "ours"
    text = (shelf.root / ADVICE).read_text(encoding="utf-8")
    path = "recommendations/ours/recommendation.yaml"
    made = Shelf(overlay)
    made.write(path, text.replace("id: publish-wanted-data", "id: ours"))
    made.write("recommendations/ours/en.md", (shelf.root / ADVICE_TEXT).read_text(encoding="utf-8"))
    library, problems = check_library(shelf.root, overlay, check_step=check_step)
    assert problems == []
    assert sorted(library.recommendations) == ["ours", "publish-wanted-data"]
    assert len(made.problems()) > 0  # alone it refers to nothing
