from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_array_equal

from places import diagnosis
from territoria.compare.gaps import among, indicator_gap, node_gap, sound_in_draws, unknown_gap

FIVE = (10.0, 20.0, 30.0, 40.0, 50.0)  # median 30, quartiles 20 and 40, middle half 20

percents = st.integers(0, 400).map(lambda n: n / 4)
levels = st.lists(percents, min_size=1, max_size=8)
steps = st.integers(1, 200).map(lambda n: n / 4)
directions = st.sampled_from([1, -1])


def _arrays(value, peers, mine, universe, chosen):
    """Peers, own draws and those of the peers; without draws each of ten is the figures."""
    peers = np.array(peers, dtype=float)
    own = np.full(10, value) if mine is None else np.array(mine, dtype=float)
    others = np.tile(peers, (len(own), 1)) if universe is None else np.array(universe, dtype=float)
    picked = np.ones(others.shape, dtype=bool) if chosen is None else np.array(chosen)
    return peers, own, among(others, picked)


def _figure(value, peers=FIVE, *, direction=1.0, mine=None, universe=None, chosen=None):
    """The gap of a figure."""
    arrays = _arrays(value, peers, mine, universe, chosen)
    return indicator_gap("any", value, direction, *arrays)


def _score(value, peers=FIVE, *, mine=None, universe=None, chosen=None):
    """The gap of a score."""
    return node_gap("A1", value, *_arrays(value, peers, mine, universe, chosen))


def _both(*args, **draws):
    return _figure(*args, **draws), _score(*args, **draws)


def _of_ten(below):
    """Own draws of which so many of ten lie below the peers' quartile of 40."""
    return [39.0] * below + [41.0] * (10 - below)


# ── size ──────────────────────────────────────────────────────────────────────────────────────


def test_the_gap_of_a_figure_worked_by_hand():
    """From 10 to the quartile 40, in spreads of 20: one and a half."""
    gap = _figure(10.0)
    assert (gap.node, gap.value, gap.target, gap.size) == ("any", 10.0, 40.0, 1.5)
    assert (gap.peer_median, gap.peer_low, gap.peer_high) == (30.0, 20.0, 40.0)
    assert (gap.low, gap.high, gap.chance, gap.better) == (1.5, 1.5, 1.0, 0.0)
    assert (gap.raw, gap.peers_known, gap.firm) == (False, 5, True)
    assert (gap.kind(), gap.word) == ("act", "below")
    assert gap.draws.tolist() == [1.5] * 10


def test_where_lower_is_better_the_gap_runs_downwards_and_is_told_in_its_own_figures():
    """From 50 down to 20; peers 10, 20, 40, 80, 90 show which end is which."""
    gap = _figure(50.0, direction=-1.0)
    assert (gap.value, gap.target, gap.size, gap.chance, gap.better) == (50.0, 20.0, 1.5, 1.0, 0.0)
    skewed = _figure(100.0, (10.0, 20.0, 40.0, 80.0, 90.0), direction=-1.0)
    assert (skewed.peer_median, skewed.peer_low, skewed.peer_high) == (40.0, 20.0, 80.0)
    assert (skewed.target, skewed.size) == (20.0, 80 / 60)


def test_the_gap_of_a_score_worked_by_hand():
    gap = _score(10.0)
    assert (gap.node, gap.value, gap.target, gap.size) == ("A1", 10.0, 40.0, 1.5)
    assert (gap.peer_median, gap.peer_low, gap.peer_high) == (30.0, 20.0, 40.0)
    assert (gap.low, gap.high, gap.chance, gap.better, gap.raw) == (1.5, 1.5, 1.0, 0.0, False)


def test_whoever_is_beyond_the_quartile_has_a_negative_gap():
    for gap in _both(45.0):
        assert (gap.target, gap.size, gap.chance, gap.kind()) == (40.0, -0.25, 0.0, "keep")


def test_where_peers_do_not_differ_the_gap_is_in_raw_units_and_marked():
    for gap in _both(23.0, (30.0,) * 4):
        assert (gap.size, gap.low, gap.high, gap.raw) == (7.0, 7.0, 7.0, True)


def test_peers_without_a_figure_do_not_count():
    for gap in _both(10.0, (*FIVE, nan, nan)):
        assert (gap.size, gap.peers_known, gap.chance) == (1.5, 5, 1.0)


@given(percents, levels)
def test_mirrored_figures_have_the_same_gap(value, peers):
    """Lower is better, and 100 - x for every x."""
    rising = _figure(value, peers)
    falling = _figure(100 - value, [100 - p for p in peers], direction=-1.0)
    assert (falling.size, falling.chance, falling.better) == (
        rising.size,
        rising.chance,
        rising.better,
    )
    assert (falling.target, falling.peer_median) == (100 - rising.target, 100 - rising.peer_median)
    assert (falling.peer_low, falling.peer_high) == (100 - rising.peer_high, 100 - rising.peer_low)


# ── monotonic ─────────────────────────────────────────────────────────────────────────────────


@given(percents, steps, levels, directions)
def test_a_worse_figure_has_a_larger_gap(value, step, peers, direction):
    better = _figure(value, peers, direction=direction)
    worse = _figure(value - direction * step, peers, direction=direction)
    assert worse.size > better.size
    assert worse.chance >= better.chance
    assert worse.better <= better.better


@given(percents, steps, levels)
def test_a_worse_score_has_a_larger_gap(value, step, peers):
    better, worse = _score(value, peers), _score(value - step, peers)
    assert worse.size > better.size
    assert worse.chance >= better.chance
    assert worse.better <= better.better


# ── chance, range, classes, words ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("below", "chance", "firm", "kind"),
    [
        (0, 0.0, False, "keep"),
        (3, 0.3, False, "keep"),
        (4, 0.4, False, "cannot-tell"),
        (5, 0.5, False, "cannot-tell"),
        (6, 0.6, True, "act"),
        (10, 1.0, True, "act"),
    ],
)
def test_the_class_at_its_borders(below, chance, firm, kind):
    for gap in _both(30.0, mine=_of_ten(below)):
        assert (gap.chance, gap.firm, gap.kind()) == (chance, firm, kind)


@pytest.mark.parametrize(
    ("chance", "kind"),
    [
        (0.0, "keep"),
        (0.399, "keep"),
        (0.4, "cannot-tell"),
        (0.599, "cannot-tell"),
        (0.6, "act"),
        (None, "cannot-tell"),
    ],
)
def test_the_class_between_its_borders(chance, kind):
    assert replace(_score(30.0), chance=chance).kind() == kind


@pytest.mark.parametrize(
    ("chance", "kind"), [(0.3, "keep"), (0.5, "cannot-tell"), (0.6, "unblock"), (1.0, "unblock")]
)
def test_something_in_the_way_matters_only_where_the_gap_is_firm(chance, kind):
    assert replace(_score(30.0), chance=chance).kind(blocked=True) == kind


@pytest.mark.parametrize(
    ("better", "word"),
    [
        (0.0, "below"),
        (0.199, "below"),
        (0.2, "level"),
        (0.5, "level"),
        (0.8, "level"),
        (0.801, "above"),
        (1.0, "above"),
        (None, "unknown"),
    ],
)
def test_the_word_against_the_peers_has_a_dead_band(better, word):
    assert replace(_score(30.0), better=better).word == word


@pytest.mark.parametrize(
    ("above", "word"), [(1, "below"), (2, "level"), (8, "level"), (9, "above")]
)
def test_the_dead_band_at_its_borders_in_draws(above, word):
    """So many of ten draws lie above the peers' median of 30."""
    mine = [31.0] * above + [29.0] * (10 - above)
    found = [(gap.better, gap.word) for gap in _both(30.0, mine=mine)]
    assert found == [(above / 10, word)] * 2


def test_whoever_always_ties_with_the_peers_median_is_level():
    assert [(gap.better, gap.word) for gap in _both(30.0)] == [(0.5, "level")] * 2


def test_where_lower_is_better_a_lower_figure_is_above_the_peers():
    assert _figure(10.0, direction=-1.0).word == "above"
    assert _figure(50.0, direction=-1.0).word == "below"


def test_word_and_class_answer_two_questions_and_may_differ():
    """At 35, better than the median of 30 and short of the quartile of 40."""
    assert [(gap.word, gap.kind()) for gap in _both(35.0)] == [("above", "act")] * 2


def test_standing_exactly_at_the_quartile_is_no_gap():
    for gap in _both(40.0):
        assert (gap.size, gap.chance, gap.kind()) == (0.0, 0.0, "keep")


@given(st.lists(percents, min_size=10, max_size=10), percents, levels, directions)
def test_the_range_is_that_of_the_draws_widened_to_hold_the_gap(mine, value, peers, direction):
    for gap in (
        _figure(value, peers, mine=mine, direction=direction),
        _score(value, peers, mine=mine),
    ):
        low, high = np.percentile(gap.draws, [5, 95])
        assert gap.low == pytest.approx(min(low, gap.size))
        assert gap.high == pytest.approx(max(high, gap.size))


# ── who the peers are differs from draw to draw ───────────────────────────────────────────────


def test_the_figures_of_the_peers_of_each_draw():
    universe = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    chosen = np.array([[True, False, True], [False, True, False]])
    assert_array_equal(among(universe, chosen), [[1.0, 3.0], [5.0, nan]])
    assert_array_equal(
        among(np.stack([universe, 10 * universe]), chosen),
        [[[1.0, 3.0], [5.0, nan]], [[10.0, 30.0], [50.0, nan]]],
    )


def test_where_there_are_fewer_draws_than_draws_of_the_peers_they_begin_again():
    universe = np.array([[1.0, 2.0], [3.0, 4.0]])
    chosen = np.ones((3, 2), dtype=bool)
    assert_array_equal(among(universe, chosen), [[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]])


def test_each_draw_is_measured_against_its_own_peers():
    """Figures 0 … 40; the first draw has the peers at 30 and 40, the second those at 0 and 10."""
    draws = {
        "mine": [20.0, 20.0],
        "universe": [[0.0, 10.0, 20.0, 30.0, 40.0]] * 2,
        "chosen": [[False, False, False, True, True], [True, True, False, False, False]],
    }
    for gap in _both(20.0, **draws):
        assert gap.draws.tolist() == [(37.5 - 20) / 20, (7.5 - 20) / 20]
        assert (gap.chance, gap.better) == (0.5, 0.5)


def test_a_draw_whose_peers_have_no_figure_says_nothing():
    """It counts neither as a gap nor as none: three draws of four are known, and all show a gap."""
    draws = {
        "mine": [20.0] * 4,
        "universe": [[30.0, nan]] * 4,
        "chosen": [[True, False]] * 3 + [[False, True]],
    }
    for gap in _both(20.0, (30.0, nan), **draws):
        assert_array_equal(gap.draws, [10.0, 10.0, 10.0, nan])
        assert (gap.low, gap.size, gap.high) == (10.0, 10.0, 10.0)
        assert (gap.chance, gap.better) == (1.0, 0.0)


def test_the_peers_of_a_draw_are_the_sound_ones_among_its_nearest():
    """Places 0 to 4, of which 0 to 3 are firm or likely; the last is only near now and then."""
    inclusion = np.array([[1, 1, 1, 0, 1], [1, 1, 1, 1, 0]], dtype=bool)
    assert_array_equal(
        sound_in_draws(inclusion, [0, 1, 2, 3]),
        np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]], dtype=bool),
    )


def test_where_a_draw_has_fewer_than_three_sound_peers_all_sound_ones_stand_in():
    inclusion = np.array([[1, 1, 0, 0, 1], [0, 0, 0, 0, 1], [0, 1, 1, 1, 1]], dtype=bool)
    assert_array_equal(
        sound_in_draws(inclusion, [0, 1, 2, 3]),
        np.array([[1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [0, 1, 1, 1, 0]], dtype=bool),
    )


def test_drawing_the_peers_leaves_the_draws_as_they_were():
    inclusion = np.array([[1, 0, 0]], dtype=bool)
    sound_in_draws(inclusion, [0, 1])
    assert inclusion.tolist() == [[True, False, False]]


# ── unknown ───────────────────────────────────────────────────────────────────────────────────


def test_unknown_stays_unknown():
    gap = unknown_gap("A1.3", 4)
    numbers = (
        gap.value, gap.peer_median, gap.peer_low, gap.peer_high, gap.target, gap.size, gap.low,
        gap.high, gap.chance, gap.better,
    )  # fmt: skip
    assert numbers == (None,) * 10
    assert_array_equal(gap.draws, [nan] * 4)
    assert (gap.node, gap.peers_known, gap.firm, gap.raw) == ("A1.3", 0, False, False)
    assert (gap.word, gap.kind(), gap.kind(blocked=True)) == ("unknown",) + ("cannot-tell",) * 2


def test_missing_is_not_fifty_fifty():
    """Both are *can't tell*, but an even chance has a size and a word, and missing has neither."""
    even = _score(30.0, mine=[39.0, 41.0] * 5)
    missing = unknown_gap("A1", 10)
    assert (even.chance, missing.chance) == (0.5, None)
    assert (even.size, missing.size) == (0.5, None)
    assert (even.word, missing.word) == ("above", "unknown")
    assert even.kind() == missing.kind() == "cannot-tell"


@pytest.mark.parametrize("direction", [1.0, -1.0])
def test_where_no_peer_has_a_figure_everything_is_unknown_and_nothing_is_nought(direction):
    for gap in (_figure(30.0, (nan, nan), direction=direction), _score(30.0, (nan, nan))):
        assert (gap.size, gap.chance, gap.word, len(gap.draws)) == (None, None, "unknown", 10)
        assert (gap.target, gap.peer_median, gap.peer_low, gap.peer_high) == (None,) * 4


# ── the bundled release ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def nord():
    """The diagnosis of Nord-Pas de Calais."""
    return diagnosis("FRE1")


def test_what_the_release_does_not_know_of_a_region_is_unknown_there(nord):
    unknown = [node for node, gap in nord.gaps.items() if gap.size is None]
    assert unknown == ["A1.3", "A3.1", "A4", "A4.2", "A4.3", "rd_personnel", "gerd"]
    assert {nord.gaps[node].kind() for node in unknown} == {"cannot-tell"}
    assert {nord.gaps[node].word for node in unknown} == {"unknown"}


def test_every_known_gap_of_a_region_carries_its_range_and_its_chance(nord):
    known = [gap for gap in nord.gaps.values() if gap.size is not None]
    assert len(known) == 26
    for gap in known:
        assert gap.low <= gap.size <= gap.high
        assert gap.chance == (gap.draws > 0).mean()
        assert len(gap.draws) == 1000


def test_the_gap_of_a_figure_on_the_release_agrees_with_the_formula(nord):
    """Firm and likely peers, 75th percentile, middle half: once more, from the figures."""
    for indicator, gap in nord.gaps.items():
        if indicator not in nord.library.indicators or gap.size is None:
            continue
        direction = nord.indicator(indicator).direction
        figures = [
            float(values[-1])
            for peer in nord.peers.sound
            if (values := nord.observations.series(peer.territory.key, indicator)[1]).size
        ]
        low, high = np.percentile(figures, [25, 75])
        target = high if direction > 0 else low
        assert gap.target == pytest.approx(target)
        assert gap.size == pytest.approx(
            direction * (target - nord.value(indicator)) / (high - low)
        )
