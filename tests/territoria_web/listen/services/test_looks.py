"""Two looks at the results never differ by fewer than five people."""

from __future__ import annotations

import itertools
import random

import pytest

from a_survey import a_response, an_open_survey, heard_from
from territoria_web.listen.models import Look, Response, Survey
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.services.answers import save_answers, withdraw_response
from territoria_web.listen.services.looks import refresh_look

pytestmark = pytest.mark.django_db


def seen(survey: Survey) -> int:
    look = refresh_look(survey)
    return look.people if look else 0


def closed(survey: Survey) -> Survey:
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    survey.refresh_from_db()
    return survey


def test_while_it_is_open_results_grow_by_five_and_leave_five():
    survey = an_open_survey()
    found = []
    for _ in range(21):
        a_response(survey, strategy=2)
        found.append(seen(survey))
    assert found == [0] * 9 + [5] * 5 + [10] * 5 + [15] * 2


def test_when_it_is_closed_everybody_is_counted_in_and_groups_are_told_apart():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 10, "SME": 10}, strategy=2)
    assert refresh_look(survey).body["questions"][0]["groups"] == []
    look = refresh_look(closed(survey))
    assert (look.people, look.final) == (20, True)
    groups = [(g["group"], g["n"]) for g in look.body["questions"][0]["groups"]]
    assert groups == [("authority", 10), ("business", 10)]


def test_fewer_than_five_are_never_shown():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 4}, strategy=2)
    assert refresh_look(closed(survey)) is None


def test_an_answer_that_changes_is_not_seen_before_five_others_come():
    survey = an_open_survey()
    first = heard_from(survey, {"MAY": 10}, strategy=0)[0]
    before = refresh_look(survey).body
    save_answers(response=first, kept={"strategy": Kept(level=4)})
    assert refresh_look(survey).body == before


def test_one_who_takes_the_answers_back_leaves_no_trace_between_two_looks():
    survey = an_open_survey()
    responses = heard_from(survey, {"MAY": 10}, strategy=0)
    before = refresh_look(survey).body
    withdraw_response(response=responses[0])
    assert refresh_look(survey).body == before
    heard_from(survey, {"MAY": 5}, strategy=0)
    refresh_look(survey)
    assert Look.objects.count() == 2


def test_whatever_happens_two_looks_differ_by_five_people_or_none():
    survey, draw = an_open_survey(), random.Random(3)
    looks: dict[int, frozenset[int]] = {}
    for _ in range(120):
        if draw.random() < 0.8:
            a_response(survey, draw.choice(["MAY", "SME"]), strategy=draw.randrange(5))
        else:
            held = Response.objects.filter(survey=survey, withdrawn=None).order_by("?").first()
            if held is not None:
                withdraw_response(response=held)
        _note(survey, looks)
    _note(closed(survey), looks)
    held = list(looks.values())
    assert len(held) > 5
    assert min(len(a ^ b) for a, b in itertools.pairwise(held)) >= 5


def _note(survey: Survey, looks: dict[int, frozenset[int]]) -> None:
    """Who is in a look, at the moment it is made."""
    look = refresh_look(survey)
    if look is not None and look.pk not in looks:
        held = Response.objects.filter(survey=survey, withdrawn=None, confirmed__lte=look.cutoff)
        looks[look.pk] = frozenset(held.values_list("pk", flat=True))
        assert len(looks[look.pk]) == look.people
