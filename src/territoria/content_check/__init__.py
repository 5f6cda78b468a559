"""The check of a library of texts: everything that does not hold, all at once, ``file:line``.

Schema, id = file name, references resolve, methods exist, figures have sources, languages are
complete and tell the same figures, sentences are readable, prerequisites run in no circle, every
factor has a question and advice, and no id is used twice in the life of a library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from territoria.content import FOLDERS, LONG_TEXT, Library, read_library, words_in
from territoria.content_check.circles import circles
from territoria.content_check.doubles import double_factors, doubles
from territoria.content_check.figures import figures
from territoria.content_check.frameworks import StepCheck, frameworks, methods, steps_of
from territoria.content_check.languages import languages as complete
from territoria.content_check.languages import same_figures
from territoria.content_check.long_texts import long_texts
from territoria.content_check.promises import promises
from territoria.content_check.ranges import ranges
from territoria.content_check.readability import readable, style
from territoria.content_check.references import references
from territoria.content_check.register import keeps_register, register
from territoria.content_check.service import service
from territoria.content_check.strays import strays
from territoria.errors import Problem
from territoria.speech import LANGUAGES

RULES = (
    references,
    frameworks,
    long_texts,
    style,
    readable,
    figures,
    same_figures,
    circles,
    doubles,
    promises,
    ranges,
)

__all__ = ["StepCheck", "check_library", "counts_of", "keeps_register", "steps_of"]


def check_library(
    *roots: Path, check_step: StepCheck, languages: Collection[str] = ("en",)
) -> tuple[Library, list[Problem]]:
    """All problems of the texts under ``roots``, sorted by file and line.

    ``check_step`` says what is wrong with a method by name (the stages know them, this module does
    not). ``languages``: those that must be complete. A library that keeps a register of its ids
    must also serve every factor of its frameworks with a question and advice.
    """
    library, problems = read_library(roots)
    for rule in RULES:
        problems.extend(rule(library))
    problems.extend(methods(library, check_step))
    problems.extend(complete(library, languages))
    for root in roots:
        problems.extend(strays(root))
    if len(roots) == 1 and keeps_register(roots[0]):
        problems.extend(service(library))
        problems.extend(double_factors(library))
        problems.extend(register(library, roots[0]))
    return library, sorted(set(problems), key=_place)


def counts_of(library: Library) -> dict[str, dict[str, int]]:
    """By kind: how many texts, and how many of them are complete in each language."""
    counts = {kind: {"texts": 0, **dict.fromkeys(LANGUAGES, 0)} for kind in FOLDERS}
    for (kind, _), source in library.files.items():
        counts[kind]["texts"] += 1
        said = Counter(
            lang for _, words in words_in(source.data) for lang in LANGUAGES if words.get(lang)
        )
        sentences = sum(1 for _ in words_in(source.data))
        for lang in LANGUAGES:
            long = kind not in LONG_TEXT or (source.path.parent / f"{lang}.md").is_file()
            counts[kind][lang] += said[lang] == sentences and long
    return counts


def _place(problem: Problem) -> tuple[str, int, str]:
    file, _, line = problem.where.rpartition(":")
    return (file, int(line), problem.what) if line.isdigit() else (problem.where, 0, problem.what)
