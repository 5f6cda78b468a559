"""Comparative analysis: what was tried for a factor, where, at what cost, with what evidence.

The founding Blueprint laid 13 cities side by side; here every factor and dimension is laid across
all practices that are filed under it. Nothing is judged: structured fields are counted, and the
texts' own first sentences are quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.speech import language
from territoria_web.library.queries import library
from territoria_web.library.saying import colon
from territoria_web.recommend.queries.evidence_gaps import COMPARED, SMALL, count_of
from territoria_web.recommend.queries.long_texts import (
    CONTEXT,
    COST,
    DIFFICULTIES,
    DONE,
    NEEDS,
    RESULT,
    first_sentences,
    long_text,
    without_claims,
)
from territoria_web.recommend.queries.nodes import NodeEntry, all_nodes
from territoria_web.recommend.queries.practices import PracticeEntry, all_practices
from territoria_web.recommend.queries.wording import (
    COSTS,
    GRADE_ORDER,
    best_grade,
    said,
)


@dataclass(frozen=True, eq=False)
class Case:
    """A practice laid beside others; the texts are first sentences under the fixed headings."""

    entry: PracticeEntry
    central: bool
    context: str
    done: str
    result: str
    cost: str
    needs: str
    difficulties: str


@dataclass(frozen=True)
class Count:
    """How many of the cases share something."""

    label: str
    count: int


@dataclass(frozen=True)
class Coverage:
    """A row of the index: how much the library holds on a node."""

    node: NodeEntry
    central: int
    touched: int
    small: int
    wrong: int
    compared: int
    costed: int
    grade: str


def cases_of(node: NodeEntry) -> Sequence[PracticeEntry]:
    """The practices filed under a node or below it; those that are about it first."""
    found = [e for e in all_practices() if node.id in e.keys["factor"]]
    return sorted(found, key=lambda e: not is_central(e, node))


def is_central(entry: PracticeEntry, node: NodeEntry) -> bool:
    """Whether the practice is about the node, not only touching it."""
    own = {node.id, *node.below}
    return any(c in own for c in entry.central)


def coverage() -> Sequence[Coverage]:
    """Every node with practices, in the order of the frameworks."""
    return _all_coverage(language())


@lru_cache
def _all_coverage(lang: str) -> Sequence[Coverage]:
    return [_coverage(node) for node in all_nodes().values() if cases_of(node)]


def _coverage(node: NodeEntry) -> Coverage:
    cases = cases_of(node)
    central = [c for c in cases if is_central(c, node)]
    return Coverage(
        node=node,
        central=len(central),
        touched=len(cases) - len(central),
        small=count_of(cases, lambda c: c.population in SMALL),
        wrong=count_of(cases, lambda c: c.went_wrong),
        compared=count_of(cases, lambda c: c.grade in COMPARED),
        costed=count_of(cases, lambda c: c.cost != "unknown"),
        grade=best_grade(c.grade for c in cases),
    )


def laid_out(node: NodeEntry) -> Sequence[Case]:
    """The cases of a node with what their texts say under each heading."""
    return _laid_out(node.id, language())


@lru_cache(maxsize=512)
def _laid_out(node: str, lang: str) -> Sequence[Case]:
    held = all_nodes()[node]
    return [_case(entry, held) for entry in cases_of(held)]


def _case(entry: PracticeEntry, node: NodeEntry) -> Case:
    text = long_text("practices", entry.id)
    return Case(
        entry=entry,
        central=is_central(entry, node),
        context=first_sentences(text.text(CONTEXT)),
        done=first_sentences(text.text(DONE)),
        result=_result(entry, first_sentences(without_claims(text.text(RESULT)))),
        cost=first_sentences(text.text(COST)),
        needs=first_sentences(text.text(NEEDS)),
        difficulties=first_sentences(text.text(DIFFICULTIES)),
    )


def _result(entry: PracticeEntry, told: str) -> str:
    """What came of it: the text's own verdict if it has one, and the best supported claim."""
    best = max(entry.claims, key=lambda c: GRADE_ORDER.index(c.grade))
    sources = "".join(f"[{n}]" for n in best.sources)
    claim = f"{best.outcome}{colon()}{best.claim} {sources}"
    return f"{told} {claim}".strip()


# ── what the cases share, and what nobody knows ───────────────────────────────────────────────


def grade_counts(cases: Sequence[PracticeEntry]) -> Sequence[tuple[str, int]]:
    """By grade of the best claim: how many cases, the best first; with the grades nobody reached."""
    held = Counter(c.grade for c in cases)
    return [(grade, held[grade]) for grade in reversed(GRADE_ORDER)]


def shared(cases: Sequence[PracticeEntry]) -> Sequence[tuple[str, Sequence[Count]]]:
    """What the cases have in common and where they differ: a heading with counts."""
    roles = library().roles
    costs: list[str] = [_(COSTS[c.cost]) for c in cases]
    groups = (
        (_("Who acted"), [said(roles[r].short or roles[r].title) for c in cases for r in c.roles]),
        (_("Kind of place"), [c.population_words for c in cases]),
        (_("Country"), [c.country_name or _("several countries") for c in cases]),
        (_("Way of working together"), [c.form_words for c in cases if c.form]),
        (_("Cost"), costs),
    )
    return [(h, [Count(k, n) for k, n in Counter(v).most_common()]) for h, v in groups if v]


def finding_of(cases: Sequence[PracticeEntry]) -> str:
    """The counts that matter most, as whole sentences."""
    if not cases:
        return _("No practice of the library is filed here yet.")
    return " ".join(
        (
            ngettext(
                "{count} practice of the library is about this or touches it.",
                "{count} practices of the library are about this or touch it.",
                len(cases),
            ).format(count=len(cases)),
            _compared(count_of(cases, lambda c: c.grade in COMPARED)),
            _wrong(count_of(cases, lambda c: c.went_wrong)),
        )
    )


def _compared(count: int) -> str:
    if not count:
        return _("None of them measured an effect against places or firms without it.")
    return ngettext(
        "{count} of them measured an effect against places or firms without it.",
        "{count} of them measured an effect against places or firms without it.",
        count,
    ).format(count=count)


def _wrong(count: int) -> str:
    if not count:
        return _("None of them is known to have failed, which may mean that failures go untold.")
    return ngettext("{count} went wrong.", "{count} went wrong.", count).format(count=count)
