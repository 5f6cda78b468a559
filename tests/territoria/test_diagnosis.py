"""A diagnosis joins the stages: what is known, what is unknown, and who may be compared."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from places import diagnosis, fresh_universe, universe
from territoria.content import load_library
from territoria.diagnosis import Diagnosis, open_universe
from territoria.errors import DataError, MethodError
from territoria.measure.tree import OVERALL
from territoria.measure.uncertainty import FACTORS
from territoria.model import Status
from territoria.observations import bundled

UNCOMPARABLE = {
    "FI20", "FRY1", "FRY2", "FRY3", "FRY4", "FRY5", "HR02", "HR03", "HR05", "HR06",
}  # fmt: skip


# ── what is known ─────────────────────────────────────────────────────────────────────────────


def test_a_dimension_knows_its_figures_and_which_of_them_are_there() -> None:
    d = diagnosis("FRE1")
    assert d.bound("A4") == ("broadband_households", "gerd")
    assert d.known("A4") == ("broadband_households",)
    assert (d.value("broadband_households"), d.value("gerd")) == (88.4, None)
    assert (d.period("broadband_households"), d.period("gerd")) == (2021, 0)
    assert (d.status("broadband_households"), d.status("gerd")) == (Status.OBSERVED, Status.MISSING)


def test_a_factor_that_only_people_can_judge_is_not_in_the_tree() -> None:
    d = diagnosis("FRE1")
    assert [f.id for f in d.framework.factors() if not d.in_tree(f.id)] == ["A1.3", "A3.1", "A4.2"]
    assert (d.bound("A1.3"), d.known("A1.3"), d.score("A1.3")) == ((), (), None)


def test_the_whole_binds_sixteen_figures() -> None:
    assert len(diagnosis("FRE1").bound(OVERALL)) == 16
    assert len(diagnosis("FRE1").known(OVERALL)) == 14


@pytest.mark.parametrize(
    ("code", "indicator", "badge", "why"),
    [
        ("FRE1", "hrst", "A", "2018 is three years before 2021"),
        ("AT12", "gerd", "B", "2015 is older"),
        ("DE21", "internet_daily", "E", "taken over from Bavaria"),
        ("FRE1", "gerd", "", "missing"),
    ],
)
def test_a_badge_says_how_good_a_figure_is(code: str, indicator: str, badge: str, why: str) -> None:
    assert diagnosis(code).badge(indicator) == badge, why


def test_titles_are_short_and_the_whole_has_words_of_its_own() -> None:
    d = diagnosis("FRE1")
    assert [d.title(n) for n in ("A4", "gerd", OVERALL)] == [
        "Infrastructure and investment", "R&D spending", "all dimensions together",
    ]  # fmt: skip


def test_the_facts_name_territory_framework_and_release_with_their_digests() -> None:
    d = diagnosis("FRE1")
    assert d.as_facts() == {
        "territory": "FRE1@2021",
        "name": "Nord-Pas de Calais",
        "framework": "blueprint@2021",
        "release": "europe-nuts2021",
        "release_digest": d.observations.digest,
        "plan": d.assessment.tree.digest,
    }


def test_conditions_see_only_the_figures_that_are_there() -> None:
    d = diagnosis("FRE1")
    assert set(d.facts.values) == set(d.known(OVERALL))
    assert d.facts.values["hrst"] == 32.3


def test_a_universe_in_use_goes_to_another_process_and_says_the_same_there() -> None:
    """``pickle`` is what a pool of processes hands a universe over with."""
    here = diagnosis("FRE1")
    there = Diagnosis(pickle.loads(pickle.dumps(here.universe)), here.territory)
    assert [p.territory for p in there.peers.members] == [p.territory for p in here.peers.members]
    assert {n: g.size for n, g in there.gaps.items()} == {n: g.size for n, g in here.gaps.items()}
    assert [(a.text.id, a.robust) for a in there.advised.advice] == [
        (a.text.id, a.robust) for a in here.advised.advice
    ]


# ── who is scored, who is compared ────────────────────────────────────────────────────────────


def test_a_country_is_refused_with_what_to_do() -> None:
    with pytest.raises(MethodError) as caught:
        _ = diagnosis("FR").column
    assert str(caught.value) == (
        "FR (France): it is a country or a larger region; the framework scores the finest level. "
        "Name one of its regions."
    )


def test_the_ten_regions_without_structural_figures_are_not_comparable() -> None:
    codes = [t.code for t in universe().assessment.cut.territories]
    assert len(codes) == 242
    assert {c for c in codes if not diagnosis(c).comparable} == UNCOMPARABLE


def test_a_region_that_is_not_comparable_is_scored_and_has_no_peers_gaps_or_targets() -> None:
    d = diagnosis("FI20")
    assert d.score("A1") is not None
    assert (d.peer_columns, dict(d.targets)) == ([], {})
    assert {g.size for g in d.gaps.values()} == {None}
    assert {g.word for g in d.gaps.values()} == {"unknown"}
    with pytest.raises(DataError, match="FI20"):
        _ = d.peers


def test_a_region_without_peers_still_gets_advice_to_measure_first() -> None:
    d = diagnosis("FI20")
    assert {a.tier for a in d.advised.advice} <= {"B", "D"}
    assert len(d.advised.first) == 5


def test_peers_at_home_and_abroad_are_where_they_say() -> None:
    d = diagnosis("FRE1")
    assert {p.territory.country for p in d.peers_home.members} == {"FR"}
    assert "FR" not in {p.territory.country for p in d.peers_abroad.members}
    assert "FRE1" not in {p.territory.code for p in d.peers.members}


def test_the_peer_columns_are_the_firm_and_likely_ones() -> None:
    d = diagnosis("FRE1")
    codes = [d.assessment.cut.territories[c].code for c in d.peer_columns]
    assert codes == [p.territory.code for p in d.peers.sound]
    assert {p.firmness for p in d.peers.sound} <= {"firm", "likely"}


# ── gaps, targets, trends ─────────────────────────────────────────────────────────────────────


def test_every_node_and_every_figure_has_a_gap_or_says_that_it_is_unknown() -> None:
    d = diagnosis("FRE1")
    nodes = {n.id for n in d.framework.walk()}
    assert set(d.gaps) == nodes | set(d.assessment.tree.indicators) | {OVERALL}
    unknown = {n for n, gap in d.gaps.items() if gap.size is None}
    assert unknown == {"A1.3", "A3.1", "A4", "A4.2", "A4.3", "gerd", "rd_personnel"}


def test_only_known_figures_have_targets() -> None:
    d = diagnosis("FRE1")
    assert set(d.targets) == set(d.known(OVERALL))


def test_trends_need_at_least_three_years() -> None:
    d = diagnosis("FRE1")
    years = {
        i: len(d.observations.series(d.territory.key, i)[0]) for i in d.assessment.tree.indicators
    }
    assert set(d.trends) == {i for i, n in years.items() if n >= 3}
    assert years["hrst"] == len(d.trends["hrst"].periods) == 6


def test_the_largest_doubt_is_one_of_the_factors_for_every_scored_node() -> None:
    d = diagnosis("FRE1")
    scored = {n for n in d.assessment.tree.ids if d.score(n) is not None}
    assert set(d.largest_doubt) == scored
    assert set(d.largest_doubt.values()) <= set(FACTORS)


def test_figures_are_drawn_around_themselves_inside_what_is_possible() -> None:
    shared = universe()
    drawn, values = shared.drawn_values, shared.assessment.cut.values
    bounds = [np.nan_to_num(b) for b in shared.assessment.tree.natural_bounds]
    assert drawn.shape == (1000, 16, 242)
    assert np.array_equal(np.isfinite(drawn[0]), np.isfinite(values))
    known = np.isfinite(values)
    low, high = (np.broadcast_to(b[:, None], values.shape)[known] for b in bounds)
    assert ((drawn[:, known] < low) | (drawn[:, known] > high)).sum() == 0
    errors = np.nan_to_num(shared.assessment.errors)[known]
    free = (values[known] - 5 * errors > low) & (values[known] + 5 * errors < high)
    away = np.abs(drawn[:, known].mean(axis=0) - values[known])[free]
    assert (errors[free] > 0).sum() > 2500
    assert (away > 6 * errors[free] / math.sqrt(1000) + 1e-9).sum() == 0


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


def test_the_plan_holds_only_the_first_five_and_keeps_to_the_capacity() -> None:
    d = diagnosis("FRE1")
    packed = [i.advice.text.id for w in d.roadmap.waves for i in w.items]
    left = [i.advice.text.id for i in d.roadmap.left_over]
    assert sorted(packed + left) == sorted(a.text.id for a in d.advised.first)
    assert [w.capacity for w in d.roadmap.waves] == [12, 24, 36]
    assert [w.used <= w.capacity for w in d.roadmap.waves] == [True, True, True]


def test_a_small_capacity_leaves_over_what_does_not_fit() -> None:
    d = diagnosis("FRE1", 1.0)
    assert [w.capacity for w in d.roadmap.waves] == [1, 2, 3]
    assert len(d.roadmap.left_over) > 0


# ── the same again ────────────────────────────────────────────────────────────────────────────


def test_the_same_release_opened_twice_gives_the_same_diagnosis() -> None:
    first = diagnosis("FRE1")
    again = Diagnosis(fresh_universe(), first.territory)
    assert {n: (g.size, g.low, g.high, g.chance) for n, g in again.gaps.items()} == {
        n: (g.size, g.low, g.high, g.chance) for n, g in first.gaps.items()
    }
    assert [(a.text.id, a.tier, a.robust) for a in again.advised.advice] == [
        (a.text.id, a.tier, a.robust) for a in first.advised.advice
    ]


def test_a_framework_that_says_nothing_about_peers_can_be_scored_but_not_compared() -> None:
    library = load_library()
    alone = library.frameworks["blueprint"].model_copy(update={"peers": None})
    opened = open_universe(library, bundled("europe-nuts2021"), alone)
    d = Diagnosis(opened, diagnosis("FRE1").territory)
    assert d.score("A1.1") == pytest.approx(63.28)
    with pytest.raises(MethodError) as caught:
        _ = d.comparable
    assert str(caught.value).startswith(
        "framework blueprint: it compares no peers, so there are no gaps, advice or briefing. "
    )
