"""Exchanges: prepared, moved with the former day readable, held with the next one, missed, cancelled."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_project import ORIGIN, Doing, S, a_project
from territoria_web.act.deeds.target import Target
from territoria_web.act.forms.meetings import HoldForm
from territoria_web.act.models import Exchange
from territoria_web.act.queries.exchange_words import when_said
from territoria_web.act.services.exchanges import (
    Details,
    Held,
    cancel_exchange,
    change_exchange,
    hold_exchange,
    miss_exchange,
    move_exchange,
    plan_exchange,
)
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TODAY = date(2027, 1, 10)


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def begun(day: date = TODAY) -> Doing:
    d = a_project(S.RUNNING)
    d.row.exchanges.update(day=day)
    return d


def on(d: Doing, number: int = 1, who: str = "Bordeaux") -> dict[str, object]:
    return {"project": d.row, "doer": d.by(who), "exchange": d.exchange(number)}


def test_held_on_10_january_the_next_one_is_planned_for_10_may_at_the_same_hour():
    d = begun()
    details = Details(
        theme="Tools", starts=time(14), timezone="Europe/Paris", link="https://room.example/x"
    )
    change_exchange(**on(d), details=details, seen=0)
    assert when_said(d.exchange()) == "Sunday 10 January 2027, 14:00–15:00 (Europe/Paris)"
    told = Held("We saw three tools.", "Shop", d.partner("Bilbao"), date(2027, 5, 10))
    held = hold_exchange(**on(d, who="Bilbao"), told=told, seen=1, today=TODAY)
    assert (held.state, held.host) == (Exchange.State.HELD, d.partner("Bilbao"))
    following = d.exchange(2)
    assert (following.day, following.starts, following.link, following.theme) == (
        date(2027, 5, 10),
        time(14),
        "https://room.example/x",
        "",
    )
    assert [line.what for line in d.row.story.all()] == [
        "exchange planned",
        "exchange held",
        "exchange prepared",
    ]


def test_notes_that_come_late_plan_no_exchange_for_a_day_that_has_passed():
    d, late = begun(), date(2027, 6, 1)
    with pytest.raises(ValidationError) as refused:
        hold_exchange(**on(d), told=Held("Notes", following=date(2027, 5, 10)), seen=0, today=late)
    assert refused.value.message_dict == {"following": ["This day has passed."]}
    form = HoldForm(target=Target(d.row, d.by(), late, d.exchange()))
    assert form["following"].value() == date(2027, 10, 1)


def test_who_was_told_of_another_hour_is_told_anew_and_a_moved_day_is_told_once():
    d = begun()
    d.row.exchanges.update(told=timezone.now())
    change_exchange(**on(d), details=Details(theme="Tools"), seen=0)
    assert d.exchange().told is not None
    change_exchange(**on(d), details=Details(theme="Tools", starts=time(15)), seen=1)
    assert d.exchange().told is None
    soon, later = date(2027, 1, 17), date(2027, 1, 18)
    move_exchange(**on(d), day=soon, seen=2, origin=ORIGIN, today=TODAY)
    assert d.exchange().told is not None  # its letter has just gone out
    move_exchange(**on(d), day=later, seen=3, origin=ORIGIN, today=TODAY)
    assert d.exchange().told is None


def test_where_one_is_planned_already_holding_another_plans_no_third():
    d = begun()
    plan_exchange(project=d.row, doer=d.by(), day=date(2027, 4, 1), theme="", seen=0, today=TODAY)
    hold_exchange(**on(d), told=Held("Notes", following=date(2027, 5, 10)), seen=0, today=TODAY)
    assert d.row.exchanges.count() == 2


def test_what_cannot_be_is_refused_and_whoever_is_slower_is_told():
    d = begun(date(2027, 2, 1))
    with pytest.raises(ValidationError):
        hold_exchange(**on(d), told=Held("Too early"), seen=0, today=TODAY)
    d.row.exchanges.update(day=TODAY)
    with pytest.raises(ValidationError) as refused:
        hold_exchange(**on(d), told=Held(" "), seen=0, today=TODAY)
    assert set(refused.value.message_dict) == {"notes"}
    with pytest.raises(ChangedMeanwhile):
        hold_exchange(**on(d), told=Held("Notes"), seen=7, today=TODAY)
    with pytest.raises(ValidationError):
        change_exchange(**on(d), details=Details(timezone="Mars/Base"), seen=0)


def test_a_moved_day_stays_readable_and_partners_are_told_in_one_letter_each(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = begun(date(2027, 2, 1))
    with django_capture_on_commit_callbacks(execute=True):
        move_exchange(**on(d), day=date(2027, 2, 8), seen=0, origin=ORIGIN, today=TODAY)
    assert d.exchange().moved_from == date(2027, 2, 1)
    assert sorted(m.to[0] for m in mail.outbox) == ["bilbao@city.example", "bordeaux@city.example"]
    assert "Formerly: 1 February 2027" in mail.outbox[0].body
    move_exchange(**on(d), day=date(2027, 2, 1), seen=1, origin=ORIGIN, today=TODAY)
    assert d.exchange().moved_from is None
    with pytest.raises(ValidationError):
        move_exchange(**on(d), day=date(2027, 1, 1), seen=2, origin=ORIGIN, today=TODAY)
    with pytest.raises(NotTakenNow):
        move_exchange(
            **on(d, who="Bilbao"), day=date(2027, 3, 1), seen=2, origin=ORIGIN, today=TODAY
        )


def test_one_that_was_not_held_stays_with_its_reason_and_another_day_is_named():
    d = begun(date(2027, 1, 9))
    with pytest.raises(ValidationError):
        move_exchange(**on(d), day=date(2027, 2, 1), seen=0, origin=ORIGIN, today=TODAY)
    told = {"reason": "Storm", "following": date(2027, 2, 1), "seen": 0, "today": TODAY}
    miss_exchange(**on(d), **told)
    assert (d.exchange().state, d.exchange(2).day) == (Exchange.State.MISSED, date(2027, 2, 1))
    line = d.row.story.get(what="exchange missed")
    assert (line.said, line.facts) == ("Storm", {"number": 1, "day": "2027-01-09"})
    hold_exchange(**on(d), told=Held("It was held after all."), seen=1, today=TODAY)
    assert d.exchange().state == Exchange.State.HELD


def test_a_cancelled_one_is_told_with_its_day(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = begun(date(2027, 2, 1))
    with django_capture_on_commit_callbacks(execute=True):
        cancel_exchange(**on(d), reason="Elections", seen=0, origin=ORIGIN, today=TODAY)
    assert d.exchange().state == Exchange.State.CANCELLED
    assert "It was planned for: 1 February 2027" in mail.outbox[0].body
    with pytest.raises(NotTakenNow):
        cancel_exchange(**on(d), reason="Again", seen=1, origin=ORIGIN, today=TODAY)


def test_one_whose_day_went_by_is_not_cancelled_any_more():
    d = begun(date(2027, 1, 9))
    with pytest.raises(ValidationError, match="Its day went by"):
        cancel_exchange(**on(d), reason="Nobody came", seen=0, origin=ORIGIN, today=TODAY)
    assert d.exchange().state == Exchange.State.PLANNED
