"""A structural space drawn again: other weights of its elements, figures within their errors.

The draws depend on the space alone, so every territory of a universe is compared in the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.compare.distance import Space
from territoria.measure.frame import Floats

STREAM = 7  # keeps these draws apart from others with the seed of the preset


@dataclass(frozen=True, eq=False)
class SpaceDraws:
    """``weights[draw, element]``; ``points[draw, variable, member]``, one draw for all where the
    figures have no errors.
    """

    weights: Floats
    points: Floats


def draw_space(space: Space, errors: Floats | None = None) -> SpaceDraws:
    """Draw a space as often as its preset asks.

    Weights follow a Dirichlet distribution. ``errors``: standard error of the space's variables for
    all territories of its cut.
    """
    preset, weights = space.preset, space.element_weights
    random = np.random.default_rng(np.random.SeedSequence((preset.seed, STREAM)))
    alive = weights > 0
    drawn = np.zeros((preset.draws, len(weights)))
    drawn[:, alive] = random.dirichlet(preset.alpha * weights[alive], size=preset.draws)
    if errors is None:
        return SpaceDraws(drawn, space.points[None])
    figures = np.ix_([space.cut.indicators.index(v) for v in space.variables], space.members)
    raw, spread = space.cut.values[figures], np.nan_to_num(errors[figures])
    noise = random.standard_normal((preset.draws, *raw.shape))
    return SpaceDraws(drawn, space.place(raw + noise * spread))
