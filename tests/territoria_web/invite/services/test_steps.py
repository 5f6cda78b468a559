"""The four steps of a cycle: one after the other, each with an owner, dates and an end."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import events_of_steps, steps_of
from territoria_web.invite.rules import is_late, refuse_unless_open
from territoria_web.invite.services.steps import (
    begin_step,
    close_cycle,
    end_step,
    leave_step_out,
    open_step_again,
    open_steps,
    plan_step,
)
from territoria_web.people.models import Entry, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)


@pytest.fixture
def cycle() -> Cycle:
    place = Territory.objects.create(
        code="X1", version="2021", name="Lakeland", level=2, country="X"
    )
    held = Cycle.objects.create(territory=place, title="A cycle")
    open_steps(cycle=held, today=TODAY)
    return held


@pytest.fixture
def lead(cycle: Cycle) -> User:
    user = User.objects.create_user("lead@example.org")
    give_role(by=None, user=user, role=Role.LEAD, place=cycle.territory)
    return user


def states(cycle: Cycle) -> list[str]:
    return [step.state for step in steps_of(cycle)]


def test_a_cycle_has_four_steps_of_which_the_first_is_under_way(cycle: Cycle):
    assert [s.kind for s in steps_of(cycle)] == [
        "survey",
        "pre-assessment",
        "workshop",
        "briefing",
    ]
    assert states(cycle) == ["open", "ahead", "ahead", "ahead"]


def test_the_proposed_dates_follow_each_other(cycle: Cycle):
    steps = steps_of(cycle)
    assert steps[0].begins == TODAY
    assert all(a.due < b.begins for a, b in itertools.pairwise(steps))


def test_a_step_begins_after_the_one_before_it(cycle: Cycle, lead: User):
    survey, assessment, workshop, _ = steps_of(cycle)
    with pytest.raises(ValidationError, match="after the one before it"):
        begin_step(by=lead, step=workshop)
    begin_step(by=lead, step=assessment)
    begin_step(by=lead, step=workshop)
    assert states(cycle) == ["open", "open", "open", "ahead"]
    assert survey.state == "open"


def test_a_step_that_was_left_out_lets_the_next_begin(cycle: Cycle, lead: User):
    _, assessment, workshop, _ = steps_of(cycle)
    with pytest.raises(ValidationError, match="Write why"):
        leave_step_out(by=lead, step=assessment, reason=" ")
    leave_step_out(by=lead, step=assessment, reason="Done a year ago.")
    begin_step(by=lead, step=workshop)
    assert states(cycle) == ["open", "left-out", "open", "ahead"]


def test_a_step_takes_work_only_while_it_is_open(cycle: Cycle, lead: User):
    survey, assessment, *_ = steps_of(cycle)
    refuse_unless_open(cycle, Step.Kind.SURVEY)
    with pytest.raises(ValidationError, match="has not begun"):
        refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    end_step(by=lead, step=survey)
    with pytest.raises(ValidationError, match="is done"):
        refuse_unless_open(cycle, Step.Kind.SURVEY)
    leave_step_out(by=lead, step=assessment, reason="No time.")
    with pytest.raises(ValidationError, match="was left out"):
        refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)


def test_an_incomplete_step_ends_with_a_reason_only(cycle: Cycle, lead: User):
    survey = steps_of(cycle)[0]
    with pytest.raises(ValidationError, match="Something is missing"):
        end_step(by=lead, step=survey, missing=True)
    end_step(by=lead, step=survey, missing=True, reason="Only twelve firms exist.")
    survey.refresh_from_db()
    assert (survey.state, survey.reason) == ("done", "Only twelve firms exist.")


def test_a_done_step_opens_again_with_a_reason(cycle: Cycle, lead: User):
    survey = steps_of(cycle)[0]
    end_step(by=lead, step=survey)
    with pytest.raises(ValidationError, match="Write why"):
        open_step_again(by=lead, step=survey, reason="")
    open_step_again(by=lead, step=survey, reason="Two schools were forgotten.")
    assert states(cycle)[0] == "open"


def test_only_who_may_work_on_a_step_is_responsible_and_dates_follow_each_other(
    cycle: Cycle, lead: User
):
    survey = steps_of(cycle)[0]
    stranger = User.objects.create_user("stranger@example.org")
    viewer = User.objects.create_user("viewer@example.org")
    give_role(by=None, user=viewer, role=Role.VIEWER, place=cycle.territory)
    for other in (stranger, viewer):
        with pytest.raises(ValidationError, match="Only somebody who may work on it"):
            plan_step(by=lead, step=survey, owner=other, begins=None, due=None)
    with pytest.raises(ValidationError, match="before it begins"):
        plan_step(by=lead, step=survey, owner=lead, begins=TODAY, due=date(2026, 1, 1))
    plan_step(by=lead, step=survey, owner=lead, begins=TODAY, due=date(2026, 12, 1))
    survey.refresh_from_db()
    assert (survey.owner, survey.due) == (lead, date(2026, 12, 1))


def test_late_is_worked_out_from_dates(cycle: Cycle, lead: User):
    survey = steps_of(cycle)[0]
    assert not is_late(survey, survey.due)
    assert is_late(survey, date(2027, 12, 1))
    end_step(by=lead, step=survey)
    survey.refresh_from_db()
    assert not is_late(survey, date(2027, 12, 1))


def test_a_cycle_closes_when_every_step_has_ended_and_takes_nothing_more(cycle: Cycle, lead: User):
    with pytest.raises(ValidationError, match="when each step"):
        close_cycle(by=lead, cycle=cycle)
    for step in steps_of(cycle):
        leave_step_out(by=lead, step=step, reason="A trial.")
    close_cycle(by=lead, cycle=cycle)
    with pytest.raises(ValidationError, match="closed"):
        refuse_unless_open(cycle, Step.Kind.BRIEFING)
    with pytest.raises(ValidationError, match="closed"):
        open_step_again(by=lead, step=steps_of(cycle)[0], reason="Once more.")


def test_each_deed_stands_in_the_journal_once(cycle: Cycle, lead: User):
    survey, assessment, *_ = steps_of(cycle)
    begin_step(by=lead, step=assessment)
    begin_step(by=lead, step=assessment)
    end_step(by=lead, step=survey)
    told = Entry.objects.filter(what__endswith="step").order_by("pk").values_list("what", flat=True)
    assert list(told) == ["begin step", "end step"]


def test_dates_of_steps_go_into_a_calendar(cycle: Cycle, lead: User):
    leave_step_out(by=lead, step=steps_of(cycle)[3], reason="Next year.")
    titles = [event.title for event in events_of_steps(cycle)]
    assert titles[:2] == ["Survey of key actors begins", "Survey of key actors is due"]
    assert len(titles) == 6
    end_step(by=lead, step=steps_of(cycle)[0])
    titles = [event.title for event in events_of_steps(cycle)]
    assert titles[:2] == ["Survey of key actors begins", "Survey of key actors was done"]
