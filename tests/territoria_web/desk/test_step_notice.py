from __future__ import annotations

import pytest

from desk_team import signed_in
from papers_team import a_paper_team
from territoria_web.invite.models import Step
from territoria_web.invite.services.steps import open_steps

pytestmark = pytest.mark.django_db

AHEAD = "The step “Pre-assessment” has not begun. Begin it on the page “Overview”."
DONE = (
    "The step “Pre-assessment” is done. To change something, open it once more on the page "
    "“Overview”, with a reason."
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
