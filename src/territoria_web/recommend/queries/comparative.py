"""Comparative analysis: what was tried for a factor, where, at what cost, with what evidence.

The founding Blueprint laid 13 cities side by side; here every factor and dimension is laid across
all practices that are filed under it. Nothing is judged: structured fields are counted, and the
texts' own first sentences are quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.numerals import numeral, span
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure
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
from territoria_web.recommend.queries.practices import Claim, PracticeEntry, all_practices
from territoria_web.recommend.queries.wording import (
    COSTS,
    GRADE_ORDER,
    NOT_REPORTED,
    best_grade,
    said,
)
from territoria_web.territories.queries import territory_name

COMPARED = ("E3", "E4", "E5")  # the effect was held against places or firms without it
SMALL = ("S", "M")
CONTEXT_FIGURES = ("population", "gdp_per_head_pps", "population_density")
FEW = 3


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class RegionFigures:
    """The figures of a region that a case comes from, by indicator; what is missing is unknown."""

    code: str
    name: str
    key: str
    figures: dict[str, Figure]


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
    return [_coverage(node) for node in all_nodes().values() if cases_of(node)]


def _coverage(node: NodeEntry) -> Coverage:
    cases = cases_of(node)
    central = [c for c in cases if is_central(c, node)]
    return Coverage(
        node=node,
        central=len(central),
        touched=len(cases) - len(central),
        small=_count(cases, lambda c: c.population in SMALL),
        wrong=_count(cases, lambda c: c.went_wrong),
        compared=_count(cases, lambda c: c.grade in COMPARED),
        costed=_count(cases, lambda c: c.cost != "unknown"),
        grade=best_grade(c.grade for c in cases),
    )


def _count(cases: Sequence[PracticeEntry], holds: Callable[[PracticeEntry], bool]) -> int:
    return sum(map(holds, cases))


def laid_out(node: NodeEntry) -> Sequence[Case]:
    """The cases of a node with what their texts say under each heading."""
    return [_case(entry, node) for entry in cases_of(node)]


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
    claim = f"{best.outcome}: {best.claim}"
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
            _compared(_count(cases, lambda c: c.grade in COMPARED)),
            _wrong(_count(cases, lambda c: c.went_wrong)),
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


def gaps_in_evidence(cases: Sequence[PracticeEntry]) -> Sequence[str]:
    """What the cases leave open, as whole sentences; computed from the structured fields alone."""
    if not cases:
        return [_("Nothing is filed here, so nothing can be compared.")]
    said_gaps = [
        _no_comparison(cases),
        _no_cost(cases),
        _no_small_place(cases),
        _no_roles(cases),
        _unreported(cases),
        _unconfirmed(cases),
    ]
    return [gap for gap in said_gaps if gap]


def _no_comparison(cases: Sequence[PracticeEntry]) -> str:
    if any(c.grade in COMPARED for c in cases):
        return ""
    return _(
        "Nobody compared what happened with places or firms that did not do it. A first evaluation "
        "with a comparison group would be worth more than another description."
    )


def _no_cost(cases: Sequence[PracticeEntry]) -> str:
    whole = _count(cases, lambda c: c.cost == "known")
    if whole * 2 >= len(cases):
        return ""
    return _("A cost is given without reserve for {count} of {all} cases.").format(
        count=whole, all=len(cases)
    )


def _no_small_place(cases: Sequence[PracticeEntry]) -> str:
    small = _count(cases, lambda c: c.population in SMALL)
    if small >= FEW:
        return ""
    if not small:
        return _("No case comes from a place of under 250,000 people.")
    return ngettext(
        "Only {count} case comes from a place of under 250,000 people.",
        "Only {count} cases come from places of under 250,000 people.",
        small,
    ).format(count=small)


def _no_roles(cases: Sequence[PracticeEntry]) -> str:
    there = {r for c in cases for r in c.roles}
    roles = library().roles.values()
    absent = [said(r.short or r.title) for r in roles if r.id not in there]
    if not absent:
        return ""
    return _("Nobody of these is named among those who acted: {roles}.").format(
        roles=", ".join(absent)
    )


def _unreported(cases: Sequence[PracticeEntry]) -> str:
    open_ones = [(c.place, claim.outcome) for c in cases for claim in _open_claims(c)]
    if not open_ones:
        return ""
    named = "; ".join(f"{outcome} ({place})" for place, outcome in open_ones[:FEW])
    return _("Outcomes that no source reports: {count}, among them {examples}.").format(
        count=len(open_ones), examples=named
    )


def _open_claims(entry: PracticeEntry) -> list[Claim]:
    return [c for c in entry.claims if c.grade == NOT_REPORTED]


def _unconfirmed(cases: Sequence[PracticeEntry]) -> str:
    if any(c.contact and c.confirmed for c in cases):
        return ""
    return _("No case has been confirmed with its place yet; ask there before you rely on it.")


def region_figures(
    cases: Sequence[PracticeEntry], assessment: Assessment
) -> Sequence[RegionFigures]:
    """The structural figures of the regions that cases come from, by code; one query."""
    codes = {code for c in cases for code in c.territories}
    rows = (
        assessment.release.figures.filter(
            territory__code__in=codes, indicator__in=CONTEXT_FIGURES, territory__level=2
        )
        .select_related("territory")
        .order_by("territory__code")
    )
    found: dict[str, RegionFigures] = {}
    for row in rows:
        place = row.territory
        held = RegionFigures(place.code, territory_name(place), place.key, {})
        found.setdefault(place.code, held).figures[row.indicator] = row
    return list(found.values())


def indicator_said(indicator: str) -> tuple[str, str]:
    """An indicator's short name and its unit."""
    held = library().indicators[indicator]
    return said(held.short), said(held.unit_of_measure)


def figure_said(figure: Figure) -> str:
    """A figure as it is printed, with its range where it has one."""
    digits = library().indicators[figure.indicator].decimals
    value = numeral(figure.value, digits)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return value
    return f"{value} ({span(figure.low, figure.high, digits)})"
