"""The check of a library of texts: everything that does not hold, all at once, ``file:line``.

Schema, id = file name, references resolve, methods exist, sources and licences are there,
languages are complete, sentences are readable, prerequisites run in no circle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from territoria.content import (
    HEADINGS,
    LONG_TEXT,
    Library,
    Source,
    read_library,
    sentences_of,
    split_headings,
    words_in,
)
from territoria.errors import Problem, did_you_mean
from territoria.model import (
    Binding,
    Framework,
    Initiative,
    Node,
    Practice,
    Recommendation,
    Step,
    Threshold,
)

LONGEST_SENTENCE = 40
AVERAGE_SENTENCE = 22

StepCheck = Callable[[str, Step], Problem | None]


def check_library(
    *roots: Path, check_step: StepCheck, languages: Collection[str] = ("en",)
) -> tuple[Library, list[Problem]]:
    """All problems of the texts under ``roots``, sorted by file and line.

    ``check_step`` says what is wrong with a method by name (the stages know them, this module does
    not). ``languages``: those that must be complete.
    """
    library, problems = read_library(roots)
    for rule in (_references, _long_texts, _style, _readable):
        problems.extend(rule(library))
    problems.extend(_methods(library, check_step))
    problems.extend(_languages(library, languages))
    problems.extend(_circles(library))
    return library, sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple[str, int, str]:
    file, _, line = problem.where.rpartition(":")
    return (file, int(line), problem.what) if line.isdigit() else (problem.where, 0, problem.what)


def _at(source: Source, *where: str | int) -> str:
    return f"{source.path}:{source.line(where)}"


# ── references ────────────────────────────────────────────────────────────────────────────────


def _references(library: Library) -> Iterator[Problem]:
    for framework_id, framework in library.frameworks.items():
        yield from _framework(library, framework, library.files["frameworks", framework_id])
    for practice_id, practice in library.practices.items():
        yield from _practice(library, practice, library.files["practices", practice_id])
    for text_id, text in library.recommendations.items():
        yield from _recommendation(library, text, library.files["recommendations", text_id])
    for initiative_id, initiative in library.initiatives.items():
        yield from _initiative(library, initiative, library.files["initiatives", initiative_id])
    for theme_id, theme in library.themes.items():
        source = library.files["themes", theme_id]
        for n, factor in enumerate(theme.factors):
            yield from _known(factor, _factor_ids(library), "factor", _at(source, "factors", n))
    for bank_id, bank in library.questionnaires.items():
        source = library.files["questionnaires", bank_id]
        for n, question in enumerate(bank.questions):
            for m, role in enumerate(question.roles):
                yield from _known(
                    role, library.roles, "role", _at(source, "questions", n, "roles", m)
                )


def _known(name: str, known: Collection[str], what: str, where: str) -> Iterator[Problem]:
    if name not in known:
        yield Problem(where, f"the {what} {name} is not known.", did_you_mean(name, known))


def _framework(library: Library, framework: Framework, source: Source) -> Iterator[Problem]:
    def visit(nodes: tuple[Node, ...], path: tuple[str | int, ...]) -> Iterator[Problem]:
        for n, node in enumerate(nodes):
            here = (*path, "nodes", n)
            for m, binding in enumerate(node.indicators):
                spot = _at(source, *here, "indicators", m, "indicator")
                yield from _known(binding.indicator, library.indicators, "indicator", spot)
                indicator = library.indicators.get(binding.indicator)
                if indicator and indicator.role != "scored":
                    yield Problem(
                        spot,
                        f"{binding.indicator} is {indicator.role}, so it may not be scored.",
                        "Bind a scored indicator, or change its role.",
                    )
                yield from _denominator(library, binding, spot)
                way = (binding.normalise or framework.recipe.normalise).method
                if way in ("fixed-bounds", "goalposts") and binding.minimum is None:
                    yield Problem(
                        spot, f"{binding.indicator} has no bounds.", "Give minimum and maximum."
                    )
                if way == "distance-to-target" and binding.target is None:
                    yield Problem(spot, f"{binding.indicator} has no target.", "Give target.")
            for m, question in enumerate(node.questions):
                yield from _known(
                    question, library.question_ids(), "question", _at(source, *here, "questions", m)
                )
            yield from visit(node.nodes, here)

    yield from visit(framework.nodes, ())
    yield from _varied_names(framework, source)
    if framework.peers is not None:
        for n, element in enumerate(framework.peers.elements):
            for m, variable in enumerate(element.variables):
                spot = _at(source, "peers", "elements", n, "variables", m, "indicator")
                yield from _known(variable.indicator, library.indicators, "indicator", spot)
                indicator = library.indicators.get(variable.indicator)
                if indicator and indicator.role != "structural":
                    yield Problem(
                        spot,
                        f"{variable.indicator} is {indicator.role}; peers are chosen by structure only.",
                        "Take it out.",
                    )


def _factor_ids(library: Library) -> set[str]:
    return {n.id for f in library.frameworks.values() for n in f.factors()}


def _node_ids(library: Library) -> set[str]:
    return {n.id for f in library.frameworks.values() for n in f.walk()}


def _denominator(library: Library, binding: Binding, spot: str) -> Iterator[Problem]:
    if binding.denominator is not None:
        yield from _known(binding.denominator, library.indicators, "indicator", spot)


def _varied_names(framework: Framework, source: Source) -> Iterator[Problem]:
    """Indicators that may be left out and children that experts weigh are in the framework."""
    bound = {binding.indicator for binding in framework.bindings()}
    known = bound | {node.id for node in framework.walk()}
    for n, name in enumerate(framework.uncertainty.leave_out):
        yield from _known(name, bound, "indicator", _at(source, "uncertainty", "leave_out", n))
    for n, weights in enumerate(framework.uncertainty.experts):
        for name in weights:
            spot = _at(source, "uncertainty", "experts", n)
            yield from _known(name, known, "node or indicator", spot)


def _practice(library: Library, practice: Practice, source: Source) -> Iterator[Problem]:
    factors = _node_ids(library)
    for name, values in (("central", practice.central), ("touched", practice.touched)):
        for n, factor in enumerate(values):
            yield from _known(factor, factors, "factor or dimension", _at(source, name, n))
    for n, role in enumerate(practice.roles):
        yield from _known(role, library.roles, "role", _at(source, "roles", n))
    yield from _cited(practice, source)


def _cited(text: Practice | Initiative, source: Source) -> Iterator[Problem]:
    """Claims that cite a reference which is not there."""
    numbers = {r.number for r in text.references}
    for n, claim in enumerate(text.claims):
        for m, cited in enumerate(claim.sources):
            if cited not in numbers:
                yield Problem(
                    _at(source, "claims", n, "sources", m),
                    f"the claim cites source [{cited}], which is not among the references.",
                    "Add the reference, or correct the number.",
                )


def _initiative(library: Library, text: Initiative, source: Source) -> Iterator[Problem]:
    for n, obstacle in enumerate(text.obstacles):
        spot = _at(source, "obstacles", n)
        yield from _known(obstacle, library.obstacles, "obstacle", spot)
    yield from _cited(text, source)
    numbers = {r.number for r in text.references}
    for where, words in words_in(source.data):
        for lang, said in words.items():
            for cited in re.findall(r"\[(\d+)\]", said or ""):
                if int(cited) not in numbers:
                    yield Problem(
                        _at(source, *where, lang),
                        f"it cites [{cited}], which is not among the references.",
                        "Add the reference, or correct the number.",
                    )


def _recommendation(library: Library, text: Recommendation, source: Source) -> Iterator[Problem]:
    yield from _known(text.role, library.roles, "role", _at(source, "role"))
    for n, factor in enumerate(text.factors):
        yield from _known(factor, _factor_ids(library), "factor", _at(source, "factors", n))
    for n, practice in enumerate(text.practices):
        yield from _known(practice, library.practices, "practice", _at(source, "practices", n))
    for n, initiative in enumerate(text.initiatives):
        spot = _at(source, "initiatives", n)
        yield from _known(initiative, library.initiatives, "initiative", spot)
    for n, expected in enumerate(text.evidence.expected):
        spot = _at(source, "evidence", "expected", n)
        if expected.initiative is not None:
            yield from _known(expected.initiative, library.initiatives, "initiative", spot)
        if expected.practice is not None:
            yield from _known(expected.practice, library.practices, "practice", spot)
    for n, prerequisite in enumerate(text.prerequisites):
        spot = _at(source, "prerequisites", n)
        if prerequisite.recommendation is not None:
            yield from _known(
                prerequisite.recommendation, library.recommendations, "recommendation", spot
            )
        if prerequisite.data is not None:
            yield from _threshold(library, prerequisite.data, spot)
    for n, threshold in enumerate(text.excluded_when):
        yield from _threshold(library, threshold, _at(source, "excluded_when", n))
    for n, know in enumerate(text.know_by):
        if know.indicator is not None:
            yield from _known(
                know.indicator, library.indicators, "indicator", _at(source, "know_by", n)
            )


def _threshold(library: Library, threshold: Threshold, where: str) -> Iterator[Problem]:
    yield from _known(threshold.indicator, library.indicators, "indicator", where)


def _circles(library: Library) -> Iterator[Problem]:
    """Recommendations that wait for one another in a circle."""
    waits = {
        i: [
            p.recommendation for p in t.prerequisites if p.recommendation in library.recommendations
        ]
        for i, t in library.recommendations.items()
    }
    for start in sorted(waits):
        path, seen = [start], set[str]()
        while path:
            here = path.pop()
            for first in waits.get(here, []):
                if first == start:
                    source = library.files["recommendations", start]
                    yield Problem(
                        _at(source, "prerequisites"),
                        f"{start} waits for itself, by way of {here}.",
                        "Break the circle of prerequisites.",
                    )
                    seen.add(first)
                elif first is not None and first not in seen:
                    seen.add(first)
                    path.append(first)


# ── methods, languages, texts ─────────────────────────────────────────────────────────────────


def _methods(library: Library, check_step: StepCheck) -> Iterator[Problem]:
    for framework_id, framework in library.frameworks.items():
        source = library.files["frameworks", framework_id]
        for path, stage, step in steps_of(framework):
            problem = check_step(stage, step)
            if problem is not None:
                yield Problem(_at(source, *path), problem.what, problem.mend)


def steps_of(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], str, Step]]:
    """Every step a framework names, with its place in the text and its stage."""
    for stage in type(framework.recipe).model_fields:
        yield ("recipe", stage, "method"), stage, getattr(framework.recipe, stage)
    for stage in ("impute", "treat", "normalise", "weight", "aggregate"):
        for n, step in enumerate(getattr(framework.uncertainty, stage)):
            yield ("uncertainty", stage, n), stage, step

    def visit(
        node: Node | Framework, here: tuple[str | int, ...]
    ) -> Iterator[tuple[tuple[str | int, ...], str, Step]]:
        for key, stage in (("weigh", "weight"), ("aggregate", "aggregate")):
            if getattr(node, key) is not None:
                yield (*here, key), stage, getattr(node, key)
        for m, binding in enumerate(() if isinstance(node, Framework) else node.indicators):
            for stage in ("impute", "treat", "normalise"):
                if getattr(binding, stage) is not None:
                    place = (*here, "indicators", m, stage)
                    yield place, stage, getattr(binding, stage)
        for n, child in enumerate(node.nodes):
            yield from visit(child, (*here, "nodes", n))

    yield from visit(framework, ())


def _languages(library: Library, languages: Collection[str]) -> Iterator[Problem]:
    for (kind, text_id), source in library.files.items():
        for where, words in words_in(source.data):
            for lang in languages:
                if not words.get(lang):
                    yield Problem(
                        _at(source, *where), f"the text is missing in {lang}.", "Translate it."
                    )
        if kind in LONG_TEXT:
            for lang in languages:
                if not (source.path.parent / f"{lang}.md").is_file():
                    yield Problem(
                        str(source.path.parent), f"{text_id} has no {lang}.md.", "Write it."
                    )


def _long_texts(library: Library) -> Iterator[Problem]:
    for (kind, text_id), source in library.files.items():
        if kind not in LONG_TEXT:
            continue
        for path in sorted(source.path.parent.glob("*.md")):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                yield Problem(str(path), "the file is not UTF-8.", "Save it as UTF-8.")
                continue
            wanted = HEADINGS[kind].get(path.stem)
            if wanted is None:
                yield Problem(
                    f"{path}:1",
                    "its name is no language of the house.",
                    f"Name it {', '.join(f'{lang}.md' for lang in HEADINGS[kind])}.",
                )
                continue
            found = tuple(split_headings(text))
            if found != wanted:
                yield Problem(
                    f"{path}:1",
                    f"its headings are {', '.join(found) or 'none'}.",
                    f"They must be, in this order: {', '.join(wanted)}.",
                )
            if kind == "practices":
                numbers = {r.number for r in library.practices[text_id].references}
                for number, line in enumerate(text.splitlines(), start=1):
                    for cited in re.findall(r"\[(\d+)\]", line):
                        if int(cited) not in numbers:
                            yield Problem(
                                f"{path}:{number}",
                                f"it cites [{cited}], which is not among the references.",
                                "Add the reference, or correct the number.",
                            )


def _style(library: Library) -> Iterator[Problem]:
    for source in library.files.values():
        for line in source.flow:
            yield Problem(
                f"{source.path}:{line}",
                "a sentence stands inside braces or brackets.",
                "Write sentences in block style, one key a line.",
            )


def _readable(library: Library) -> Iterator[Problem]:
    for source in library.files.values():
        for where, words in words_in(source.data):
            for lang, text in words.items():
                lengths = [len(s.split()) for s in sentences_of(text or "")]
                spot = _at(source, *where, lang)
                if lengths and max(lengths) > LONGEST_SENTENCE:
                    yield Problem(
                        spot,
                        f"a sentence has {max(lengths)} words.",
                        f"Cut it: at most {LONGEST_SENTENCE}.",
                    )
                elif len(lengths) > 1 and sum(lengths) / len(lengths) > AVERAGE_SENTENCE:
                    yield Problem(
                        spot,
                        f"its sentences have {sum(lengths) / len(lengths):.0f} words on average.",
                        f"Cut them: at most {AVERAGE_SENTENCE} on average.",
                    )
