"""One figure per indicator and territory, found in the panel by a named method of ``period``.

``Observations.latest`` is the special case of ``latest`` without a maximum age. An interpolated
figure has the status *imputed*: it may count in a score and never in the coverage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from territoria.measure.frame import Floats, Integers
from territoria.measure.methods import method
from territoria.measure.period import Found
from territoria.measure.tree import Tree
from territoria.model import Status, Step, Territory
from territoria.observations import Cut, Observations

LATEST = Step(method="latest")


def cut_at(
    tree: Tree,
    observations: Observations,
    wanted: int | None = None,
    *,
    step: Step = LATEST,
    level: int | None = None,
    territories: Sequence[Territory] | None = None,
) -> Cut:
    """The figures that stand for the year ``wanted`` (None: the last of the release).

    ``step``: a method of ``territoria.measure.period`` with its parameters. ``territories``: whom
    to cut for; default those of ``level``, default the finest. Denominators are found in the same
    way. MethodError where the method is not known, DataError where an indicator is not.
    """
    chosen = _of_level(observations, level) if territories is None else tuple(territories)
    place = {t.key: n for n, t in enumerate(observations.territories)}
    rows = np.array([place[t.key] for t in chosen], dtype=np.intp)
    year = observations.periods[-1] if wanted is None else wanted
    reader = _Reader(observations, rows, year, _finder(step))
    found = reader.find(tree.indicators)
    invented = found.interpolated

    def pick(source: NDArray[Any], empty: Any) -> NDArray[Any]:
        block = reader.panel(source, tree.indicators)
        picked = np.take_along_axis(block, found.row[None], axis=0)[0]
        kept: NDArray[Any] = np.where(np.isfinite(found.values), picked, empty)
        return kept

    status = np.where(invented, Status.IMPUTED, pick(observations.status, Status.MISSING))
    errors = observations.standard_error
    return Cut(
        territories=chosen,
        indicators=tree.indicators,
        values=np.ascontiguousarray(found.values),
        period=found.period,
        status=status.astype(np.uint8),
        doubtful=pick(observations.doubtful, False),
        standard_error=None if errors is None else np.where(invented, np.nan, pick(errors, np.nan)),
        groups={n: tuple(labels[r] for r in rows) for n, labels in observations.groups.items()},
        denominators=_denominators(tree, reader),
    )


@dataclass(frozen=True)
class _Reader:
    """Figures of some territories (``rows``) for one year, by one method."""

    observations: Observations
    rows: Integers
    year: int
    method: Callable[..., Found]

    def panel(self, source: NDArray[Any], names: Sequence[str]) -> NDArray[Any]:
        """``[period, indicator, territory]`` of some indicators."""
        columns = np.array([self.observations.indicator_index(n) for n in names], dtype=np.intp)
        every = np.arange(len(self.observations.periods))
        block: NDArray[Any] = source[np.ix_(every, self.rows, columns)].transpose(0, 2, 1)
        return block

    def find(self, names: Sequence[str]) -> Found:
        """The figures that stand for the year, ``(indicator, territory)``."""
        panel = self.panel(self.observations.values, names)
        return self.method(panel, self.observations.periods, self.year)


def _of_level(observations: Observations, level: int | None) -> tuple[Territory, ...]:
    finest = max(t.level for t in observations.territories)
    wanted = finest if level is None else level
    return tuple(t for t in observations.territories if t.level == wanted)


def _finder(step: Step) -> Callable[..., Found]:
    """The method of a step with its parameters bound."""
    function, parameters = method("period", step)
    return partial(function, **parameters)


def _denominators(tree: Tree, reader: _Reader) -> Floats | None:
    """What each figure is divided by, the scale factor in it; 1 in the rows of indicators that are
    not divided, None where none is.
    """
    named = [n for n, b in enumerate(tree.bindings) if b.denominator is not None]
    if not named:
        return None
    values = reader.find([str(tree.bindings[n].denominator) for n in named]).values
    by = np.ones((len(tree.bindings), values.shape[1]))
    by[named] = values / np.array([[tree.bindings[n].scale_factor] for n in named])
    return by
