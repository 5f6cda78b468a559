"""Every name in a text that points to another text leads somewhere."""

from __future__ import annotations

import pytest

from shelf import ADVICE, BANK, INITIATIVE, PRACTICE, THEME
from territoria.content_check.references import factor_ids, node_ids

FACTORS = "Known: A1.1, A1.3, A3.1."
INDICATORS = "Known: eqi_quality, hightech_employment, population, population_density."
ROLES = "Known: CIT, MAY, OFF."
NOT_LISTED = "which is not among the references. Add the reference, or correct the number."


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            PRACTICE,
            "central:\n  - A3.1",
            "central:\n  - A3.7",
            "the factor or dimension A3.7 is not known. "
            "Did you mean A3.1? Known: A1, A1.1, A1.3, A3.1.",
        ),
        (
            PRACTICE,
            "touched:\n  - A1",
            "touched:\n  - B1",
            "the factor or dimension B1 is not known. "
            "Did you mean A1? Known: A1, A1.1, A1.3, A3.1.",
        ),
        (
            PRACTICE,
            "roles:\n  - OFF",
            "roles:\n  - OFFICE",
            f"the role OFFICE is not known. Did you mean OFF? {ROLES}",
        ),
        (
            PRACTICE,
            "sources:\n      - 2",
            "sources:\n      - 9",
            f"the claim cites source [9], {NOT_LISTED}",
        ),
        (
            ADVICE,
            "role: OFF",
            "role: OFFICE",
            f"the role OFFICE is not known. Did you mean OFF? {ROLES}",
        ),
        (
            ADVICE,
            "  - A3.1",
            "  - B3.1",
            f"the factor B3.1 is not known. Did you mean A3.1? {FACTORS}",
        ),
        (
            ADVICE,
            "practices:\n  - one-catalogue",
            "practices:\n  - one-catalog",
            "the practice one-catalog is not known. "
            "Did you mean one-catalogue? Known: one-catalogue.",
        ),
        (
            ADVICE,
            "initiatives:\n  - first-voucher",
            "initiatives:\n  - last-voucher",
            "the initiative last-voucher is not known. "
            "Did you mean first-voucher? Known: first-voucher.",
        ),
        (
            ADVICE,
            "- indicator: hightech_employment",
            "- indicator: hitech_employment",
            "the indicator hitech_employment is not known. "
            f"Did you mean hightech_employment? {INDICATORS}",
        ),
        (
            INITIATIVE,
            "obstacles:\n  - cost",
            "obstacles:\n  - costs",
            "the obstacle costs is not known. Did you mean cost? Known: cost.",
        ),
        (
            INITIATIVE,
            "sources:\n      - 2",
            "sources:\n      - 9",
            f"the claim cites source [9], {NOT_LISTED}",
        ),
        (
            THEME,
            "factors:\n  - A1.3",
            "factors:\n  - A1.4",
            f"the factor A1.4 is not known. Did you mean A1.3? {FACTORS}",
        ),
        (
            BANK,
            "roles:\n      - CIT",
            "roles:\n      - CITY",
            f"the role CITY is not known. Did you mean CIT? {ROLES}",
        ),
        (
            BANK,
            "answer: severity\n    roles:\n      - CIT",
            "answer: severity\n    roles:\n      - CITY",
            f"the role CITY is not known. Did you mean CIT? {ROLES}",
        ),
        (
            BANK,
            "framework: small",
            "framework: smaller",
            "the framework smaller is not known. Did you mean small? Known: small.",
        ),
    ],
    ids=[
        "practice central factor",
        "practice touched dimension",
        "practice role",
        "practice claim",
        "advice role",
        "advice factor",
        "advice practice",
        "advice initiative",
        "advice known by",
        "initiative obstacle",
        "initiative claim",
        "theme factor",
        "question role",
        "choice role",
        "choice framework",
    ],
)
def test_a_reference_leads_to_a_text(shelf, path, old, new, said):
    line = shelf.change(path, old, new)
    assert shelf.problems() == [f"{path}:{line}: {said}"]


def test_a_sentence_of_an_initiative_cites_only_what_is_listed(shelf):
    lines = [
        shelf.change(INITIATIVE, sentence, sentence.replace("[1]", "[1][2][3]"))
        for sentence in ("four years [1]", "quatre ans [1]", "vier Jahren [1]")
    ]
    assert shelf.problems() == [f"{INITIATIVE}:{n}: it cites [3], {NOT_LISTED}" for n in lines]


@pytest.mark.parametrize(
    ("item", "old", "new", "said"),
    [
        (
            "sales of the firms",
            "      initiative: first-voucher",
            "      initiative: first-vouchers",
            "the initiative first-vouchers is not known. "
            "Did you mean first-voucher? Known: first-voucher.",
        ),
        (
            "data sets in use",
            "      practice: one-catalogue",
            "      practice: no-catalogue",
            "the practice no-catalogue is not known. "
            "Did you mean one-catalogue? Known: one-catalogue.",
        ),
    ],
    ids=["initiative", "practice"],
)
def test_what_may_be_expected_was_measured_somewhere(shelf, item, old, new, said):
    shelf.change(ADVICE, old, new)
    line = shelf.line(ADVICE, item) - 1
    assert shelf.problems() == [f"{ADVICE}:{line}: {said}"]


def test_a_choice_among_dimensions_says_whose(shelf):
    line = shelf.line(BANK, "among: dimensions")
    shelf.change(BANK, "    framework: small\n", "")
    assert shelf.problems() == [
        f"{BANK}:{line}: first_dimension does not say whose dimensions. Name the framework."
    ]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (
            "    recommendation: publish-date\n",
            "the recommendation publish-date is not known. "
            "Did you mean publish-data? Known: ask-users, publish-data.",
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
        f"{ADVICE}:{line}: the indicator eqi_qualiti is not known. "
        f"Did you mean eqi_quality? {INDICATORS}"
    ]


def test_factors_are_of_every_framework_and_dimensions_are_nodes(shelf):
    shelf.write(
        "frameworks/other.yaml",
        shelf.read("frameworks/small.yaml")
        .replace("id: small", "id: other")
        .replace("id: A", "id: Z"),
    )
    factors = {"A1.1", "A1.3", "A3.1", "Z1.1", "Z1.3", "Z3.1"}
    assert factor_ids(shelf.library()) == factors
    assert node_ids(shelf.library()) == factors | {"A1", "Z1"}
