"""Answers of a survey in a framework: what is said beside what is counted."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from territoria import content, observations
from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.explain import explain, parse_address, recompute
from territoria.measure.surveyed import surveyed, with_questions
from territoria.model import Framework
from territoria.own_release import own_release, with_own
from territoria.readings import Readings

PLACE = "FRE1@2021"


@cache
def blueprint() -> Framework:
    return content.load_library().frameworks["blueprint"]


def questions() -> list[str]:
    return list(dict.fromkeys(q for node in blueprint().walk() for q in node.questions))


def question_of(factor: str) -> str:
    return blueprint().node(factor).questions[0]


@cache
def opened(*said: tuple[str, float | None], error: float = 6.0) -> Universe:
    """The blueprint on the reference release, with answers to some questions laid over it."""
    base = observations.bundled("europe-nuts2021")
    table = pl.DataFrame(
        {
            "territory": [PLACE] * len(said),
            "indicator": [q for q, _ in said],
            "period": [2026] * len(said),
            "value": ["" if v is None else str(v) for _, v in said],
            "status": ["suppressed" if v is None else "observed" for _, v in said],
            "source": ["survey"] * len(said),
            "standard_error": [error] * len(said),
        }
    )
    sources = {"survey": observations.SourceRecord("survey", "Our survey", "")}
    own = own_release(table, name="own", base=base, sources=sources)
    return open_universe(content.load_library(), with_own(base, own), blueprint())


@cache
def plain() -> Universe:
    base = observations.bundled("europe-nuts2021")
    return open_universe(content.load_library(), base, blueprint())


def here(universe: Universe) -> Diagnosis:
    return Diagnosis(universe, universe.observations.territory(PLACE))


def answered(universe: Universe) -> Diagnosis:
    found = here(universe).answered
    assert found is not None
    return found


def test_a_framework_of_which_nothing_was_asked_is_the_same():
    assert surveyed(blueprint(), {"nothing"}) is blueprint()
    assert here(plain()).answered is None


@pytest.mark.parametrize("weight", [0, 1])
def test_neither_side_may_count_alone(weight: float):
    with pytest.raises(ValueError, match="weight_said"):
        surveyed(blueprint(), questions(), weight_said=weight)


def test_every_question_of_a_framework_becomes_an_indicator_of_0_to_100_points():
    framework = surveyed(blueprint(), questions())
    texts = with_questions(content.load_library(), framework).indicators
    assert {texts[q].natural_bounds for q in questions()} == {(0.0, 100.0)}
    assert {texts[q].direction for q in questions()} == {1}
    assert max(len(texts[q].short.say("en")) for q in questions()) <= 36


def test_a_factor_is_the_mean_of_what_is_counted_and_what_is_said():
    d = answered(opened(("digital_strategy_shared", 20.0), ("sector_focus", 30.0)))
    counted, said = d.score("A1.1.counted"), d.score("A1.1.said")
    assert said == pytest.approx(25.0)
    assert d.score("A1.1") == pytest.approx((counted + said) / 2)


def test_the_share_of_what_is_said_can_be_another():
    framework = surveyed(blueprint(), {"sector_focus"}, weight_said=0.2)
    universe = opened(("sector_focus", 30.0))
    made = open_universe(universe.library, universe.observations, framework)
    d = here(made)
    counted, said = d.score("A1.1.counted"), d.score("A1.1.said")
    assert d.score("A1.1") == pytest.approx(0.8 * counted + 0.2 * said)


def test_a_factor_that_nothing_is_counted_of_is_known_by_the_survey_alone():
    assert answered(opened((question_of("A3.1"), 25.0))).score("A3.1") == pytest.approx(25.0)
    assert answered(opened(("sector_focus", 30.0))).score("A3.1") is None


def test_a_question_that_nobody_could_answer_lowers_what_is_known():
    told = answered(opened((question_of("A3.1"), 30.0), (question_of("A3.2"), 40.0)))
    silent = answered(opened((question_of("A3.1"), None), (question_of("A3.2"), 40.0)))
    row, column = told.assessment.tree.index("A3"), told.column
    coverage = [d.assessment.scores.coverage[row, column] for d in (told, silent)]
    assert coverage[1] < coverage[0]
    assert silent.score("A3.1") is None


def test_the_range_of_what_is_said_is_that_of_its_standard_error():
    d = answered(opened(("digital_strategy_shared", 50.0), ("sector_focus", 50.0), error=6.0))
    low, high = d.assessment.replications.score_ranges
    row = d.assessment.tree.index("A1.1.said")
    half = 1.645 * 6.0 / 2**0.5  # the mean of two answers of the same error
    assert low[row, d.column] == pytest.approx(50 - half, abs=1.5)
    assert high[row, d.column] == pytest.approx(50 + half, abs=1.5)


def test_answers_change_nothing_that_is_compared_with_others():
    with_survey, without = here(opened(("sector_focus", 30.0))), here(plain())
    for node in ("A1.1", "A1", "overall"):
        assert with_survey.score(node) == without.score(node)
        assert with_survey.gaps[node if node != "overall" else "A2"].size == (
            without.gaps[node if node != "overall" else "A2"].size
        )
    assert [p.territory.key for p in with_survey.peers.members] == [
        p.territory.key for p in without.peers.members
    ]


def test_a_place_whose_people_were_not_asked_has_no_answers():
    universe = opened(("sector_focus", 30.0))
    other = Diagnosis(universe, universe.observations.territory("DED5@2021"))
    assert other.answered is None
    assert not any(gap.said for gap in other.gaps.values())


def test_a_factor_known_by_the_survey_alone_has_a_gap_to_the_middle_level():
    low, high = (here(opened((question_of("A3.1"), v))).gaps["A3.1"] for v in (25.0, 75.0))
    assert (low.said, low.size, low.firm) == (True, 1.0, True)
    assert (high.said, high.size, high.firm) == (True, -1.0, False)
    assert low.word == "unknown"  # nothing is said against peers


def test_weak_answers_bring_advice_and_strong_ones_take_it_away():
    weak, strong = (here(opened((question_of("A3.1"), v))) for v in (25.0, 75.0))
    only = {t.id for t in weak.universe.recommendations.values() if t.factors == ("A3.1",)}
    given = {a.text.id for a in weak.advised.advice}
    kept = {a.text.id for a in strong.advised.advice if not a.opens}
    assert given & only
    assert not kept & only


@pytest.mark.parametrize("kind", ["said", "together", "gap"])
def test_what_is_said_is_explained_down_to_the_answers_and_recomputed(kind: str):
    universe = opened((question_of("A3.1"), 25.0))
    reading = Readings(here(universe)).read(kind, "A3.1")
    lines = explain(reading.address, universe.library, opened=lambda _: universe)
    assert any("Our survey" in line.text for line in lines)
    again = recompute(reading.address, universe.library, opened=lambda _: universe)
    assert (again.reading.value, again.reading.low) == (reading.value, reading.low)


def test_the_lines_of_an_explanation_lead_on_to_numbers_that_there_are():
    universe = opened(("digital_strategy_shared", 20.0), ("sector_focus", 30.0))
    readings = Readings(here(universe))
    address = readings.address("together", "A1.1")
    for line in explain(address, universe.library, opened=lambda _: universe):
        if line.address:
            found = recompute(
                parse_address(line.address), universe.library, opened=lambda _: universe
            )
            assert found.reading.value is not None
