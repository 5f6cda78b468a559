"""Results: the engine's figures, and no cell below five people that could be shown or worked out."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from django.utils import timezone

from a_survey import a_response, an_open_survey, heard_from
from territoria_web.listen.models import Answer, Survey
from territoria_web.listen.queries.computed import compute_body
from territoria_web.listen.queries.stood import Moment, answers_of

pytestmark = pytest.mark.django_db


def body_of(survey: Survey, apart: bool = True) -> dict[str, Any]:
    now = timezone.now()
    moment = Moment(now, now)
    return compute_body(survey, answers_of(survey).at(moment), moment, groups_shown=apart)


def question(body: dict[str, Any], item: str = "strategy") -> dict[str, Any]:
    return next(row for row in body["questions"] if row["item"] == item)


def test_a_question_is_the_mean_of_its_roles():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 10}, strategy=4)
    heard_from(survey, {"SME": 5}, strategy=0)
    row = question(body_of(survey))
    assert (row["n"], row["score"], row["question"]) == (15, 50.0, "digital_strategy_shared")
    assert (row["gap"], row["disagree"], row["highest"]) == (4.0, True, ["authority"])
    assert [(g["group"], g["mean"], g["quartiles"] is None) for g in row["groups"]] == [
        ("authority", 100.0, False),
        ("business", 0.0, True),
    ]


def test_who_does_not_know_lowers_no_score():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 5}, strategy=4)
    for response in heard_from(survey, {"MAY": 5}):
        Answer.objects.create(
            response=response, item="strategy", said="dont-know", answered=timezone.now()
        )
    row = question(body_of(survey))
    assert (row["n"], row["score"], row["dont_know"]) == (5, 100.0, 5)


def test_a_group_below_five_is_hidden_and_cannot_be_subtracted():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 9, "SME": 8, "UNI": 2}, strategy=2)
    row = question(body_of(survey))
    assert [g["group"] for g in row["groups"]] == ["authority"]
    assert row["hidden"] == ["business", "knowledge"]


def test_groups_are_not_told_apart_while_the_survey_is_open():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 9, "SME": 8}, strategy=2)
    row = question(body_of(survey, apart=False))
    assert (row["n"], row["groups"], row["gap"]) == (17, [], None)


def test_a_question_of_fewer_than_five_shows_nothing():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 4}, only_mayors=1, strategy=2)
    heard_from(survey, {"SME": 6}, strategy=2)
    row = question(body_of(survey), "only_mayors")
    assert (row["n"], row["score"], row["counts"]) == (None, None, None)


@pytest.mark.parametrize("seed", range(6))
def test_no_number_of_obstacles_below_five_is_shown_or_left_to_be_worked_out(seed: int):
    draw = random.Random(seed)
    survey = an_open_survey()
    met = {"cost": {"MAY": 0, "SME": 0, "UNI": 0}, "skills": {"MAY": 0, "SME": 0, "UNI": 0}}
    groups = {"MAY": "authority", "SME": "business", "UNI": "knowledge"}
    for role in groups:
        for _ in range(draw.randrange(4, 12)):
            weights = {o: draw.randrange(1, 5) for o in met if draw.random() < 0.6}
            response = a_response(survey, role)
            if weights:
                Answer.objects.create(
                    response=response, item="blocks", value=weights, answered=timezone.now()
                )
            for option in weights:
                met[option][role] += 1
    for row in body_of(survey)["rankings"][0]["rows"]:
        truth = {groups[role]: n for role, n in met[row["option"]].items()}
        shown = {g["group"] for g in row["groups"] if g["share"] is not None}
        assert all(truth[group] >= 5 for group in shown)
        rest = sum(n for group, n in truth.items() if group not in shown)
        if row["met"] is None:
            assert sum(truth.values()) < 5
        else:
            assert rest == 0 or rest >= 5


def test_own_choices_hide_what_is_rare():
    survey = an_open_survey()
    for n, response in enumerate(heard_from(survey, {"MAY": 12})):
        Answer.objects.create(
            response=response,
            item="age",
            value="young" if n < 10 else "old",
            answered=timezone.now(),
        )
    row = body_of(survey)["counts"][0]
    assert (row["n"], [cell["n"] for cell in row["rows"]]) == (12, [None, None])


def test_the_whole_is_plain_data():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 6, "SME": 6}, strategy=2, net=3)
    kinds = {type(value) for value in _leaves(body_of(survey))}
    assert kinds <= {str, int, float, bool, type(None)}


def _leaves(value: Any) -> Any:
    if isinstance(value, dict):
        return itertools.chain.from_iterable(_leaves(v) for v in value.values())
    if isinstance(value, list):
        return itertools.chain.from_iterable(_leaves(v) for v in value)
    return [value]
