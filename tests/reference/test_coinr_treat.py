"""Treated figures, treated points and moments equal those of COINr to nine digits."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure import treat

CASES = {
    "treat/Denominated__default": ("standard/Denominated", {"limit": 5}),
    "treat/Denominated__winmax3": ("standard/Denominated", {"limit": 3}),
    "treat/Denominated__winmax1_logCTplus": (
        "standard/Denominated",
        {"limit": 1, "log": "log-ct-plus"},
    ),
    "standard/Treated": ("standard/Imputed", {"limit": 5}),
}
# the tables of details and points carry another name in the standard example
BESIDE = {
    name: ("standard/Treated_Dets_Table", "standard/Treated_Points")
    if name == "standard/Treated"
    else (f"{name}__Dets", f"{name}__Points")
    for name in CASES
}


@pytest.mark.parametrize("name", CASES)
def test_treated_figures_are_those_of_the_reference(coinr, name):
    source, parameters = CASES[name]
    treated, _ = treat.winsorise_then_log(coinr.table(source), coinr.frame, **parameters)
    assert_allclose(treated, coinr.table(name), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_every_treated_point_is_recorded_and_no_other(coinr, name):
    source, parameters = CASES[name]
    _, details = treat.winsorise_then_log(coinr.table(source), coinr.frame, **parameters)
    by_country = {r["uCode"]: r for r in coinr.rows(BESIDE[name][1])}
    marked = np.array([[by_country[c][i] != "" for c in coinr.countries] for i in coinr.indicators])
    assert (details["changed"] == marked).all()


@pytest.mark.parametrize("name", CASES)
def test_moments_passes_and_counts_are_those_of_the_reference(coinr, name):
    source, parameters = CASES[name]
    figures = coinr.table(source)
    details = {r["iCode"]: r for r in coinr.rows(BESIDE[name][0])}
    winsorised, winsor = treat.winsorise(figures, coinr.frame, limit=parameters["limit"])
    treated, _ = treat.winsorise_then_log(figures, coinr.frame, **parameters)
    before, after, final = (treat.skewness_and_kurtosis(x) for x in (figures, winsorised, treated))
    first, second, third = (treat.passes(x)[0] for x in (figures, winsorised, treated))
    points = winsor["changed"].sum(axis=-1)
    for n, indicator in enumerate(coinr.indicators):
        ours = [
            *([first[n], before[0][n], before[1][n]]),
            *([None] * 4 if first[n] else [points[n], second[n], after[0][n], after[1][n]]),
            *([None] * 3 if second[n] else [third[n], final[0][n], final[1][n]]),
        ]
        theirs = [_read(details[indicator][column]) for column in list(details[indicator])[1:]]
        assert ours[: len(theirs)] == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_each_indicator_may_have_a_treatment_of_its_own(coinr):
    """COINr's example: nothing for LPI and Services, one point or ln(x − min + 1) for Bord."""
    figures = coinr.table("standard/Imputed")
    ours, _ = treat.winsorise_then_log(figures, coinr.frame, limit=5)
    bord, _ = treat.winsorise_then_log(figures, coinr.frame, limit=1, log="log-ct-orig")
    for indicator, treated in (("LPI", figures), ("Services", figures), ("Bord", bord)):
        row = coinr.indicators.index(indicator)
        ours[row] = treated[row]
    assert_allclose(ours, coinr.table("treat/Imputed__indiv"), rtol=1e-9, atol=1e-12)


def _read(text):
    return {"": None, "TRUE": True, "FALSE": False}.get(text) if text in ("", "TRUE", "FALSE") else float(text)
