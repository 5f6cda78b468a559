"""Treated figures, treated points and moments equal those of COINr to nine digits."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure import treat
from territoria.measure.steps import run_step

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
    """The reference also marks cells that have no figure; a missing figure is never treated."""
    source, parameters = CASES[name]
    figures = coinr.table(source)
    _, details = treat.winsorise_then_log(figures, coinr.frame, **parameters)
    by_country = {r["uCode"]: r for r in coinr.rows(BESIDE[name][1])}
    marked = np.array([[by_country[c][i] != "" for c in coinr.countries] for i in coinr.indicators])
    assert (details["changed"] == marked & np.isfinite(figures)).all()


@pytest.mark.parametrize("name", CASES)
def test_moments_passes_and_counts_are_those_of_the_reference(coinr, name):
    source, parameters = CASES[name]
    figures = coinr.table(source)
    winsorised, details = treat.winsorise(figures, coinr.frame, limit=parameters["limit"])
    logged, _ = treat.winsorise_then_log(figures, coinr.frame, **parameters)
    first, second, third = (_passed_skew_kurtosis(x) for x in (figures, winsorised, logged))
    points = details["changed"].sum(axis=-1)[:, None]
    # the reference stops at the first pass and leaves the rest of its row empty
    third[second[:, 0] == 1] = np.nan
    second = np.hstack([points, second])
    second[first[:, 0] == 1] = np.nan
    rows = {r["iCode"]: list(r.values())[1:] for r in coinr.rows(BESIDE[name][0])}
    theirs = np.array([[_number(cell) for cell in rows[i]] for i in coinr.indicators])
    ours = np.hstack([first, second, third])
    columns = theirs.shape[1]
    assert_allclose(ours[:, :columns], theirs, rtol=1e-9, atol=1e-12)
    assert np.isnan(ours[:, columns:]).all()


OWN = {
    "LPI": {"method": "none"},
    "Services": {"method": "none"},
    "Bord": {"method": "winsorise-then-log", "parameters": {"limit": 1, "log": "log-ct-orig"}},
}


def test_each_indicator_may_have_a_treatment_of_its_own(coinr):
    """COINr's example: nothing for LPI and Services, one point or ln(x − min + 1) for Bord."""
    tree = coinr.tree(coinr.framework(treat=OWN))
    figures = coinr.table("standard/Imputed")
    step = tree.framework.recipe.treat
    ours, details = run_step("treat", step, figures, tree.frame(coinr.territories), tree)
    assert_allclose(ours, coinr.table("treat/Imputed__indiv"), rtol=1e-9, atol=1e-12)
    points = {r["uCode"]: r for r in coinr.rows("treat/Imputed__indiv__Points")}
    dets = {r["iCode"]: r for r in coinr.rows("treat/Imputed__indiv__Dets")}
    treated = [part for part in details["by_rows"] if part["step"].method != "none"]
    assert {coinr.indicators[row] for part in treated for row in part["rows"]} == set(dets)
    for part in treated:
        for n, row in enumerate(part["rows"]):
            name = coinr.indicators[row]
            marked = [points[c][name] != "" for c in coinr.countries]
            assert part["changed"][n].tolist() == marked
            assert (
                str(bool(treat.passes(figures[[row]])[0][0])).upper()
                == (dets[name]["check_SkewKurt0.Pass"])
            )


def _passed_skew_kurtosis(rows):
    passed, _ = treat.passes(rows)
    return np.column_stack([passed, *treat.skewness_and_kurtosis(rows)])


def _number(cell):
    return float({"": "nan", "TRUE": "1", "FALSE": "0"}.get(cell, cell))
