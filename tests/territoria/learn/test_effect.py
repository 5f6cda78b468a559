from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.learn.effect import BESIDE, WANTED, PeersChange, real_effect
from territoria.model import Status
from territoria.track.effect import Aim, Figure
from territoria.track.pace import Band

AIM = Aim("Firms online", "%", 1, Figure("2024", 40.0), Band(60, 60, 2030))
CAUSE = re.compile(r"\b(because|caused|thanks to|due to|led to|effect of)\b", re.IGNORECASE)


def place(first: float, last: float) -> list[Figure]:
    return [Figure("2024", first), Figure("2025", 99.0), Figure("2027", last)]


PEERS = {"a": place(30, 31), "b": place(50, 52), "c": place(20, 23)}


def test_the_change_stands_beside_that_of_the_peers_over_the_same_years() -> None:
    found = real_effect(AIM, Figure("2027", 50.0), PEERS)
    assert found.change == 10
    assert found.peers == PeersChange(2.0, 1.0, 3.0, 3, 3)
    assert found.difference == 8
    assert (found.difference_low, found.difference_high) == (7, 9)
    assert (found.beside, found.wanted, found.share_of_wanted) == ("better", "part of the way", 0.5)
    assert found.sentence == (
        "Firms online: 40 % in 2024, 50 % in 2027, a change of +10 points. Over the same time "
        "3 similar places changed by +2 points (median; 90 % of them between +1 and +3 points)."
    )
    assert (found.grade, found.evidence) == (
        "E2",
        "The figure moved afterwards; this may be coincidence. "
        "The comparison with similar places describes; it does not show the cause.",
    )


def test_peers_without_both_years_are_left_out_and_too_few_are_no_comparison() -> None:
    some = {**PEERS, "d": [Figure("2024", 1.0)], "c": [Figure("2027", 5.0)]}
    found = real_effect(AIM, Figure("2027", 50.0), some)
    assert (found.peers, found.difference, found.beside) == (None, None, "cannot be told")
    assert found.sentence == "Firms online: 40 % in 2024, 50 % in 2027, a change of +10 points."
    assert found.evidence.endswith("There is no comparison with similar places.")
    more = real_effect(AIM, Figure("2027", 50.0), {**PEERS, "d": [Figure("2024", 1.0)]})
    assert more.peers is not None
    assert (more.peers.known, more.peers.of) == (3, 4)


def test_the_span_holds_at_least_nine_of_ten_peers() -> None:
    many = {str(n): place(10, 10 + n) for n in range(40)}
    found = real_effect(AIM, Figure("2027", 50.0), many).peers
    assert found == PeersChange(19.5, 1.0, 38.0, 40, 40)


def test_a_filled_figure_of_a_peer_does_not_count() -> None:
    filled = {**PEERS, "a": [Figure("2024", 1.0), Figure("2027", 2.0, Status.IMPUTED)]}
    assert real_effect(AIM, Figure("2027", 50.0), filled).peers is None


def test_a_wide_error_of_the_own_figure_widens_the_difference() -> None:
    unsure = real_effect(AIM, Figure("2027", 44.0, standard_error=3.0), PEERS)
    assert (unsure.beside, unsure.wanted) == ("like", "no change")
    assert unsure.low == pytest.approx(4 - 4.9346, abs=1e-4)
    assert unsure.evidence.startswith("The figure did not clearly move.")


@pytest.mark.parametrize(
    ("after", "beside", "wanted"),
    [(60, "better", "reached"), (42, "like", "part of the way"), (38, "worse", "moved away")],
)
def test_null_and_negative_results_count_fully(after: float, beside: str, wanted: str) -> None:
    found = real_effect(AIM, Figure("2027", after), PEERS)
    assert (found.beside, found.wanted, found.grade) == (beside, wanted, "E2")


def test_what_those_who_acted_counted_themselves_has_one_grade_less() -> None:
    found = real_effect(AIM, Figure("2027", 50.0), PEERS, counted_by_ourselves=True)
    assert (found.grade, found.evidence[:41]) == ("E1", "Described and counted by those who did it")


def test_lower_is_better_turns_the_words_round() -> None:
    aim = Aim("Days to a permit", "days", -1, Figure("2024", 40.0), Band(20, 25, 2028))
    found = real_effect(aim, Figure("2027", 30.0), PEERS)
    assert (found.beside, found.wanted) == ("better", "part of the way")
    assert found.share_of_wanted == pytest.approx(10 / 15)


def test_without_direction_or_target_nothing_is_judged() -> None:
    aim = Aim("Inhabitants", "", 0, Figure("2024", 40.0))
    found = real_effect(aim, Figure("2027", 50.0), PEERS)
    assert (found.beside, found.wanted) == ("cannot be told", "cannot be told")


def test_figures_that_are_missing_or_not_later_are_refused() -> None:
    with pytest.raises(DataError) as found:
        real_effect(Aim("x", baseline=None), Figure("2027", None), {})
    assert [p.where for p in found.value.problems] == ["baseline", "2027"]
    with pytest.raises(DataError, match="not later"):
        real_effect(AIM, Figure("2024", 41.0), PEERS)


values = st.floats(-1e5, 1e5)


@given(values, st.lists(st.tuples(values, values), max_size=6), st.booleans())
def test_no_word_claims_a_cause(after: float, peers: list[tuple[float, float]], ours: bool) -> None:
    held = {str(n): place(*pair) for n, pair in enumerate(peers)}
    found = real_effect(AIM, Figure("2027", after), held, counted_by_ourselves=ours)
    assert found.beside in BESIDE
    assert found.wanted in WANTED
    assert not CAUSE.search(f"{found.sentence} {found.evidence}")
    assert found.grade in ("E1", "E2")


@given(values, st.lists(st.tuples(values, values), min_size=3, max_size=6), values)
def test_a_shift_that_all_share_leaves_the_difference(
    after: float, peers: list[tuple[float, float]], shift: float
) -> None:
    plain, moved = (
        real_effect(
            AIM,
            Figure("2027", after + by),
            {str(n): place(a, b + by) for n, (a, b) in enumerate(peers)},
        ).difference
        for by in (0.0, shift)
    )
    assert plain is not None
    assert moved == pytest.approx(plain, abs=1e-6)
