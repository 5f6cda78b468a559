"""Does an indicator measure size? Correlations with population, area, output …

An indicator that follows such a variable closely may need to be divided by it.
Source: Handbook (2008), step 5 (scale effects); the threshold 0.6 is the reference's default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.audit.correlations import Kind, correlate
from territoria.measure.frame import Floats, Integers


@dataclass(frozen=True, eq=False)
class SizeCheck:
    """Correlations of figures with size variables, ``(row, size)``.

    ``count``: territories that have both.
    """

    names: tuple[str, ...]
    sizes: tuple[str, ...]
    coefficient: Floats
    p_value: Floats
    count: Integers


def check_size(
    rows: Floats, names: tuple[str, ...], sizes: Mapping[str, Floats], *, kind: Kind = "pearson"
) -> SizeCheck:
    """Correlate ``rows[row, territory]`` with each size variable, ``[territory]``."""
    count = len(rows)
    found = correlate(np.vstack([rows, *sizes.values()]), kind=kind)
    return SizeCheck(
        names=names,
        sizes=tuple(sizes),
        coefficient=found.coefficient[:count, count:],
        p_value=found.p_value[:count, count:],
        count=found.count[:count, count:],
    )
