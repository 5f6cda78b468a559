"""The statistical audit of a result: all statistics, correlations and tests in one value.

``audit(scores)`` computes; ``findings(audit)`` in ``findings.py`` judges. Source: Handbook (2008),
steps 3 to 7, and the audits of the Joint Research Centre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.audit.availability import Availability, availability
from territoria.measure.audit.correlations import Correlations, correlate
from territoria.measure.audit.dominance import Dominance, dominance
from territoria.measure.audit.drop_one import DropOne, drop_one
from territoria.measure.audit.effective import Influence, influence
from territoria.measure.audit.hierarchy import Hierarchy, hierarchy_of
from territoria.measure.audit.levels import (
    Elsewhere,
    Pair,
    closer_elsewhere,
    pairs_inside,
    pairs_upwards,
)
from territoria.measure.audit.outliers import Treatment, treatment_of
from territoria.measure.audit.principal_components import PrincipalComponents, principal_components
from territoria.measure.audit.reliability import alpha_without_each, cronbach_alpha
from territoria.measure.audit.size import SizeCheck, check_size
from territoria.measure.audit.statistics import Statistics, describe
from territoria.measure.audit.thresholds import Thresholds
from territoria.measure.frame import Floats
from territoria.measure.score import Scores
from territoria.measure.uncertainty import Replications


@dataclass(frozen=True, eq=False)
class NodeAudit:
    """Tests of one node's children. ``row`` indexes the hierarchy, ``children`` likewise.

    ``components`` is None where they cannot be computed. ``alpha`` and ``alpha_without[child]`` are
    NaN where undefined.
    """

    row: int
    children: tuple[int, ...]
    components: PrincipalComponents | None
    alpha: float
    alpha_without: Floats
    influence: Influence


@dataclass(frozen=True, eq=False)
class Audit:
    """Everything that an audit says of a result, as numbers.

    ``figures``: statistics of the published figures of the territories that the screen kept.
    ``availability``: of all territories. ``imputed``: share of each indicator's figures in the
    score that were imputed, ``[indicator]``. Correlations are those of ``hierarchy.values``, over
    all rows. ``influence``: of all indicators on the whole.
    ``size``, ``dominance`` and ``sensitivity`` are None where their inputs were not given.
    """

    scores: Scores
    thresholds: Thresholds
    hierarchy: Hierarchy
    figures: Statistics
    availability: Availability
    imputed: Floats
    treatment: Treatment
    pearson: Correlations
    spearman: Correlations
    inside: tuple[Pair, ...]
    upwards: tuple[Pair, ...]
    elsewhere: tuple[Elsewhere, ...]
    nodes: tuple[NodeAudit, ...]
    influence: Influence
    drop_one: DropOne
    size: SizeCheck | None
    dominance: Dominance | None
    sensitivity: object | None


def audit(
    scores: Scores,
    *,
    replications: Replications | None = None,
    sensitivity: object | None = None,
    thresholds: Thresholds | None = None,
    sizes: Mapping[str, Floats] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Audit:
    """Audit a result.

    ``sizes``: population, area … by name, ``[territory]``, to look for indicators that measure
    size. ``titles``: names of indicators for readers, by id. The scores may be those of any recipe:
    they carry it. MethodError where they do not follow from it.
    """
    limits = thresholds or Thresholds()
    hierarchy = hierarchy_of(scores, titles)
    published = np.where(scores.kept, scores.values, np.nan)
    names = hierarchy.names[: hierarchy.indicators]
    pearson = correlate(hierarchy.values, hierarchy.names)
    return Audit(
        scores=scores,
        thresholds=limits,
        hierarchy=hierarchy,
        figures=describe(published, names),
        availability=availability(scores.values, hierarchy.below, _groups(scores)),
        imputed=_imputed(published, scores.imputed),
        treatment=treatment_of(scores),
        pearson=pearson,
        spearman=correlate(hierarchy.values, hierarchy.names, kind="spearman"),
        inside=pairs_inside(hierarchy, pearson),
        upwards=pairs_upwards(hierarchy, pearson),
        elsewhere=closer_elsewhere(hierarchy, pearson, least=limits.territories),
        nodes=tuple(_node(hierarchy, row) for row in hierarchy.nodes),
        influence=influence(hierarchy, hierarchy.whole, indicators=True),
        drop_one=drop_one(scores, hierarchy),
        size=check_size(published, names, sizes) if sizes else None,
        dominance=None
        if replications is None
        else dominance(replications, hierarchy.names[-1], firm=limits.firm),
        sensitivity=sensitivity,
    )


def _node(hierarchy: Hierarchy, row: int) -> NodeAudit:
    children = hierarchy.children(row)
    values = hierarchy.values[children]
    return NodeAudit(
        row=row,
        children=tuple(int(n) for n in children),
        components=principal_components(values, tuple(hierarchy.names[n] for n in children)),
        alpha=cronbach_alpha(values),
        alpha_without=alpha_without_each(values),
        influence=influence(hierarchy, row),
    )


def _groups(scores: Scores) -> dict[str, tuple[str, ...]]:
    """The groupings of the territories with their labels; where each has its own, it is none."""
    countries = tuple(t.country for t in scores.cut.territories)
    found = {"country": countries, **scores.cut.groups}
    return {name: labels for name, labels in found.items() if len(set(labels)) < len(labels)}


def _imputed(published: Floats, imputed: Floats) -> Floats:
    """Share of each row's figures that nobody published; 0 where it has none."""
    used = np.isfinite(imputed)
    filled = used & ~np.isfinite(published)
    share: Floats = filled.sum(axis=-1) / np.maximum(used.sum(axis=-1), 1)
    return share
