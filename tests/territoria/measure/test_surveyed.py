"""Answers of a survey in a framework: what is said beside what is counted."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from territoria import content, observations
from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.explain import explain, recompute
from territoria.measure.surveyed import counted_only, is_surveyed, surveyed, with_questions
from territoria.model import Framework
from territoria.own_release import own_release, with_own
from territoria.readings import Readings

PLACE = "FRE1@2021"


@cache
def blueprint() -> Framework:
    return content.load_library().frameworks["blueprint"]


def questions() -> list[str]:
    return list(dict.fromkeys(q for node in blueprint().walk() for q in node.questions))


@cache
def opened(*said: tuple[str, float], error: float = 6.0) -> Universe:
    """The blueprint with answers to some questions laid over the reference release."""
    base = observations.bundled("europe-nuts2021")
    table = pl.DataFrame(
        {
            "territory": [PLACE] * len(said),
            "indicator": [q for q, _ in said],
            "period": [2026] * len(said),
            "value": [str(v) for _, v in said],
            "source": ["survey"] * len(said),
            "standard_error": [error] * len(said),
        }
    )
    sources = {"survey": observations.SourceRecord("survey", "Our survey", "")}
    own = own_release(table, name="own", base=base, sources=sources)
    framework = surveyed(blueprint(), {q for q, _ in said})
    return open_universe(content.load_library(), with_own(base, own), framework)


def here(universe: Universe) -> Diagnosis:
    return Diagnosis(universe, universe.observations.territory(PLACE))


def test_a_framework_of_which_nothing_was_asked_is_the_same():
    assert surveyed(blueprint(), {"nothing"}) is blueprint()
    assert not is_surveyed(blueprint())


def test_the_way_back_leads_to_the_text_that_was_opened():
    made = surveyed(blueprint(), questions())
    assert is_surveyed(made)
    assert counted_only(made, blueprint()) is blueprint()
    assert counted_only(made).nodes == blueprint().nodes


@pytest.mark.parametrize("weight", [0, 1])
def test_neither_side_may_count_alone(weight: float):
    with pytest.raises(ValueError, match="weight_said"):
        surveyed(blueprint(), questions(), weight_said=weight)


def test_every_question_of_a_framework_becomes_an_indicator_of_0_to_100_points():
    framework = surveyed(blueprint(), questions())
    texts = with_questions(content.load_library(), framework).indicators
    assert {texts[q].natural_bounds for q in questions()} == {(0.0, 100.0)}
    assert {texts[q].direction for q in questions()} == {1}


def test_a_factor_is_the_mean_of_what_is_counted_and_what_is_said():
    universe = opened(("digital_strategy_shared", 20.0), ("sector_focus", 30.0))
    d = here(universe)
    counted, said = d.score("A1.1.counted"), d.score("A1.1.said")
    assert said == pytest.approx(25.0)
    assert d.score("A1.1") == pytest.approx((counted + said) / 2)


def test_a_factor_that_nothing_is_counted_of_is_known_by_the_survey_alone():
    question = next(q for q in blueprint().node("A3.1").questions)
    d = here(opened((question, 30.0)))
    assert d.score("A3.1") == pytest.approx(30.0)
    assert here(opened(("sector_focus", 30.0))).score("A3.1") is None


def test_the_range_of_what_is_said_is_that_of_its_standard_error():
    universe = opened(("digital_strategy_shared", 50.0), ("sector_focus", 50.0), error=6.0)
    made = universe.assessment
    low, high = made.replications.score_ranges
    row, column = made.tree.index("A1.1.said"), here(universe).column
    half = 1.645 * 6.0 / 2**0.5  # the mean of two answers of the same error
    assert low[row, column] == pytest.approx(50 - half, abs=1.5)
    assert high[row, column] == pytest.approx(50 + half, abs=1.5)


def test_what_is_counted_is_compared_with_peers_as_before():
    plain = open_universe(
        content.load_library(), observations.bundled("europe-nuts2021"), blueprint()
    )
    with_survey, without = here(opened(("sector_focus", 10.0))), here(plain)
    assert with_survey.gaps["A1.1"].size == without.gaps["A1.1"].size
    assert with_survey.gaps["A1"].size == without.gaps["A1"].size
    assert [p.territory.key for p in with_survey.peers.members] == [
        p.territory.key for p in without.peers.members
    ]


def test_a_factor_known_by_the_survey_alone_has_a_gap_to_the_middle_level():
    question = next(q for q in blueprint().node("A3.1").questions)
    low, high = (here(opened((question, v))).gaps["A3.1"] for v in (25.0, 75.0))
    assert (low.said, low.size, low.firm) == (True, 1.0, True)
    assert (high.said, high.size, high.firm) == (True, -1.0, False)
    assert low.word == "unknown"  # nothing is said against peers


def test_weak_answers_bring_advice_and_strong_ones_take_it_away():
    question = next(q for q in blueprint().node("A3.1").questions)
    weak, strong = (here(opened((question, v))) for v in (10.0, 95.0))
    only = [t.id for t in weak.universe.recommendations.values() if tuple(t.factors) == ("A3.1",)]
    given = {a.text.id for a in weak.advised.advice}
    refused = {r.text.id: r.why for r in strong.advised.rejected}
    assert [i for i in only if i in given]
    assert {refused[i] for i in only if i in refused} <= {"no gap", "excluded"}
    assert not {a.text.id for a in strong.advised.advice if not a.opens} & set(only)


def test_a_score_and_a_gap_are_explained_down_to_the_answers_and_recomputed():
    question = next(q for q in blueprint().node("A3.1").questions)
    universe = opened((question, 25.0))
    readings = Readings(here(universe))
    for kind in ("score", "gap"):
        reading = readings.read(kind, "A3.1")
        lines = explain(reading.address, universe.library, opened=lambda _: universe)
        assert any("Our survey" in line.text for line in lines)
        again = recompute(reading.address, universe.library, opened=lambda _: universe)
        assert (again.reading.value, again.reading.low) == (reading.value, reading.low)
