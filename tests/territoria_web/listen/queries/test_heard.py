"""What other rooms read of a survey: observed questions, and who was heard."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from a_survey import a_response, an_open_survey, asked, heard_from
from territoria_web.listen.models import Survey, ThemeMark
from territoria_web.listen.queries.heard import heard
from territoria_web.listen.queries.observed import ObservedQuestion, observed_answers
from territoria_web.listen.services.looks import refresh_look

pytestmark = pytest.mark.django_db


def closed(survey: Survey) -> Survey:
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed=timezone.now())
    survey.refresh_from_db()
    refresh_look(survey)
    return survey


def test_questions_of_the_banks_with_five_answers_are_observed():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 3, "SME": 3}, strategy=2, net=1)
    assert observed_answers(survey) == ()
    (found,) = observed_answers(closed(survey))
    today = timezone.localdate()
    assert (found.question, found.value, found.n) == ("digital_strategy_shared", 50.0, 6)
    assert (found.period, found.last_answered) == (str(today.year), today)
    assert isinstance(found, ObservedQuestion)
    assert isinstance(found.last_answered, date)


def test_nobody_heard_is_an_empty_summary():
    assert heard(an_open_survey().cycle) == {}


def test_who_was_heard_is_plain_data_with_quotes_that_were_agreed_and_read():
    survey = an_open_survey()
    for role in ("MAY", "SME", "UNI"):
        asked(survey, role)
    heard_from(survey, {"MAY": 6, "SME": 6}, strategy=4)
    quoted = a_response(survey, "MAY", text="We need fibre.").answers.get()
    unread = a_response(survey, "MAY", text="Nobody read this.").answers.get()
    secret = a_response(survey, "MAY", text="Jo said so.")
    secret.consent = False
    secret.save()
    for answer in (quoted, secret.answers.get()):
        answer.moderated = True
        answer.save()
        ThemeMark.objects.create(answer=answer, theme="connectivity")
    ThemeMark.objects.create(answer=unread, theme="connectivity")
    told = heard(closed(survey).cycle)
    assert json.loads(json.dumps(told)) == told
    assert [quote["text"] for quote in told["quotes"]] == ["We need fibre."]
    assert (told["invited"], told["answered"], told["people"]) == (3, 15, 15)
    assert told["themes"] == []  # two people are too few
    lacking = {lack["group"] for lack in told["missing"]}
    assert lacking == {"knowledge", ""}
