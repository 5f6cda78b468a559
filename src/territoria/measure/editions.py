"""All editions with one method version: what each would have said, had it been made that way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria import content
from territoria.measure.frame import Floats
from territoria.measure.period_cut import cut_at
from territoria.measure.ranks import TOLERANCE
from territoria.measure.score import Scores, score
from territoria.measure.tree import OVERALL, build_tree
from territoria.model import Framework, Indicator, Recipe
from territoria.observations import Observations


@dataclass(frozen=True)
class Edition:
    """One edition as it was made and as it would be. Arrays are ``(node, territory)``."""

    name: str
    old: Scores
    new: Scores

    @property
    def difference(self) -> Floats:
        """New − old score; NaN unless both are there."""
        moved: Floats = self.new.scores - self.old.scores
        return moved

    @property
    def rank_difference(self) -> Floats:
        """Places won by the new way (above 0: better)."""
        won: Floats = self.old.ranks - self.new.ranks
        return won

    def sentence(self, node: str = OVERALL) -> str:
        """How far the two ways differ in one node, in words."""
        row = self.old.tree.index(node)
        moved, places = self.difference[row], np.abs(self.rank_difference[row])
        both = np.isfinite(moved)
        if not both.any():
            return f"{self.name}: no territory has both scores in {node}."
        changed = int((np.abs(moved[both]) > TOLERANCE).sum())
        return (
            f"{self.name}: {changed} of {int(both.sum())} scores in {node} change, "
            f"by up to {np.abs(moved[both]).max():.3g}; ranks by up to "
            f"{int(np.nanmax(places))} places."
        )


def recompute_editions(
    editions: Mapping[str, tuple[Framework, Observations]],
    recipe: Recipe,
    *,
    indicators: Mapping[str, Indicator] | None = None,
    wanted: int | None = None,
    level: int | None = None,
) -> dict[str, Edition]:
    """Every edition with its own recipe and with ``recipe``, on its own figures and territories.

    ``wanted``: the year that figures are to stand for; default the last of each release.
    ``indicators``: as in ``build_tree``, default the library's. Errors of a method carry through:
    no edition is left out in silence.
    """
    known = content.load_library().indicators if indicators is None else indicators
    found = {}
    for name, (framework, observations) in editions.items():
        passes = []
        for chosen in (framework.recipe, recipe):
            text = framework.model_copy(update={"recipe": chosen})
            tree = build_tree(text, known)
            cut = cut_at(tree, observations, wanted, step=chosen.period, level=level)
            passes.append(score(tree, cut))
        found[name] = Edition(name, *passes)
    return found
