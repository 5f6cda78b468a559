from __future__ import annotations

import pytest

from desk_team import signed_in
from papers_team import a_paper_team
from territoria_web.invite.models import Step
from territoria_web.invite.services.steps import open_steps

pytestmark = pytest.mark.django_db

AHEAD = "The step “Pre-assessment” has not begun. It is begun on its own page."
WAITS = "The step “Pre-assessment” has not begun. Begin the step “Survey of key actors” first"
DONE = (
    "The step “Pre-assessment” is done. To change something, open it once more on its own page, "
    "with a reason."
)


def a_stepping_team():
    team = a_paper_team()
    open_steps(cycle=team.cycle, today=team.cycle.started.date())
    return team


def at(team, path=""):
    return f"/en/desk/{team.cycle.public_id}/findings/{path}"


def test_a_form_says_before_it_is_filled_that_its_step_has_not_begun():
    team = a_stepping_team()
    page = signed_in(team.lead).get(at(team, "add/")).content.decode()
    assert page.count(AHEAD) == 1
    assert page.count(">Begin this step</button>") == 1


def test_its_button_begins_the_step_and_leads_back_to_the_form():
    team = a_stepping_team()
    step = team.cycle.steps.get(kind=Step.Kind.PREASSESSMENT)
    where = f"/en/desk/{team.cycle.public_id}/steps/{step.public_id}/begin/"
    answer = signed_in(team.lead).post(where, {"next": at(team, "add/")})
    assert answer["Location"] == at(team, "add/")
    page = signed_in(team.lead).get(at(team, "add/")).content.decode()
    assert page.count(AHEAD) == 0


def test_a_stranger_s_address_is_not_followed_after_the_step_has_begun():
    team = a_stepping_team()
    step = team.cycle.steps.get(kind=Step.Kind.PREASSESSMENT)
    where = f"/en/desk/{team.cycle.public_id}/steps/{step.public_id}/begin/"
    answer = signed_in(team.lead).post(where, {"next": "//elsewhere.example/"})
    assert answer["Location"] == f"/en/desk/{team.cycle.public_id}/"


def test_whoever_may_not_run_steps_is_shown_the_way_and_no_button():
    team = a_stepping_team()
    page = signed_in(team.expert).get(at(team, "add/")).content.decode()
    assert page.count(AHEAD) == 1
    assert page.count("Begin this step") == 0


def test_a_step_that_is_done_is_said_with_the_way_to_open_it():
    team = a_stepping_team()
    team.cycle.steps.filter(kind=Step.Kind.PREASSESSMENT).update(state=Step.State.DONE)
    page = signed_in(team.lead).get(at(team, "add/")).content.decode()
    assert page.count(DONE) == 1
    assert page.count("Begin this step") == 0


def test_what_would_be_refused_is_not_offered_and_the_notice_leads_to_the_step():
    team = a_stepping_team()
    client = signed_in(team.lead)
    step = team.cycle.steps.get(kind=Step.Kind.PREASSESSMENT)
    form = client.get(at(team, "add/")).content.decode()
    assert 'name="statement"' not in form
    assert f'href="/en/desk/{team.cycle.public_id}/steps/{step.public_id}/"' in form
    assert at(team, "add/") not in client.get(at(team)).content.decode()
    kept = client.post(at(team, "add/"), {"statement": "What I typed"})
    assert "What I typed" in kept.content.decode()


def test_a_meeting_is_not_offered_while_its_step_takes_no_work():
    team = a_stepping_team()
    page = signed_in(team.lead).get(f"/en/desk/{team.cycle.public_id}/convene/").content.decode()
    assert "Begin the step “Pre-assessment” first" in page
    assert 'name="format_id"' not in page


def test_the_step_to_begin_first_is_named_and_linked():
    team = a_stepping_team()
    survey = team.cycle.steps.get(kind=Step.Kind.SURVEY)
    team.cycle.steps.filter(pk=survey.pk).update(state=Step.State.AHEAD)
    page = signed_in(team.lead).get(at(team)).content.decode()
    assert page.count(WAITS) == 1
    assert f'/steps/{survey.public_id}/">The step “Survey of key actors”</a>' in page
    assert "Begin this step" not in page


def test_a_step_says_when_its_reason_is_needed():
    team = a_stepping_team()
    step = team.cycle.steps.get(kind=Step.Kind.PREASSESSMENT)
    team.cycle.steps.filter(pk=step.pk).update(state=Step.State.DONE)
    where = f"/en/desk/{team.cycle.public_id}/steps/{step.public_id}/"
    page = signed_in(team.lead).get(where).content.decode()
    assert "Needed to open it once more." in page
    assert "Reason <span" not in page
