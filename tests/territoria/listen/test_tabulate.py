from __future__ import annotations

import time
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from territoria.errors import DataError
from territoria.listen.answers import Answer, Panel, panel_of
from territoria.listen.tabulate import ROUNDING, quartiles, tabulate

T_90 = {1: 6.313751514675, 2: 2.919985580355, 3: 2.353363434802, 4: 2.131846786327}


def panel(**roles: list[int | None]) -> Panel:
    """One question; None: don't know."""
    return panel_of(
        Answer(f"{role}{n}", role, "q", level, "level" if level is not None else "dont_know")
        for role, levels in roles.items()
        for n, level in enumerate(levels)
    )


def test_the_score_is_the_mean_of_the_role_means_so_that_a_large_group_drowns_nobody():
    row = tabulate(panel(MAY=[4], SME=[0] * 9 + [None])).question("q")
    assert row.score == 50.0
    assert (row.n, row.dont_know, row.counts) == (10, 1, (9, 0, 0, 0, 1))
    assert [(r.role, r.n, r.mean) for r in row.roles] == [("MAY", 1, 100.0), ("SME", 9, 0.0)]


def test_the_standard_error_comes_from_the_spread_inside_the_roles():
    row = tabulate(panel(MAY=[2, 4], SME=[0, 1, 2])).question("q")
    # variances 1250 and 625 of one answer; means of 2 and 3 answers; two roles
    parts = (1250 / 2, 625 / 3)
    error = sqrt(sum(parts)) / 2
    assert row.standard_error == pytest.approx(error)
    free = sum(parts) ** 2 / (parts[0] ** 2 / 1 + parts[1] ** 2 / 2)
    assert 1 < free < 2
    assert row.score == 50.0
    half = error * stdtrit(free, 0.95)
    assert (row.low, row.high) == (pytest.approx(50 - half), pytest.approx(50 + half))


def test_the_range_is_cut_at_the_ends_of_the_scale():
    row = tabulate(panel(MAY=[0, 1])).question("q")
    assert (row.low, row.high) == (0.0, pytest.approx(12.5 + T_90[1] * 12.5))


def test_four_answers_of_one_role_have_the_range_of_the_book():
    row = tabulate(panel(MAY=[1, 2, 2, 3])).question("q")
    error = sqrt(1250 / 3 / 4)
    assert row.standard_error == pytest.approx(error)
    assert row.high == pytest.approx(50 + T_90[3] * error)
    assert row.low == pytest.approx(50 - T_90[3] * error)


def test_answers_that_are_all_equal_still_carry_the_doubt_of_a_level():
    row = tabulate(panel(MAY=[2, 2, 2, 2])).question("q")
    assert row.standard_error == pytest.approx(sqrt(ROUNDING / 4))


def test_a_role_with_one_answer_borrows_the_pooled_spread():
    row = tabulate(panel(MAY=[2], SME=[0, 4, 0, 4])).question("q")
    spread = 4 * 50**2 / 3
    assert row.standard_error == pytest.approx(sqrt(spread + spread / 4) / 2)


def test_roles_with_one_answer_each_take_the_spread_of_all_answers():
    row = tabulate(panel(MAY=[0], SME=[2], CIT=[4])).question("q")
    assert row.standard_error == pytest.approx(sqrt(3 * 2500) / 3)


def test_one_answer_alone_has_a_score_and_no_range():
    row = tabulate(panel(MAY=[3])).question("q")
    assert (row.score, row.standard_error, row.low, row.high) == (75.0, None, None, None)
    assert row.gap is None


def test_who_was_heard_completely_leaves_only_the_doubt_of_rounding_to_a_level():
    levels = panel(MAY=[1, 3], SME=[0, 4, 2])
    rounding = 25**2 / 12
    some = tabulate(levels, invited={"MAY": 4, "SME": 3}).question("q")
    spread = sqrt(1250 / 2 * (1 - 2 / 4) + rounding / 3) / 2  # SME: all three of three
    assert some.standard_error == pytest.approx(spread)
    whole = tabulate(levels, invited={"MAY": 2, "SME": 3}).question("q")
    assert whole.standard_error == pytest.approx(sqrt(rounding / 2 + rounding / 3) / 2)


def test_more_answers_than_invitations_make_no_finite_register():
    levels = panel(MAY=[1, 3, 2])
    assert tabulate(levels, invited={"MAY": 2}) == tabulate(levels)


def test_roles_more_than_one_and_a_half_levels_apart_should_talk():
    row = tabulate(panel(MAY=[4, 3], SME=[2], CIT=[1, 2], UNI=[2])).question("q")
    assert (row.gap, row.disagree) == (2.0, True)
    assert (row.highest, row.lowest) == (("MAY",), ("CIT",))
    level = tabulate(panel(MAY=[3, 4], SME=[2])).question("q")
    assert (level.gap, level.disagree) == (1.5, False)


def test_nobody_who_knows_leaves_the_score_unknown():
    row = tabulate(panel(MAY=[None, None])).question("q")
    assert (row.score, row.n, row.dont_know, row.roles[0].quartiles) == (None, 0, 2, None)


def test_a_survey_without_answers_has_questions_without_figures():
    row = tabulate(panel_of([], questions=("q",))).question("q")
    assert (row.n, row.score, row.low, row.roles) == (0, None, None, ())
    assert tabulate(panel_of([])).questions == ()


def test_weights_move_the_means_and_widen_the_range():
    levels = panel(MAY=[0, 4, 4, 0])
    plain = tabulate(levels).question("q")
    heavy = tabulate(levels, weights=[3.0, 1.0, 1.0, 3.0]).question("q")
    assert heavy.score == 25.0
    assert plain.score == 50.0
    assert heavy.counts == plain.counts
    assert tabulate(levels, weights=[2.0] * 4) == tabulate(levels)


@pytest.mark.parametrize("weights", [[1.0], [1.0, 0.0, 1.0, 1.0], [1.0, float("nan"), 1.0, 1.0]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(DataError, match="one positive number"):
        tabulate(panel(MAY=[0, 4, 4, 0]), weights=weights)


levels_of_roles = st.dictionaries(
    st.sampled_from(["MAY", "SME", "CIT"]),
    st.lists(st.none() | st.integers(0, 4), min_size=1, max_size=8),
    min_size=1,
)


@given(levels_of_roles)
def test_every_figure_lies_on_the_scale_and_the_range_holds_the_score(roles):
    row = tabulate(panel(**roles)).question("q")
    if row.score is None:
        assert row.n == 0
        return
    assert 0 <= row.score <= 100
    if row.low is not None:
        assert 0 <= row.low <= row.score <= row.high <= 100
    assert row.gap is None or 0 <= row.gap <= 4


@given(levels_of_roles)
def test_a_scale_turned_round_turns_the_score_round(roles):
    turned = {r: [None if x is None else 4 - x for x in xs] for r, xs in roles.items()}
    one, other = tabulate(panel(**roles)).question("q"), tabulate(panel(**turned)).question("q")
    if one.score is not None:
        assert one.score == pytest.approx(100 - other.score)
        assert one.gap == pytest.approx(other.gap) if one.gap is not None else other.gap is None


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_quartiles_are_those_of_numpy(levels):
    expected = np.quantile(np.array(levels) * 25.0, (0.25, 0.5, 0.75))
    assert quartiles(np.bincount(levels, minlength=5)) == pytest.approx(tuple(expected))


def test_five_hundred_respondents_and_twenty_questions_take_a_moment():
    rng = np.random.default_rng(1)
    big = Panel(
        tuple(map(str, range(500))),
        tuple("ABCDEFGHIJKL"),
        tuple(f"q{n}" for n in range(20)),
        rng.integers(0, 12, 500),
        rng.integers(-1, 7, (500, 20)).astype(np.int8),
    )
    tabulate(big)
    best = min(_seconds(big) for _ in range(5))
    assert best < 0.1  # 15 ms on the machine it was written on


def _seconds(big: Panel) -> float:
    begin = time.perf_counter()
    tabulate(big)
    return time.perf_counter() - begin
