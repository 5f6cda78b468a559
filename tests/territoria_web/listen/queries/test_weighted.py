"""Weights to known shares: raw and weighted side by side, refused where they would do harm."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from a_survey import an_open_survey, heard_from
from territoria_web.listen.models import Answer, Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.weighted import Weighted, possible_margins, weighted_results
from territoria_web.listen.services.answers import withdraw_response
from territoria_web.listen.services.looks import refresh_look

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def weighted(survey: Survey, **shares: float) -> Weighted:
    survey.margins = {"group": shares}
    look = refresh_look(survey)
    assert look is not None
    found = weighted_results(survey, look)
    assert found is not None
    return found


def closed(roles: dict[str, int]) -> Survey:
    survey = an_open_survey()
    heard_from(survey, roles, strategy=2)
    survey.state = "closed"
    survey.save()
    return survey


def test_weights_bring_the_shares_to_the_known_ones():
    found = weighted(closed({"MAY": 20, "SME": 10}), authority=50.0, business=50.0)
    assert found.why_not == ""
    assert [round(row[3], 10) for row in found.margins] == [0.5, 0.5]
    assert (found.n, round(found.effective_n or 0, 2)) == (30, 26.67)


def test_weights_that_leave_too_few_are_refused_with_the_reason():
    found = weighted(closed({"MAY": 95, "SME": 5}), authority=1.0, business=99.0)
    assert found.why_not != ""
    assert all(after is None for _name, _raw, after in found.scores)


def test_a_label_of_fewer_than_five_is_refused():
    found = weighted(closed({"MAY": 20, "SME": 4}), authority=50.0, business=50.0)
    assert (
        found.why_not == "Fewer than five people have one of the labels. Merge it with another one."
    )


def test_a_label_without_anybody_is_named():
    found = weighted(closed({"MAY": 20}), authority=50.0, business=50.0)
    assert "nobody with this label answered" in found.why_not


def test_an_open_survey_has_no_weights_as_they_would_tell_groups_apart():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 20, "SME": 15}, strategy=2)
    found = weighted(survey, authority=50.0, business=50.0)
    assert found.why_not == "Weights come with the results of the closed survey."
    assert (found.deff, found.scores, found.margins) == (None, (), ())


def test_a_question_that_few_of_a_label_answered_has_no_weighted_score():
    survey = an_open_survey()
    heard_from(survey, {"MAY": 20, "SME": 6}, strategy=2)
    heard_from(survey, {"MAY": 20, "SME": 4}, net=1)
    survey.state = "closed"
    survey.save()
    found = weighted(survey, authority=50.0, business=50.0)
    scores = {name: after is not None for name, _raw, after in found.scores}
    assert (scores["strategy"], scores["net"]) == (True, False)


def test_the_few_of_a_role_who_have_another_label_are_not_told_by_weights():
    survey = an_open_survey()
    people = heard_from(survey, {"MAY": 6, "SME": 6}, strategy=2)
    Answer.objects.bulk_create(
        Answer(response=one, item="age", value=age, answered=one.confirmed)
        for one, age in zip(people, ["young", *["old"] * 5, *["young"] * 6], strict=True)
    )
    survey.state, survey.margins = "closed", {"age": {"young": 50.0, "old": 50.0}}
    survey.save()
    found = weighted_results(survey, refresh_look(survey))
    scores = {name: after for name, _raw, after in found.scores}
    assert scores["strategy"] is None  # one young mayor among the old


def test_weights_wait_where_somebody_took_the_answers_back():
    survey = closed({"MAY": 20, "SME": 10})
    refresh_look(survey)
    withdraw_response(response=survey.responses.first())
    found = weighted(survey, authority=50.0, business=50.0)
    assert (found.deff, found.scores) == (None, ())


def test_margins_are_the_group_and_what_everybody_is_asked():
    assert [m.id for m in possible_margins(form_of(an_open_survey()))] == ["group", "age"]
