"""Every name in a text that points to another text leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from territoria.content import Library, words_in
from territoria.content_check.places import at, known
from territoria.errors import Problem
from territoria.model import Initiative, Practice, Questionnaire, Recommendation, Threshold
from territoria.yaml_source import Source


def references(library: Library) -> Iterator[Problem]:
    """Names of texts, roles, factors and sources that lead nowhere."""
    for practice_id, practice in library.practices.items():
        yield from _practice(library, practice, library.files["practices", practice_id])
    for text_id, text in library.recommendations.items():
        yield from _recommendation(library, text, library.files["recommendations", text_id])
    for initiative_id, initiative in library.initiatives.items():
        yield from _initiative(library, initiative, library.files["initiatives", initiative_id])
    for theme_id, theme in library.themes.items():
        source = library.files["themes", theme_id]
        for n, factor in enumerate(theme.factors):
            yield from known(factor, factor_ids(library), "factor", at(source, "factors", n))
    for bank_id, bank in library.questionnaires.items():
        source = library.files["questionnaires", bank_id]
        yield from _questionnaire(library, bank, source)


def factor_ids(library: Library) -> set[str]:
    """Ids of the factors of every framework."""
    return {n.id for f in library.frameworks.values() for n in f.factors()}


def node_ids(library: Library) -> set[str]:
    """Ids of the nodes of every framework: dimensions, factors and others."""
    return {n.id for f in library.frameworks.values() for n in f.walk()}


def _questionnaire(library: Library, bank: Questionnaire, source: Source) -> Iterator[Problem]:
    for n, question in enumerate(bank.questions):
        for m, role in enumerate(question.roles):
            spot = at(source, "questions", n, "roles", m)
            yield from known(role, library.roles, "role", spot)
    for n, choice in enumerate(bank.choices):
        for m, role in enumerate(choice.roles):
            spot = at(source, "choices", n, "roles", m)
            yield from known(role, library.roles, "role", spot)
        if choice.framework is not None:
            spot = at(source, "choices", n, "framework")
            yield from known(choice.framework, library.frameworks, "framework", spot)
        elif choice.among == "dimensions":
            yield Problem(
                at(source, "choices", n, "among"),
                f"{choice.id} does not say whose dimensions.",
                "Name the framework.",
            )


def _practice(library: Library, practice: Practice, source: Source) -> Iterator[Problem]:
    factors = node_ids(library)
    for name, values in (("central", practice.central), ("touched", practice.touched)):
        for n, factor in enumerate(values):
            yield from known(factor, factors, "factor or dimension", at(source, name, n))
    for n, role in enumerate(practice.roles):
        yield from known(role, library.roles, "role", at(source, "roles", n))
    yield from _cited(practice, source)


def _cited(text: Practice | Initiative, source: Source) -> Iterator[Problem]:
    """Claims that cite a reference which is not there."""
    numbers = {r.number for r in text.references}
    for n, claim in enumerate(text.claims):
        for m, cited in enumerate(claim.sources):
            if cited not in numbers:
                yield Problem(
                    at(source, "claims", n, "sources", m),
                    f"the claim cites source [{cited}], which is not among the references.",
                    "Add the reference, or correct the number.",
                )


def _initiative(library: Library, text: Initiative, source: Source) -> Iterator[Problem]:
    for n, obstacle in enumerate(text.obstacles):
        spot = at(source, "obstacles", n)
        yield from known(obstacle, library.obstacles, "obstacle", spot)
    yield from _cited(text, source)
    numbers = {r.number for r in text.references}
    for where, words in words_in(source.data):
        for lang, said in words.items():
            for cited in re.findall(r"\[(\d{1,4})\]", said or ""):
                if int(cited) not in numbers:
                    yield Problem(
                        at(source, *where, lang),
                        f"it cites [{cited}], which is not among the references.",
                        "Add the reference, or correct the number.",
                    )


def _recommendation(library: Library, text: Recommendation, source: Source) -> Iterator[Problem]:
    yield from known(text.role, library.roles, "role", at(source, "role"))
    for n, factor in enumerate(text.factors):
        yield from known(factor, factor_ids(library), "factor", at(source, "factors", n))
    for n, practice in enumerate(text.practices):
        yield from known(practice, library.practices, "practice", at(source, "practices", n))
    for n, initiative in enumerate(text.initiatives):
        spot = at(source, "initiatives", n)
        yield from known(initiative, library.initiatives, "initiative", spot)
    for n, expected in enumerate(text.evidence.expected):
        spot = at(source, "evidence", "expected", n)
        if expected.initiative is not None:
            yield from known(expected.initiative, library.initiatives, "initiative", spot)
        if expected.practice is not None:
            yield from known(expected.practice, library.practices, "practice", spot)
    for n, prerequisite in enumerate(text.prerequisites):
        spot = at(source, "prerequisites", n)
        if prerequisite.recommendation is not None:
            yield from known(
                prerequisite.recommendation, library.recommendations, "recommendation", spot
            )
        if prerequisite.data is not None:
            yield from _threshold(library, prerequisite.data, spot)
    for n, threshold in enumerate(text.excluded_when):
        yield from _threshold(library, threshold, at(source, "excluded_when", n))
    for n, know in enumerate(text.know_by):
        if know.indicator is not None:
            yield from known(
                know.indicator, library.indicators, "indicator", at(source, "know_by", n)
            )


def _threshold(library: Library, threshold: Threshold, where: str) -> Iterator[Problem]:
    yield from known(threshold.indicator, library.indicators, "indicator", where)
