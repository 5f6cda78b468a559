"""How far a figure may be off when its publisher does not say.

Desk edition, rule 3: √(r² + (s·√a)²), with r half the last printed digit ÷ √3 (a uniform rounding
error), s the scaled median absolute deviation of the indicator's yearly changes in this territory
(of all territories where it has fewer than four periods), and a the years between the figure and
the reference year. Doubled for inherited values, for values estimated between versions of codes,
and for the flags *break* and *low reliability*.
"""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats
from territoria.measure.medians import median_of_present
from territoria.model import Status
from territoria.observations import Cut, Observations

MAD_TO_SD = 1.4826
PERIODS_FOR_OWN_SPREAD = 4


def standard_errors(observations: Observations, cut: Cut, reference_year: int) -> Floats:
    """Standard error of every figure of a cut, ``(indicator, territory)``, NaN where missing.

    A standard error that came with the data is kept (and doubled where the figure is doubtful).
    """
    rows = {t.key: n for n, t in enumerate(observations.territories)}
    places = np.array([rows[t.key] for t in cut.territories], dtype=np.intp)
    columns = np.array([observations.indicator_index(i) for i in cut.indicators], dtype=np.intp)
    panel = observations.values[:, places][:, :, columns].transpose(2, 1, 0)
    years = np.array(observations.periods, dtype=float)
    rounding = np.array([observations.precision.get(i, 0.0) for i in cut.indicators])
    rounding = rounding[:, None] / 2 / np.sqrt(3)
    age = np.maximum(reference_year - cut.period, 0)
    spread = np.stack([yearly_spread(series, years) for series in panel])
    errors = np.sqrt(rounding**2 + spread**2 * age)
    carried = np.isin(cut.status, (Status.INHERITED, Status.ESTIMATED))
    doubled = carried | cut.doubtful
    if cut.standard_error is not None:
        errors = np.where(np.isfinite(cut.standard_error), cut.standard_error, errors)
    errors = np.where(doubled, 2 * errors, errors)
    out: Floats = np.where(np.isfinite(cut.values), errors, np.nan)
    return out


def yearly_spread(series: Floats, years: Floats) -> Floats:
    """Scaled median absolute deviation of yearly changes, one number per row of ``series``.

    ``series[territory, period]`` with NaN where missing. A change over a gap of several years is
    divided by their number. Rows with fewer than four periods take that of all rows together;
    where nobody has two periods it is 0.
    """
    changes = _yearly_changes(series, years)
    pooled = _scaled_mad(changes.reshape(1, -1))[0]
    own = _scaled_mad(changes)
    enough = np.isfinite(series).sum(axis=-1) >= PERIODS_FOR_OWN_SPREAD
    return np.where(enough, own, pooled)


def _yearly_changes(series: Floats, years: Floats) -> Floats:
    """Change per year since the figure before, one column a period; NaN where there is none."""
    known = np.isfinite(series)
    position = np.where(known, np.arange(series.shape[-1]), -1)
    seen = np.maximum.accumulate(position, axis=-1)
    before = np.concatenate([np.full((*seen.shape[:-1], 1), -1), seen[..., :-1]], axis=-1)
    there = known & (before >= 0)
    earlier = np.take_along_axis(series, np.maximum(before, 0), axis=-1)
    span = years - years[np.maximum(before, 0)]
    changes: Floats = np.full(series.shape, np.nan)
    np.divide(series - earlier, span, out=changes, where=there)
    return changes


def _scaled_mad(changes: Floats) -> Floats:
    """Scaled median absolute deviation of each row; 0 where a row is empty."""
    centre = median_of_present(changes)
    return np.nan_to_num(MAD_TO_SD * median_of_present(np.abs(changes - centre[..., None])))
