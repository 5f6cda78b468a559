import numpy as np
import pytest
from numpy import nan

from territoria.measure.audit import Thresholds, audit
from territoria.measure.audit.judge_figures import judge_figures
from territoria.measure.score import score

RAMP = np.arange(10.0)


@pytest.fixture(scope="module")
def judged(small):
    def judge(rows, *, countries=None, sizes=None, thresholds=None, **recipe):
        names = [f"i{n}" for n in range(len(rows))]
        tree = small.tree({"A": names}, **recipe)
        result = score(tree, small.cut(tree, np.array(rows), countries=countries))
        found = judge_figures(audit(result, sizes=sizes, thresholds=thresholds))
        return {(f.rule, f.subject): f for f in found}

    return judge


def test_plain_figures_give_no_finding(judged):
    assert judged([RAMP, RAMP[::-1]]) == {}


def test_an_indicator_with_few_figures_is_named(judged):
    gaps = np.where(RAMP < 4, nan, RAMP)
    found = judged([RAMP, gaps], thresholds=Thresholds(missing_territory=0.0))
    assert list(found) == [("low-coverage-indicator", "i1")]
    one = found["low-coverage-indicator", "i1"]
    assert one.sentence == "“i1” has a figure for only 60 % of the territories."
    assert one.value == pytest.approx(0.6)


def test_imputed_figures_are_named(judged):
    gaps = np.where(RAMP < 3, nan, RAMP)
    limits = Thresholds(missing_territory=0.0)
    found = judged([RAMP, gaps], thresholds=limits, impute={"method": "mean"})
    sentence = found["much-imputed", "i1"].sentence
    assert sentence == "30 % of the figures of “i1” in the score were imputed."


def test_territories_with_few_figures_are_counted(judged):
    gaps = np.where(RAMP < 2, nan, RAMP)
    sentence = judged([RAMP, gaps])["low-coverage-territory", "overall"].sentence
    assert sentence == (
        "2 of 10 territories have figures for less than 65 % of the indicators. "
        "Place 0 has the fewest, 50 %."
    )


def test_territories_that_were_screened_out_are_counted(judged):
    gaps = np.where(RAMP < 1, nan, RAMP)
    found = judged([RAMP, gaps], screen={"method": "by-data"})
    sentence = "1 territory of 10 had too little data and took no part in the scores."
    assert found["screened-out", "overall"].sentence == sentence
    assert list(found) == [("screened-out", "overall")]


def test_a_country_without_any_figure_is_named(judged):
    gaps = np.where(RAMP < 3, nan, RAMP)
    countries = ["XX"] * 3 + ["YY"] * 7
    limits = Thresholds(missing_territory=0.0)
    found = judged([RAMP, gaps], countries=countries, thresholds=limits)
    sentence = "“i1” has no figure at all for 1 of 2 groups by country: XX."
    assert found["empty-group", "i1"].sentence == sentence


def test_a_grouping_with_one_territory_a_group_has_no_empty_group(judged):
    gaps = np.where(RAMP < 1, nan, RAMP)
    limits = Thresholds(missing_territory=0.0)
    assert judged([RAMP, gaps], countries=list("ABCDEFGHIJ"), thresholds=limits) == {}


def test_a_constant_many_zeros_and_one_value_are_named(judged):
    zeros, same = np.where(RAMP < 6, 0, RAMP), np.where(RAMP < 6, 5, RAMP)
    found = judged([RAMP, RAMP * 0 + 2, zeros, same])
    assert list(found) == [("no-spread", "i1"), ("many-zeros", "i2"), ("same-value", "i3")]
    assert found["many-zeros", "i2"].sentence == "60 % of the figures of “i2” are 0."
    sentence = "60 % of the territories have the same figure on “i3”."
    assert found["same-value", "i3"].sentence == sentence


def test_outliers_that_are_left_are_named(judged):
    skewed = np.where(RAMP == 9, 500, RAMP)
    one = judged([RAMP, skewed])["outliers-left", "i1"]
    assert one.value > 2
    assert one.sentence.startswith("“i1” has outliers in the figures that are scored (skewness 3.")


def test_what_treatment_did_is_told(judged):
    skewed = np.where(RAMP == 9, 500, RAMP)
    found = judged([RAMP, skewed], treat={"method": "winsorise"})
    assert list(found) == [("treated", "i1")]
    assert found["treated", "i1"].sentence == (
        "1 extreme figure of “i1” moved to the next one, so as not to decide the scale."
    )
    bent = {"method": "winsorise-then-log", "parameters": {"limit": 0}}
    found = judged([RAMP, skewed], treat=bent)
    assert found["treated", "i1"].sentence == (
        "“i1” counts on a bent scale, since to move its extreme figures was not enough."
    )


def test_an_indicator_that_follows_size_is_named(judged):
    turned = RAMP[[3, 8, 1, 6, 0, 9, 4, 2, 7, 5]]
    one = judged([RAMP, turned], sizes={"population": RAMP * 2})["follows-size", "i0"]
    assert one.sentence == (
        "“i0” correlates at 1.00 with population: it may measure size. "
        "Ask whether it should be divided by population."
    )


def test_a_single_figure_is_not_called_the_same_figure_everywhere(judged):
    gaps = np.where(RAMP > 0, nan, RAMP)
    found = judged([RAMP, gaps], thresholds=Thresholds(missing=0.0, missing_territory=0.0))
    sentence = "“i1” has a single figure and cannot tell territories apart."
    assert [f.sentence for f in found.values()] == [sentence]


def test_size_is_not_judged_over_four_territories(judged):
    four = np.array([3.0, 8, 1, 6])
    assert judged([four, four[::-1]], sizes={"population": four * 2}) == {}
