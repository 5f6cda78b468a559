"""What a survey says becomes figures of the team: scores follow in steps, and nothing is kept twice."""

from __future__ import annotations

import pytest
from django.test import Client

from a_survey import a_response, an_open_survey, heard_from
from desk_team import Team, a_team, give, signed_in, work_all
from territoria_web.jobs.models import Job
from territoria_web.listen.models import Survey
from territoria_web.listen.services.looks import refresh_look
from territoria_web.measure.models import Assessment, Release, Score
from territoria_web.measure.queries.team_releases import own_assessment
from territoria_web.measure.services.survey_answers import take_survey_answers
from territoria_web.recommend import tasks
from territoria_web.recommend.queries.derivations import explanation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def surveyed(team: Team, *, mayors: int, firms: int, strategy: int = 1) -> Survey:
    """Mayors and firms who all pick the same level, and a survey that is closed."""
    survey = an_open_survey(team.cycle)
    heard_from(survey, {"MAY": mayors, "SME": firms}, strategy=strategy)
    return closed(survey)


def closed(survey: Survey) -> Survey:
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    survey.refresh_from_db()
    return survey


def said(team: Team, node: str = "A1.1") -> dict[str, list[float]]:
    assessment = own_assessment(team.cycle)
    assert assessment is not None
    return Score.objects.get(
        assessment=assessment, territory=team.cycle.territory, node=node
    ).answers


def test_answers_reach_the_scores_and_the_desk_of_the_team_as_soon_as_the_worker_comes_by():
    team = a_team()
    refresh_look(surveyed(team, mayors=6, firms=6))
    assert [j.kind for j in Job.objects.filter(cycle=team.cycle)] == ["observe-survey"]
    work_all()
    value, low, high = said(team)["said"]
    assert value == pytest.approx(25.0)
    assert low < value < high
    together, low, high = said(team)["together"]
    public = Assessment.objects.get(cycle=None, current=True, framework="blueprint")
    shown = public.scores.filter(territory=team.cycle.territory)
    assert together == pytest.approx((shown.get(node="A1.1").value + 25.0) / 2)

    # what is compared with others stays as it was
    own = own_assessment(team.cycle)
    assert own is not None
    here = own.scores.filter(territory=team.cycle.territory, value__isnull=False)
    known = shown.filter(value__isnull=False)
    assert dict(here.values_list("node", "value")) == dict(known.values_list("node", "value"))

    # the desk shows it to the team, and nobody else is shown it
    page = signed_in(team.lead).get(team.at("measure/"))
    (row,) = page.context["answers"]
    assert row["row"].said[0] == pytest.approx(25.0)
    assert signed_in(team.lead).get(row["said_url"]).status_code == 200
    told = Client().get("/en/explain/", {"number": row["row"].said_address})
    assert told.status_code == 404


def test_the_same_answers_are_taken_once():
    team = a_team()
    survey = surveyed(team, mayors=6, firms=6)
    first, again = (take_survey_answers(survey=survey) for _ in range(2))
    assert first == again
    assert Release.objects.filter(survey=survey).count() == 1


def test_fewer_than_five_answers_change_no_score():
    team = a_team()
    assert take_survey_answers(survey=surveyed(team, mayors=4, firms=0)) is None
    assert not Release.objects.filter(cycle=team.cycle).exists()


def test_an_open_survey_is_taken_over_in_steps_and_what_was_replaced_goes(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(tasks, "diagnose_once", lambda **told: None)  # scores are asked for here
    team = a_team()
    survey = an_open_survey(team.cycle)
    heard_from(survey, {"MAY": 5, "SME": 6}, strategy=0)
    first = take_survey_answers(survey=survey)
    work_all()
    assert first is not None
    assert first.descriptor == {"answers": 6, "interim": True}
    a_response(survey, "SME", strategy=4)
    assert take_survey_answers(survey=survey) == first  # one more is not enough to show
    heard_from(survey, {"MAY": 5}, strategy=4)
    second = take_survey_answers(survey=survey)
    work_all()
    assert second is not None
    assert second != first
    assert own_assessment(team.cycle).own == second
    third = take_survey_answers(survey=closed(survey))
    work_all()
    assert third is not None
    assert third.descriptor["interim"] is False
    assert not Release.objects.filter(pk=first.pk).exists()
    assert Assessment.objects.filter(cycle=team.cycle).count() <= 2


def test_own_figures_and_answers_stand_together_and_each_names_its_source():
    team = a_team()
    give(team)
    take_survey_answers(survey=surveyed(team, mayors=6, firms=6))
    refresh_look(Survey.objects.get(cycle=team.cycle))
    work_all()
    assessment = own_assessment(team.cycle)
    assert assessment is not None
    address = assessment.address("said", team.cycle.territory.key, "A1.1")
    found = explanation_of(address, team.cycle)
    assert found.agrees is True
    told = "\n".join(line.text for line in found.lines)
    assert "Survey of key actors, 12 answered" in told
    figure = explanation_of(
        assessment.address("observation", team.cycle.territory.key, "hrst"), team.cycle
    )
    assert figure.reading.value == 38.5
