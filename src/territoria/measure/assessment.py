"""An assessment: one framework on one release, scored with its ranges for every territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from territoria import content
from territoria.measure.frame import Floats
from territoria.measure.period_cut import cut_at
from territoria.measure.score import Scores, score
from territoria.measure.standard_error import standard_errors
from territoria.measure.tree import Tree, build_tree
from territoria.measure.uncertainty import Replications, replicate
from territoria.model import Framework, Indicator
from territoria.observations import Cut, Observations


@dataclass(frozen=True, eq=False)
class Assessment:
    """Scores, ranks and ranges of a universe of territories; everything is computed on demand.

    ``wanted``: the year up to which figures were taken; None: the last of the release.
    """

    tree: Tree
    observations: Observations
    cut: Cut
    wanted: int | None = None

    @property
    def framework(self) -> Framework:
        return self.tree.framework

    @cached_property
    def errors(self) -> Floats:
        """Standard error of every figure, ``(indicator, territory)``."""
        return standard_errors(self.observations, self.cut, self.framework.reference_year)

    @cached_property
    def scores(self) -> Scores:
        """The framework's own recipe."""
        return score(self.tree, self.cut)

    @cached_property
    def replications(self) -> Replications:
        """The recipe's reasonable variations."""
        return replicate(self.scores, self.errors)


def assess(
    framework: Framework,
    observations: Observations,
    indicators: Mapping[str, Indicator] | None = None,
    *,
    wanted: int | None = None,
) -> Assessment:
    """Open a framework on a release: its finest level, or countries (level 0).

    Figures are the latest up to the year ``wanted``, by default the last of the release. What the
    release does not hold is missing everywhere.
    """
    known = content.load_library().indicators if indicators is None else indicators
    tree = build_tree(framework, known)
    observations = observations.with_indicators(tree.needed)
    finest = max(t.level for t in observations.territories)
    level = 0 if framework.level == "country" else finest
    cut = cut_at(tree, observations, wanted, step=framework.recipe.period, level=level)
    return Assessment(tree=tree, observations=observations, cut=cut, wanted=wanted)


def score_with_uncertainty(
    framework: Framework | str | Path,
    table: Observations,
    *,
    runs: int | None = None,
    seed: int | None = None,
    indicators: Mapping[str, Indicator] | None = None,
) -> Assessment:
    """Scores with score and rank ranges of every territory of a release.

    ``runs`` and ``seed`` replace the framework's own. ``result.scores.of("A2")`` are scores,
    ``result.replications.rank_ranges("A2")`` the 5–95 % rank range.
    """
    text = framework if isinstance(framework, Framework) else content.load_framework(framework)
    changes = {k: v for k, v in (("runs", runs), ("seed", seed)) if v is not None}
    if changes:
        uncertainty = text.uncertainty.model_copy(update=changes)
        text = text.model_copy(update={"uncertainty": uncertainty})
    return assess(text, table, indicators)
