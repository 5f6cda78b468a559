"""A closed cycle takes nothing, in none of the rooms that write into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from territoria_web.compare.services.peer_groups import choose_peers, go_back_to_structure
from territoria_web.invite.models import Step
from territoria_web.invite.services.steps import leave_step_out, plan_step
from territoria_web.measure.models import Release
from territoria_web.measure.services.cycles import choose_framework
from territoria_web.measure.services.own_figures import take_back_release, withdraw_release
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.rules import refuse_where_closed

pytestmark = pytest.mark.django_db

REASON = "They are asked by people who know the place."


@pytest.fixture
def cycle() -> Cycle:
    place = Territory.objects.create(
        code="X1", version="2021", name="Lakeland", level=2, country="X"
    )
    return Cycle.objects.create(territory=place, title="Over", state=Cycle.State.CLOSED)


def test_what_belongs_to_a_network_has_no_cycle_that_could_be_closed():
    refuse_where_closed(None)


@pytest.mark.parametrize(
    "write",
    [
        lambda by, cycle: choose_framework(by=by, cycle=cycle, framework="blueprint"),
        lambda by, cycle: choose_peers(by=by, cycle=cycle, codes=["X2"], reason=REASON),
        lambda by, cycle: go_back_to_structure(by=by, cycle=cycle, reason=REASON),
    ],
)
def test_a_closed_cycle_keeps_its_framework_and_its_peers(cycle: Cycle, write: Callable[..., Any]):
    with pytest.raises(ValidationError, match="This cycle is closed"):
        write(User.objects.create_user("lead@example.org"), cycle)


def test_a_closed_cycle_keeps_the_figures_it_used(cycle: Cycle):
    by = User.objects.create_user("lead@example.org")
    release = Release.objects.create(name="own-x1", title="Own", digest="0" * 64, cycle=cycle)
    with pytest.raises(ValidationError, match="This cycle is closed"):
        withdraw_release(by=by, cycle=cycle, release=release)
    Release.objects.update(withdrawn=timezone.now())
    with pytest.raises(ValidationError, match="This cycle is closed"):
        take_back_release(by=by, cycle=cycle, release=release)


def test_the_steps_of_a_closed_cycle_keep_their_dates_and_reasons(cycle: Cycle):
    by = User.objects.create_user("lead@example.org")
    step = Step.objects.create(
        cycle=cycle, kind=Step.Kind.SURVEY, state=Step.State.LEFT_OUT, reason="No time."
    )
    with pytest.raises(ValidationError, match="This cycle is closed"):
        leave_step_out(by=by, step=step, reason="Another reason")
    with pytest.raises(ValidationError, match="This cycle is closed"):
        plan_step(by=by, step=step, owner=by, begins=None, due=None)
    assert Entry.objects.count() == 0
