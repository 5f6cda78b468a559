"""Answers: a change is a new row, what is withdrawn is erased, a closed survey takes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from a_survey import a_response, an_open_survey, asked
from territoria_web.invite.models import Step
from territoria_web.listen.models import Answer, Survey, ThemeMark
from territoria_web.listen.queries.given import Kept, kept_answers
from territoria_web.listen.rules import response_key
from territoria_web.listen.services.answers import (
    SurveyClosed,
    begin_response,
    confirm_response,
    save_answers,
    withdraw_response,
)

pytestmark = pytest.mark.django_db
WEB = {"channel": "web", "language": "en", "consent": False}


def test_a_changed_answer_is_a_new_row_and_the_older_one_stays():
    response = a_response(an_open_survey(), strategy=2)
    assert save_answers(response=response, kept={"strategy": Kept(level=3)}) == 1
    assert save_answers(response=response, kept={"strategy": Kept(level=3)}) == 0
    rows = list(response.answers.order_by("pk").values_list("level", "current"))
    assert rows == [(2, False), (3, True)]
    save_answers(response=response, kept={"strategy": Kept()})
    assert kept_answers(response.pk)["strategy"].blank


def test_whoever_begins_twice_has_one_response_with_the_first_role():
    survey = an_open_survey()
    first = begin_response(survey=survey, key="k", role="MAY", **WEB)
    again = begin_response(survey=survey, key="k", role="SME", **WEB | {"consent": True})
    assert (again.pk, again.role, again.consent) == (first.pk, "MAY", True)


def test_sending_counts_once_and_notes_the_day_only():
    survey = an_open_survey()
    invitation = asked(survey)
    response = begin_response(survey=survey, key=response_key(invitation), role="MAY", **WEB)
    confirm_response(response=response, invitation=invitation)
    response.refresh_from_db()
    first = response.confirmed
    confirm_response(response=response, invitation=invitation)
    response.refresh_from_db()
    invitation.refresh_from_db()
    assert (response.confirmed, invitation.answered) == (first, timezone.localdate())


def test_what_is_withdrawn_is_erased_and_still_counted():
    survey = an_open_survey()
    response = a_response(survey, strategy=2, text="Ask my neighbour Jo.")
    save_answers(response=response, kept={"strategy": Kept(level=4)})
    written = response.answers.get(item="wish")
    ThemeMark.objects.create(answer=written, theme="money")
    withdraw_response(response=response)
    rows = Answer.objects.filter(response=response).values_list("level", "value", "text")
    assert list(rows) == [(None, None, "")] * 3
    assert ThemeMark.objects.count() == 0
    with pytest.raises(SurveyClosed):
        save_answers(response=response, kept={"strategy": Kept(level=1)})


@pytest.mark.parametrize(
    "fields",
    [{"state": "closed"}, {"closes": timezone.now() - timedelta(hours=1)}],
)
def test_a_closed_survey_takes_nothing_but_gives_back(fields):
    survey = an_open_survey()
    response = a_response(survey, confirmed=False, strategy=2)
    Survey.objects.filter(pk=survey.pk).update(**fields)
    survey.refresh_from_db()
    response.survey = survey
    with pytest.raises(SurveyClosed):
        save_answers(response=response, kept={"strategy": Kept(level=1)})
    with pytest.raises(SurveyClosed):
        confirm_response(response=response)
    with pytest.raises(SurveyClosed):
        begin_response(survey=survey, key="late", role="MAY", **WEB)
    withdraw_response(response=response)
    assert kept_answers(response.pk)["strategy"].blank


def test_a_step_that_is_done_takes_nothing():
    survey = an_open_survey()
    response = a_response(survey, strategy=2)
    Step.objects.create(cycle=survey.cycle, kind="survey", state="done")
    with pytest.raises(SurveyClosed):
        save_answers(response=response, kept={"strategy": Kept(level=1)})
