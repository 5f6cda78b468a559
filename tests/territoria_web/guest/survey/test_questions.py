"""Questions that hang on others, and those that must be answered."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from a_survey import BODY, an_open_survey, asked, begun
from territoria_web.listen.models import Response, Survey
from territoria_web.listen.rules import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


def survey_with(**changes: dict[str, Any]) -> Survey:
    """The trial with other properties of some items."""
    survey = an_open_survey()
    assert survey.frozen is not None
    body = copy.deepcopy(BODY)
    for item in body["items"]:
        item.update(changes.get(item["id"], {}))
    survey.frozen.body = body
    survey.frozen.digest = f"{hash(str(changes)):064d}"[:64]
    survey.frozen.save()
    return survey


def test_a_question_that_hangs_on_an_answer_comes_when_it_is_given(client: Client):
    hangs = {"when": {"item": "age", "options": ["old"]}}
    invitation = asked(survey_with(wish=hangs))
    begun(client, token_of(invitation))
    second = f"/en/survey/{token_of(invitation)}/2/"
    assert 'name="q-wish"' not in client.get(second).content.decode()
    client.post(second, {"q-wish": "too early"})
    again = client.post(second, {"q-age": "old"})
    assert again["Location"] == f"{second}#more"
    assert 'name="q-wish"' in client.get(second).content.decode()
    onward = client.post(second, {"q-age": "old", "q-wish": "Fibre"})
    assert onward["Location"].endswith("/summary/")
    texts = Response.objects.get().answers.exclude(text="").values_list("text", flat=True)
    assert list(texts) == ["Fibre"]


def test_what_must_be_answered_is_named_before_sending(client: Client):
    invitation = asked(survey_with(net={"required": True}))
    begun(client, token_of(invitation))
    link = f"/en/survey/{token_of(invitation)}/"
    client.post(f"{link}1/", {"q-strategy": "L2"})
    answer = client.post(f"{link}summary/")
    assert answer.status_code == 422
    assert "These questions must still be answered" in answer.content.decode()
    client.post(f"{link}2/", {"q-net": "dont_know"})
    assert client.post(f"{link}summary/").status_code == 302


def test_a_page_that_is_not_there_leads_to_the_last_one(client: Client):
    invitation = asked(an_open_survey())
    begun(client, token_of(invitation))
    answer = client.get(f"/en/survey/{token_of(invitation)}/99/")
    assert answer["Location"].endswith("/summary/")
