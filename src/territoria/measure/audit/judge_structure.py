"""Findings on the structure: do the children of each node belong together, and to it?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from territoria.measure.audit.audit import Audit, NodeAudit
from territoria.measure.audit.finding import Finding, finding
from territoria.measure.audit.numerals import fixed, per_cent


def judge_structure(audit: Audit) -> Iterator[Finding]:
    """Findings on correlations, components, reliability and influence.

    What rests on fewer territories than ``Thresholds.territories`` is not judged: see
    ``judge_sample``.
    """
    yield from _inside(audit)
    yield from _upwards(audit)
    yield from _elsewhere(audit)
    for node in audit.nodes:
        if len(node.children) > 1:
            yield from _components(audit, node)
            yield from _reliability(audit, node)
            yield from _influence(audit, node)


def _inside(audit: Audit) -> Iterator[Finding]:
    limits, titles = audit.thresholds, audit.hierarchy.titles
    for pair in audit.inside:
        if pair.count < limits.territories:
            continue
        r, a, b = pair.coefficient, pair.first, pair.second
        node = titles[audit.hierarchy.parents[a]]
        both = f"“{titles[a]}” and “{titles[b]}” in “{node}” correlate at {fixed(r)}"
        if r > limits.collinear:
            text = f"{both}: they nearly repeat each other, and count twice."
            yield finding(audit, "collinear-inside", a, r, text, other=b)
        elif r < limits.negative:
            text = f"{both}: where one is high the other is low, and they cancel out in the score."
            yield finding(audit, "negative-inside", a, r, text, other=b)
        elif r < 0 and pair.p_value < limits.significant:
            text = f"{both} ({_p(pair.p_value)}): they tend to pull the score apart."
            yield finding(audit, "significant-negative-inside", a, pair.p_value, text, other=b)


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {fixed(value, 3)}"


def _upwards(audit: Audit) -> Iterator[Finding]:
    titles = audit.hierarchy.titles
    for pair in audit.upwards:
        r, row, above = pair.coefficient, pair.first, pair.second
        if pair.steps > 1 or pair.count < audit.thresholds.territories:
            continue
        words = f"“{titles[row]}” correlates at {fixed(r)} with “{titles[above]}”, its own node"
        if r < 0:
            text = f"{words}: a territory that improves here tends to score lower there."
            yield finding(audit, "negative-with-parent", row, r, text, other=above)
        elif r < audit.thresholds.weak:
            text = f"{words}: it hardly shows in that score."
            yield finding(audit, "weak-with-parent", row, r, text, other=above)


def _elsewhere(audit: Audit) -> Iterator[Finding]:
    titles, limits = audit.hierarchy.titles, audit.thresholds
    for case in audit.elsewhere:
        value = case.other_coefficient - case.own_coefficient
        if value <= limits.elsewhere or case.other_coefficient < limits.weak:
            continue
        text = (
            f"“{titles[case.row]}” follows “{titles[case.other]}” ({fixed(case.other_coefficient)}) "
            f"more closely than its own node “{titles[case.own]}” ({fixed(case.own_coefficient)}). "
            "Ask whether it stands in the right place."
        )
        yield finding(audit, "closer-elsewhere", case.row, value, text, other=case.other)


def _components(audit: Audit, node: NodeAudit) -> Iterator[Finding]:
    """Of nodes with three children or more: two children say no more than their correlation."""
    title, found, limits = audit.hierarchy.titles[node.row], node.components, audit.thresholds
    cases = np.isfinite(audit.hierarchy.values[list(node.children)]).all(axis=0).sum()
    enough = _fewest_in_common(audit, node) >= limits.territories
    if enough and cases < max(limits.cases * len(node.children), limits.territories):
        text = (
            f"“{title}” has {len(node.children)} children and {cases} territories with all of "
            "them: too few to rely on its correlations."
        )
        yield finding(audit, "few-cases", node.row, cases / len(node.children), text)
    if found is None or len(found.names) < 3 or found.territories < limits.territories:
        return
    share = float(found.shares[0])
    if share < limits.first_component:
        text = (
            f"One common factor explains {per_cent(share)} of what varies in “{title}”: its children "
            "measure more than one thing."
        )
        yield finding(audit, "weak-first-component", node.row, share, text)
    if found.above_one > 1:
        text = f"“{title}” holds {found.above_one} components with an eigenvalue above 1."
        yield finding(audit, "several-components", node.row, found.above_one, text)
    for name, loading in zip(found.names, found.loadings[:, 0], strict=True):
        if loading < 0:
            row = next(n for n in node.children if audit.hierarchy.names[n] == name)
            text = (
                f"“{audit.hierarchy.titles[row]}” points against the common direction of "
                f"“{title}” (loading {fixed(loading)}). Check its direction."
            )
            yield finding(audit, "negative-loading", row, loading, text, other=node.row)


def _fewest_in_common(audit: Audit, node: NodeAudit) -> int:
    """Territories that have both of two children, for the pair with the fewest."""
    rows = list(node.children)
    return int(audit.pearson.count[np.ix_(rows, rows)].min())


def _reliability(audit: Audit, node: NodeAudit) -> Iterator[Finding]:
    title, limits = audit.hierarchy.titles[node.row], audit.thresholds
    if _fewest_in_common(audit, node) < limits.territories:
        return
    if node.alpha < limits.alpha_low:
        text = f"The children of “{title}” agree little (Cronbach's α {fixed(node.alpha)})."
        yield finding(audit, "low-alpha", node.row, node.alpha, text)
    elif node.alpha > limits.alpha_high:
        text = f"The children of “{title}” say almost the same (Cronbach's α {fixed(node.alpha)})."
        yield finding(audit, "high-alpha", node.row, node.alpha, text)
    for row, alpha in zip(node.children, node.alpha_without, strict=True):
        if alpha > 0 and alpha - node.alpha > limits.alpha_gain:
            text = (
                f"Without “{audit.hierarchy.titles[row]}” the children of “{title}” would agree "
                f"better (α {fixed(alpha)} instead of {fixed(node.alpha)})."
            )
            yield finding(audit, "alpha-rises", row, alpha - node.alpha, text, other=node.row)


def _influence(audit: Audit, node: NodeAudit) -> Iterator[Finding]:
    found, most = node.influence, audit.thresholds.influence
    title = audit.hierarchy.titles[node.row]
    for n, row in enumerate(found.children):
        ratio = found.ratio[n]
        if ratio > most or ratio < 1 / most:
            text = (
                f"“{audit.hierarchy.titles[row]}” has {per_cent(found.nominal[n])} of the weight in "
                f"“{title}” and {per_cent(found.share[n])} of the influence on its score."
            )
            yield finding(audit, "weight-not-kept", int(row), ratio, text, other=node.row)
