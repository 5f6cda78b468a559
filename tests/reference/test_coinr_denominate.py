"""Denominated figures equal those of COINr to nine digits."""

from dataclasses import replace

import numpy as np
from numpy.testing import assert_allclose

from territoria.measure.denominate import by_denominator


def test_seventeen_indicators_are_divided_by_area_energy_gdp_or_population(coinr):
    by = {r["iCode"]: r["Denominator"] for r in coinr.meta}
    divisor = np.ones((len(coinr.indicators), len(coinr.countries)))
    for row, indicator in enumerate(coinr.indicators):
        if by[indicator]:
            divisor[row] = coinr.table("data/ASEM_iData", [by[indicator]])[0]
    frame = replace(coinr.frame, denominators=divisor)
    divided, details = by_denominator(coinr.table("standard/Raw"), frame)
    assert_allclose(divided, coinr.table("standard/Denominated"), rtol=1e-9, atol=1e-12)
    assert int(details["denominated"].sum()) == 17
    assert int(details["without_denominator"].sum()) == 2
