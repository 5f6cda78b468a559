"""Chapter 5: do the parts of each node belong together?"""

from __future__ import annotations

import numpy as np

from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import (
    PHONE,
    findings_by_rule,
    fixed,
    grid,
    plain,
    several,
    share,
)
from territoria.documents.document import Block, Figure, Heading, Line, Paragraph, Table, text_of
from territoria.measure.audit.audit import NodeAudit
from territoria.measure.audit.levels import Pair
from territoria.pictures.correlation_map import Cell, Flag, correlation_map
from territoria.pictures.style import WIDTH

RULES = (
    "negative-inside",
    "negative-with-parent",
    "significant-negative-inside",
    "collinear-inside",
    "weak-with-parent",
    "closer-elsewhere",
    "few-territories",
)
DIMENSIONS = (
    "negative-loading",
    "weak-first-component",
    "several-components",
    "low-alpha",
    "high-alpha",
    "alpha-rises",
    "few-cases",
)
#: Nodes with a picture of their own; the others are in the table.
MOST_MAPS = 12
#: With more maps than this, phones scroll the wide ones: the file stays small.
MOST_SISTERS = 6
#: Nodes of so many children have a small map, which fits phone and page alike.
FEW = 5


def structure(subject: Subject) -> list[Block]:
    """Correlations, components and reliability of every node with two children or more."""
    few = bool(subject.of(["few-territories"]))
    where = " where there are enough territories to judge" if few else ""
    drawn = [n for n in subject.judged if 3 <= len(n.children) <= 20][:MOST_MAPS]
    return [
        Heading(1, "Do the parts belong together?", "5"),
        Paragraph(
            plain(
                "The children of a node should agree in the main, and not repeat each other. Where "
                "they run against each other the mean of the two says little about either."
            )
        ),
        Heading(2, "Correlations"),
        *findings_by_rule(subject.of(RULES), "No correlation breaks a rule."),
        *(
            _map(subject, node, f"C{number}", len(drawn) <= MOST_SISTERS)
            for number, node in enumerate(drawn, start=1)
        ),
        Heading(2, "One factor behind each node?"),
        Paragraph(
            plain(
                "The first component is the share of all differences that one common factor "
                "explains. Cronbach's α says how well the children agree as a group."
            )
        ),
        *findings_by_rule(
            subject.of(DIMENSIONS), f"No rule on components or reliability was broken{where}."
        ),
        _nodes(subject),
        _children(subject),
    ]


def _flag(subject: Subject, pair: Pair) -> Flag:
    limits = subject.audit.thresholds
    if pair.count < limits.territories:
        return ""
    if pair.coefficient > limits.collinear:
        return "high"
    significant = pair.coefficient < 0 and pair.p_value < limits.significant
    return "negative" if pair.coefficient < limits.negative or significant else ""


def _map(subject: Subject, node: NodeAudit, key: str, sister: bool) -> Figure:
    place = {row: n for n, row in enumerate(node.children)}
    pairs = [p for p in subject.audit.inside if p.first in place and p.second in place]
    cells = [
        Cell(place[p.first], place[p.second], p.coefficient, p.count, _flag(subject, p))
        for p in pairs
    ]
    names = [subject.title(row) for row in node.children]
    finding = _finding(subject, node, pairs)
    title = f"Correlations inside {subject.title(node.row)}"
    words, few = text_of(finding), len(names) <= FEW
    return Figure(
        key=key,
        picture=correlation_map(key, title, words, names, cells, width=PHONE if few else WIDTH),
        caption=finding,
        narrow=correlation_map(f"{key}n", title, words, names, cells, width=PHONE)
        if sister and not few
        else None,
        sure=plain(
            f"Pearson's r over {several(min((p.count for p in pairs), default=0), 'territory', 'territories')} "
            "or more."
        ),
    )


def _finding(subject: Subject, node: NodeAudit, pairs: list[Pair]) -> Line:
    values = [p.coefficient for p in pairs if np.isfinite(p.coefficient)]
    if not values:
        return plain(f"No correlation inside “{subject.title(node.row)}” can be computed.")
    flags = [_flag(subject, p) for p in pairs]
    high, negative = flags.count("high"), flags.count("negative")
    told = []
    if high:
        told.append(several(high, "pair is nearly the same", "pairs are nearly the same"))
    if negative:
        told.append(several(negative, "pair runs", "pairs run") + " against each other")
    return plain(
        f"Inside “{subject.title(node.row)}” correlations lie between {fixed(min(values))} and "
        f"{fixed(max(values))}; {', '.join(told) or 'no pair stands out'}."
    )


def _nodes(subject: Subject) -> Table:
    rows = []
    for node in subject.judged:
        found = node.components
        rows.append(
            (
                plain(subject.title(node.row)),
                plain(str(len(node.children))),
                plain("unknown" if found is None else str(found.territories)),
                plain("unknown" if found is None else share(float(found.shares[0]))),
                plain("unknown" if found is None else str(found.above_one)),
                plain(fixed(node.alpha)),
            )
        )
    return Table(
        caption=plain("First component and reliability of every node with two children or more."),
        header=("Node", "Children", "Complete territories", "First component", "Eigenvalues above 1", "Cronbach's α"),
        rows=tuple(rows),
        align="lrrrrr",
        wide=True,
        small=True,
    )  # fmt: skip


def _children(subject: Subject) -> Table:
    """Every indicator and node with its own node, with the whole, and among its siblings."""
    hierarchy, found = subject.hierarchy, subject.audit.pearson
    beside = _beside(subject)
    rows = []
    for row in range(len(hierarchy.names) - 1):
        parent = int(hierarchy.parents[row])
        loading, without = beside.get(row, ("", ""))
        rows.append(
            (
                subject.title(row),
                subject.title(parent),
                fixed(found.coefficient[row, parent]) if row in beside else "only child",
                fixed(found.coefficient[row, hierarchy.whole]),
                fixed(subject.audit.spearman.coefficient[row, hierarchy.whole]),
                loading,
                without,
            )
        )
    header = (
        "Indicator or node", "Its node", "r, node", "r, whole", "ρ, whole", "Loading", "α without",
    )  # fmt: skip
    caption = (
        "How every indicator and node goes with its own node and with the whole (r is Pearson's, "
        "ρ the rank correlation), its loading on the first component, and α of its siblings "
        "without it, where two or more are left."
    )
    return grid(caption, header, rows, "llrrrrr")


def _beside(subject: Subject) -> dict[int, tuple[str, str]]:
    """Row → its loading and α of its siblings without it, of nodes with two children or more."""
    told = {}
    for node in subject.judged:
        found = node.components
        for row, without in zip(node.children, node.alpha_without, strict=True):
            name = subject.hierarchy.names[row]
            known = found is not None and name in found.names
            loading = found.loadings[found.names.index(name), 0] if found and known else np.nan
            told[row] = (fixed(loading), fixed(float(without)) if len(node.children) > 2 else "")
    return told
