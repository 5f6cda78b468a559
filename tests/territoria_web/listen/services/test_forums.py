"""The forum of a cycle: opened once, changed one at a time, closed and opened again; vouching."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_forum import FRAME, a_forum
from a_survey import a_cycle
from territoria_web.library.codes import is_code
from territoria_web.listen.models import Forum, Vouch
from territoria_web.listen.services.forums import (
    Frame,
    change_forum,
    open_forum,
    set_forum_open,
    vouch_for,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
WHY = "The assembly of the Riverside school."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


def deeds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("what", flat=True))


def frame(**fields) -> Frame:
    return Frame(**{**FRAME.__dict__, **fields})


def test_a_cycle_opens_one_forum_under_a_code_of_its_own(lead: User, forum: Forum):
    assert is_code(forum.code)
    assert (forum.office, forum.languages, deeds()) == (
        *("Citizens’ office", ["en", "fr"], ["open forum"]),
    )
    with pytest.raises(ValidationError):
        open_forum(by=lead, cycle=forum.cycle, frame=FRAME)
    other = a_forum(Cycle.objects.create(territory=forum.cycle.territory, title="Other"), lead)
    assert other.code != forum.code


@pytest.mark.parametrize(
    ("field", "value"),
    [("office", "  "), ("languages", []), ("answer_days", 0), ("answer_days", 366)]
    + [("keep_months", 0), ("keep_months", 121)],
)
def test_what_cannot_be_promised_is_refused_by_its_field(lead: User, field: str, value: object):
    with pytest.raises(ValidationError) as refused:
        open_forum(by=lead, cycle=a_cycle(), frame=frame(**{field: value}))
    assert list(refused.value.message_dict) == [field]
    assert (Forum.objects.count(), deeds()) == (0, [])


def test_a_closed_cycle_opens_none_and_changes_none(lead: User, forum: Forum):
    cycle = forum.cycle
    cycle.state = Cycle.State.CLOSED
    for deed in (
        lambda: open_forum(by=lead, cycle=cycle, frame=FRAME),
        lambda: change_forum(by=lead, forum=forum, frame=FRAME, seen=0),
        lambda: set_forum_open(by=lead, forum=forum, is_open=True),
    ):
        with pytest.raises(ValidationError):
            deed()


def test_of_two_who_change_it_the_second_is_told(lead: User, forum: Forum):
    other = Forum.objects.get(pk=forum.pk)
    change_forum(by=lead, forum=forum, frame=frame(answer_days=14), seen=0)
    assert (forum.answer_days, forum.edit) == (14, 1)
    with pytest.raises(ChangedMeanwhile):
        change_forum(by=lead, forum=other, frame=frame(answer_days=7), seen=0)
    entry = Entry.objects.get(what="change forum")
    assert (entry.before, entry.after) == ({"answer_days": 30}, {"answer_days": 14})


def test_a_change_that_changes_nothing_writes_no_line(lead: User, forum: Forum):
    change_forum(by=lead, forum=forum, frame=FRAME, seen=0)
    assert deeds() == ["open forum"]


def test_it_is_closed_once_and_opened_again_once(lead: User, forum: Forum):
    for is_open in (False, False, True, True):
        set_forum_open(by=lead, forum=forum, is_open=is_open)
        assert forum.is_open is is_open
    assert deeds() == ["open forum", "close forum", "reopen forum"]


def test_the_team_vouches_for_one_occasion_with_its_people_and_a_reason(lead: User, forum: Forum):
    now = timezone.now()
    row = vouch_for(
        by=lead, forum=forum, begins=now - timedelta(hours=2), ends=now, people=80, reason=WHY
    )
    assert (row.people, row.reason, deeds()[-1]) == (80, WHY, "vouch")


@pytest.mark.parametrize(
    ("field", "value"),
    [("ends", timedelta(hours=-1)), ("ends", timedelta(days=3)), ("people", 0)]
    + [("people", 10_001), ("reason", "A hall.")],
)
def test_a_vouch_that_says_too_little_or_too_much_is_refused(
    lead: User, forum: Forum, field: str, value: object
):
    now = timezone.now()
    told = {"begins": now, "ends": now + timedelta(hours=1), "people": 10, "reason": WHY}
    told[field] = now + value if isinstance(value, timedelta) else value
    with pytest.raises(ValidationError) as refused:
        vouch_for(by=lead, forum=forum, **told)
    assert (list(refused.value.message_dict), Vouch.objects.count()) == ([field], 0)
