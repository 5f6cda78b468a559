"""Each question has its own step: two looks at it differ by five people, or by none."""

from __future__ import annotations

import itertools
import random
from datetime import datetime
from typing import Any

import pytest

from a_survey import a_response, an_open_survey, heard_from
from territoria_web.listen.models import Answer, Look, Response, Survey
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.services.answers import save_answers, withdraw_response
from territoria_web.listen.services.looks import refresh_look

pytestmark = pytest.mark.django_db


def shown(survey: Survey, item: str, part: str = "questions") -> dict[str, Any]:
    look = refresh_look(survey)
    assert look is not None
    return next(row for row in look.body[part] if row["item"] == item)


def closed(survey: Survey) -> Survey:
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    survey.refresh_from_db()
    return survey


def test_a_question_that_one_more_answered_stays_as_it_was_shown():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 10}, strategy=2, net=2)
    before = shown(survey, "net")
    heard_from(survey, {"MAY": 4}, strategy=2)
    a_response(survey, strategy=2, net=4)
    after = refresh_look(survey)
    assert (after.people, before["n"], shown(survey, "net")) == (10, 5, before)
    assert shown(survey, "strategy")["n"] == 10


def test_it_follows_when_five_more_have_answered_it_and_five_are_left():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 10}, strategy=2, net=2)
    refresh_look(survey)
    found = []
    for _ in range(6):
        a_response(survey, strategy=2, net=3)
        heard_from(survey, {"MAY": 2}, strategy=2)
        found.append(shown(survey, "net")["n"])
    assert found == [5, 5, 5, 5, 5, 11]


def test_while_it_is_open_the_last_five_answers_to_a_question_are_not_shown():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 9}, strategy=2, net=2)
    heard_from(survey, {"MAY": 6}, strategy=2)
    row = shown(survey, "net")
    assert (row["n"], row["score"], row["groups"], row["disagree"]) == (None, None, [], False)
    assert shown(survey, "strategy")["n"] == 10
    assert shown(closed(survey), "net")["n"] == 9


def test_one_who_changes_an_answer_after_it_was_shown_is_not_told_by_the_last_results():
    survey = an_open_survey()
    first = heard_from(survey, {"MAY": 15}, strategy=0, net=0)[0]
    Answer.objects.filter(response__in=Response.objects.order_by("-pk")[:5], item="net").delete()
    heard_from(survey, {"MAY": 5}, net=0)
    before = shown(survey, "net")
    Answer.objects.filter(response__in=Response.objects.order_by("-pk")[:5], item="net").delete()
    save_answers(response=first, kept={"net": Kept(level=4)})
    assert shown(closed(survey), "net") == before
    assert shown(survey, "strategy")["groups"] != []


def test_when_it_is_closed_unchanged_questions_are_told_apart_by_group():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 10, "SME": 10}, strategy=2)
    assert shown(survey, "strategy")["groups"] == []
    row = shown(closed(survey), "strategy")
    assert [(g["group"], g["n"]) for g in row["groups"]] == [("authority", 10), ("business", 10)]


def test_groups_that_would_tell_the_one_who_came_last_are_not_told_apart():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 5, "SME": 5}, strategy=2)
    refresh_look(survey)  # five of the authorities, together
    a_response(survey, "MAY", strategy=4)
    row = shown(closed(survey), "strategy")
    assert (row["n"], row["groups"], row["gap"], row["disagree"]) == (11, [], None, False)


def test_a_step_is_compared_with_all_that_was_told_before_where_people_changed_their_minds():
    survey = an_open_survey()
    people = heard_from(survey, {"MAY": 10}, net=2)
    assert shown(survey, "net")["n"] == 5
    people += heard_from(survey, {"MAY": 5}, net=2)
    assert shown(survey, "net")["n"] == 10
    for one in people[5:10]:
        save_answers(response=one, kept={"net": Kept()})
    save_answers(response=people[0], kept={"net": Kept(level=4)})
    heard_from(survey, {"MAY": 5}, strategy=2)
    assert refresh_look(survey).body["held"] == ["net"]  # the first five, one of them changed


def test_who_did_not_know_is_hidden_like_who_answered():
    survey = an_open_survey()
    people = heard_from(survey, {"MAY": 15}, strategy=2)
    _unsure(people[:11])
    before = shown(survey, "net")["dont_know"]
    _unsure(heard_from(survey, {"MAY": 5}, strategy=2)[:1])
    assert (before, shown(survey, "net")["dont_know"]) == (6, 6)


def _unsure(people: list[Response]) -> None:
    Answer.objects.bulk_create(
        Answer(response=one, item="net", said="dont-know", answered=one.confirmed) for one in people
    )


def test_at_the_end_one_to_four_more_are_left_out_so_that_the_others_are_shown():
    survey = an_open_survey()
    people = heard_from(survey, {"MAY": 10, "SME": 8}, strategy=2)
    refresh_look(survey)
    for one in people[-2:]:
        withdraw_response(response=one)
    look = refresh_look(closed(survey))
    assert (look.people, look.final) == (13, True)


def test_choices_and_obstacles_have_their_own_steps_too():
    survey = an_open_survey()
    people = heard_from(survey, {"MAY": 15}, strategy=2)
    _say(people, "age", "old")
    _say(people, "blocks", {"cost": 3})
    first = refresh_look(survey).body
    assert (first["counts"][0]["n"], first["rankings"][0]["n"]) == (10, 10)
    late = heard_from(survey, {"MAY": 5}, strategy=2)
    _say(late[:1], "age", "young")
    _say(late, "blocks", {"skills": 1})
    body = refresh_look(survey).body
    assert (body["counts"], body["rankings"][0]["n"]) == (first["counts"], 15)
    assert body["held"] == ["age"]


def _say(people: list[Response], item: str, value: Any) -> None:
    Answer.objects.bulk_create(
        Answer(response=one, item=item, value=value, answered=one.confirmed) for one in people
    )


def test_whatever_is_left_out_changed_or_taken_back_two_looks_at_a_question_hide_everybody():
    survey, draw = an_open_survey(), random.Random(11)
    looks: dict[str, list[frozenset[tuple[int, int]]]] = {"strategy": [], "net": []}
    for _ in range(150):
        _something(survey, draw)
        _note(survey, looks)
    _note(closed(survey), looks)
    for held in looks.values():
        steps = [people(a ^ b) for a, b in itertools.pairwise(held)]
        assert len(steps) > 3
        assert [n for n in steps if 0 < n < 5] == []


def people(pairs: frozenset[tuple[int, int]]) -> int:
    return len({response for response, _level in pairs})


def _something(survey: Survey, draw: random.Random) -> None:
    fate = draw.random()
    if fate < 0.85:
        answered = {name: draw.randrange(5) for name, p in ANSWERED.items() if draw.random() < p}
        a_response(survey, draw.choice(["MAY", "SME"]), **answered)
        return
    one = Response.objects.filter(survey=survey, withdrawn=None).order_by("?").first()
    if one is None:
        return
    if fate < 0.93:
        save_answers(response=one, kept={"net": Kept(level=draw.randrange(5))})
    else:
        withdraw_response(response=one)


ANSWERED = {"strategy": 0.9, "net": 0.35}


def _note(survey: Survey, looks: dict[str, list[frozenset[tuple[int, int]]]]) -> None:
    """Who answered what in a question as it is shown, at the moment it is renewed."""
    number = Look.objects.count()
    look = refresh_look(survey)
    if look is None or Look.objects.count() == number:
        return
    for item, held in looks.items():
        row = next(row for row in look.body["questions"] if row["item"] == item)
        if item in look.body["held"] or row["n"] is None:
            continue
        rows = Answer.objects.filter(
            item=item,
            current=True,
            level__isnull=False,
            response__withdrawn=None,
            response__confirmed__lte=datetime.fromisoformat(look.body["told"][item][0]),
        )
        held.append(frozenset(rows.values_list("response", "level")))
