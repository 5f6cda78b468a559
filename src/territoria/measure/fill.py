"""Fill: figures before they are compared, denominated, screened and imputed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats, Frame
from territoria.measure.methods import method
from territoria.measure.steps import apply, run_step
from territoria.measure.tree import Tree
from territoria.model import Recipe, Status
from territoria.observations import Cut


@dataclass(frozen=True)
class Filled:
    """Figures ``(indicator, territory)`` up to imputation. ``values``: denominated; ``published``:
    those that count in the coverage, of territories kept and neither imputed nor interpolated.
    """

    frame: Frame
    kept: Booleans
    values: Floats
    published: Floats
    imputed: Floats
    details: dict[str, dict[str, Any]] = field(default_factory=dict)


def fill(tree: Tree, cut: Cut, recipe: Recipe) -> Filled:
    """The first steps of a recipe. MethodError where nobody is kept, or a method refuses."""
    frame = tree.frame(cut.territories, cut.groups, cut.denominators)
    details: dict[str, dict[str, Any]] = {}
    raw, details["denominate"] = apply("denominate", recipe.denominate, cut.values, frame)
    function, parameters = method("screen", recipe.screen)
    kept, details["screen"] = function(raw, frame, **parameters)
    if not kept.any():
        raise MethodError(
            Problem("screen", "no territory has enough data to be kept.", "Lower the threshold.")
        )
    values = raw if kept.all() else np.where(kept, raw, np.nan)
    imputed, details["impute"] = run_step("impute", recipe.impute, values, frame, tree)
    if not kept.all():
        imputed = np.where(kept, imputed, np.nan)
    invented = cut.status == Status.IMPUTED
    published = np.where(invented, np.nan, values) if invented.any() else values
    return Filled(frame, kept, raw, published, imputed, details)
