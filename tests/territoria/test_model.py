"""What the classes of texts promise beyond the kinds of their fields."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shelf import ADVICE, BANK, INITIATIVE, SMALL_LIBRARY
from territoria.model import (
    CEILINGS,
    Choice,
    Counts,
    DocumentTemplate,
    Expected,
    Initiative,
    InitiativeTarget,
    MeetingFormat,
    Phase,
    Questionnaire,
    Reach,
    Recommendation,
    Span,
    Theme,
    Threshold,
)
from territoria.yaml_source import read_yaml


def english(text: str) -> dict[str, str]:
    return {"en": text}


def opened(path: str) -> Any:
    """The data of a text of the small library."""
    return read_yaml(SMALL_LIBRARY / path).data


def refusal(model: Any, data: Any) -> list[str]:
    """Why a text is refused."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(data)
    return [e["msg"].removeprefix("Value error, ") for e in refused.value.errors()]


# ── initiatives ───────────────────────────────────────────────────────────────────────────────

GRADES = ("E0", "E1", "E2", "E3", "E4", "E5")


def initiative(evaluation: str, grade: str) -> Any:
    data = opened(INITIATIVE)
    data["evaluation"] = evaluation
    data["claims"][0]["grade"] = grade
    return data


@pytest.mark.parametrize(
    ("evaluation", "ceiling"),
    [
        ("none", "E1"),
        ("report", "E1"),
        ("before-after", "E2"),
        ("comparison-group", "E3"),
        ("trial", "E5"),
    ],
)
def test_the_kind_of_evaluation_caps_the_grade(evaluation, ceiling):
    assert CEILINGS[evaluation] == ceiling
    for grade in (*GRADES, "not reported"):
        data = initiative(evaluation, grade)
        if grade == "not reported" or grade <= ceiling:
            assert Initiative.model_validate(data).claims[0].grade == grade
        else:
            assert refusal(Initiative, data) == [
                f"claims: sales is graded {grade}, but an evaluation of kind {evaluation} "
                f"carries at most {ceiling}"
            ]


def test_a_number_of_firms_reached_needs_its_period():
    text = english("Some firms.")
    said = ["period: a number of firms needs its year or period"]
    assert refusal(Reach, {"text": text, "firms": 100}) == said
    assert refusal(Reach, {"text": text, "firms": 0}) == said
    assert refusal(Reach, {"text": text, "share": 0.1}) == said
    assert Reach.model_validate({"text": text, "firms": 100, "period": "2019"}).firms == 100
    assert Reach.model_validate({"text": text}).period is None


@pytest.mark.parametrize("left_out", [None, "value", "due", "baseline"])
def test_a_target_is_complete_with_value_date_and_baseline(left_out):
    fields = {"value": 1500, "due": "2021", "baseline": 0}
    given = {name: value for name, value in fields.items() if name != left_out}
    target = InitiativeTarget.model_validate({"text": english("Many."), **given})
    assert target.complete == (left_out is None)


def test_an_initiative_answers_at_least_one_obstacle_by_at_least_one_instrument():
    for field in ("obstacles", "instruments", "references"):
        assert len(refusal(Initiative, opened(INITIATIVE) | {field: []})) == 1


# ── recommendations ───────────────────────────────────────────────────────────────────────────


def expected(**changes: Any) -> dict[str, Any]:
    return {
        "outcome": english("sales"),
        "low": 0,
        "high": 4.5,
        "unit_of_measure": english("%"),
        "horizon": english("one year"),
        "grade": "E3",
        **changes,
    }


def test_what_may_be_expected_has_exactly_one_origin():
    said = ["give exactly one of initiative and practice: where it was measured"]
    assert refusal(Expected, expected()) == said
    assert refusal(Expected, expected(initiative="a", practice="b")) == said
    assert Expected.model_validate(expected(initiative="a")).practice is None
    assert Expected.model_validate(expected(practice="b")).initiative is None


def test_what_may_be_expected_is_an_ordered_range():
    assert refusal(Expected, expected(low=5, practice="b")) == ["low: must not be above high"]
    assert Expected.model_validate(expected(low=4.5, practice="b")).low == 4.5


@pytest.mark.parametrize("grade", ["E0", "E1"])
def test_nothing_may_be_expected_of_what_is_only_told(grade):
    assert len(refusal(Expected, expected(grade=grade, practice="b"))) == 1


def test_what_to_do_has_at_most_fifteen_words():
    words = ["word"] * 15
    data = opened(ADVICE) | {"what": english(" ".join(words))}
    assert Recommendation.model_validate(data).what.say("en").split() == words
    data["what"] = english(" ".join([*words, "word"]))
    assert refusal(Recommendation, data) == ["what: 16 words; at most 15, a verb and its object"]


def test_outputs_alone_do_not_show_that_it_worked():
    data = opened(ADVICE)
    output = {"local": english("letters"), "chain": "output", "review_months": 12}
    data["know_by"].append(output)
    assert len(Recommendation.model_validate(data).know_by) == 2
    data["know_by"] = [output]
    assert refusal(Recommendation, data) == [
        "know_by: outputs only; name at least one outcome, impact or process"
    ]


def test_a_condition_has_one_side():
    said = ["give exactly one of at_least and at_most"]
    assert refusal(Threshold, {"indicator": "a"}) == said
    assert refusal(Threshold, {"indicator": "a", "at_least": 1, "at_most": 2}) == said
    assert Threshold.model_validate({"indicator": "a", "at_least": 0}).at_least == 0


# ── questionnaires and themes ─────────────────────────────────────────────────────────────────


def test_a_questionnaire_may_hold_choices_only_but_asks_something():
    data = opened(BANK)
    assert Questionnaire.model_validate(data | {"questions": []}).choices[0].id == "main_obstacles"
    assert refusal(Questionnaire, data | {"questions": [], "choices": []}) == [
        "questions: a questionnaire asks at least one thing"
    ]


@pytest.mark.parametrize(
    "changes", [{"among": "factors"}, {"answer": "many"}, {"roles": []}, {"levels": []}]
)
def test_a_choice_is_among_what_the_house_knows_and_has_no_levels(changes):
    assert len(refusal(Choice, opened(BANK)["choices"][0] | changes)) == 1


def test_a_theme_joins_at_least_two_factors():
    data = opened("themes/openness.yaml")
    assert not Theme.model_validate(data).loose
    assert len(refusal(Theme, data | {"factors": ["A1.3"]})) == 1


# ── meeting formats and document templates ────────────────────────────────────────────────────


def meeting(*phases: tuple[int, int]) -> Any:
    """A format with phases of these days and minutes."""
    data = opened("formats/half-day.yaml")
    (first, *_) = data["phases"]
    data["phases"] = [
        first | {"id": f"p{n}", "day": day, "minutes": minutes}
        for n, (day, minutes) in enumerate(phases)
    ]
    return data


def test_minutes_are_counted_by_day():
    data = meeting((1, 45), (1, 60), (2, 30))
    assert MeetingFormat.model_validate(data).minutes == {1: 105, 2: 30}


def test_a_phase_is_of_the_first_day_unless_said():
    data = opened("formats/half-day.yaml")
    assert MeetingFormat.model_validate(data).minutes == {1: 105}


@pytest.mark.parametrize(
    "days", [(2,), (1, 3), (2, 1), (1, 2, 1)], ids=["second", "gap", "back", "back again"]
)
def test_days_begin_with_the_first_and_run_on(days):
    assert refusal(MeetingFormat, meeting(*((day, 30) for day in days))) == [
        "phases: days must start at 1 and run on without a gap"
    ]


@pytest.mark.parametrize("model", [Counts, Span])
def test_from_so_many_to_so_many_is_ordered(model):
    assert refusal(model, {"low": 3, "high": 2}) == ["low: must not be above high"]
    assert model.model_validate({"low": 2, "high": 2}).low == 2


def test_a_phase_takes_records_that_the_house_knows():
    phase = opened("formats/half-day.yaml")["phases"][0]
    assert Phase.model_validate(phase).records == ("topic",)
    assert len(refusal(Phase, phase | {"records": ["topic", "song"]})) == 1


def test_a_template_has_sections_that_are_required_unless_said():
    data = opened("templates/letter.yaml")
    (section,) = DocumentTemplate.model_validate(data).sections
    assert (section.required, section.words) == (True, None)
    assert len(refusal(DocumentTemplate, data | {"sections": []})) == 1
