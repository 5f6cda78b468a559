"""The arrangement: worked out by a job, published to those whom it concerns, made again after a no-show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from day_of_companies import ORIGIN, Day, a_company_day, a_talk, arranged, published
from territoria.act.matchmaking import Arrangement, Meeting, judge_arrangement
from territoria_web.act.models import CompanyDay, Encounter, Schedule
from territoria_web.act.queries.company_schedules import (
    asked_of,
    holes_of,
    is_outdated,
    unplaced_of,
    worth_of,
)
from territoria_web.act.rules.companies import Talk
from territoria_web.act.services.companies import leave_day
from territoria_web.act.services.company_office import mark_absent
from territoria_web.act.services.company_schedules import (
    ask_for_schedule,
    drop_schedule,
    publish_schedule,
)
from territoria_web.act.services.talks import mark_talk, pin_talk, withdraw_talk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def a_full_day(**fields: Any) -> Day:
    """Four companies of which all want to talk with all."""
    day = a_company_day(**fields)
    for one in range(4):
        for other in range(one + 1, 4):
            a_talk(day, one, other)
    return day


def places(day: Day) -> dict[str, tuple[int | None, int | None]]:
    rows = Encounter.objects.filter(day=day.row).select_related("asker", "asked")
    return {f"{one.asker.name} – {one.asked.name}": (one.slot, one.table) for one in rows}


def test_without_an_agreed_talk_there_is_nothing_to_arrange():
    day = a_company_day()
    a_talk(day, 0, 1, state=Talk.REQUESTED)
    with pytest.raises(ValidationError, match="nothing to arrange"):
        ask_for_schedule(by=day.network.office, day=day.row)


def test_a_draft_says_how_good_it_is_and_is_on_no_agenda():
    day = a_full_day()
    draft = arranged(day)
    assert (len(draft.meetings), draft.value, draft.bound, draft.unplaced) == (6, 42, 42, [])
    assert worth_of(draft) == "6 talks: no arrangement is worth more."
    assert holes_of(draft) == "No company waits between two talks."
    assert set(day.talks().values()) == {"accepted"}
    assert arranged(day).number == 1  # an older draft goes
    last = Schedule.objects.get()
    drop_schedule(by=day.network.office, schedule=last)
    assert Schedule.objects.count() == 0
    with pytest.raises(ValidationError, match="meanwhile"):
        drop_schedule(by=day.network.office, schedule=last)
    near = Schedule(day=day.row, value=30_000, bound=30_001)  # a bound is rounded up
    assert worth_of(near) == "0 talks: another arrangement could be worth 0.01 % more at most."


def test_what_is_kept_holds_before_an_independent_judge():
    day = a_full_day(slots=2)
    pin_talk(by=day.network.office, talk=Encounter.objects.first(), slot=1, table=2)
    draft = arranged(day)
    draft.day = day.row
    asked = asked_of(day.row, timezone.now())
    weights = {frozenset(k): 7 for k in asked.talks}
    kept = [
        Meeting(
            *sorted((str(m["a"]), str(m["b"]))),
            m["slot"] + 1,
            m["table"],
            weights[frozenset((str(m["a"]), str(m["b"])))],
        )
        for m in draft.meetings
    ]
    assert (len(kept), len(draft.unplaced)) == (4, 2)
    found = Arrangement(tuple(kept), (), draft.value, draft.bound, 0, 0, 0, 0, 1)
    judged = judge_arrangement(
        found, asked.parties, asked.wishes, slots=2, tables=2, pins=asked.pins
    )
    assert [fault for fault in judged.faults if "not every wish" not in fault] == []
    firms = {one.pk: one for one in day.firms}
    assert {why for _a, _b, why in unplaced_of(draft, firms)} == {
        "One of them has a talk in every slot."
    }


def test_the_first_publication_tells_everybody_and_later_ones_those_whose_agenda_changed(
    django_capture_on_commit_callbacks: Any,
):
    day = a_full_day()
    with django_capture_on_commit_callbacks(execute=True):
        first = published(day)
    assert (first.told, len(mail.outbox)) == (4, 4)
    letter = next(one for one in mail.outbox if one.to == ["firm-0@day.example"])
    assert letter.subject == "Your agenda: Green technology"
    assert letter.body.count("Table") == 3
    assert [name for name, *_rest in letter.attachments] == ["talks.ics"]
    assert CompanyDay.objects.get().state == "arranged"
    assert set(day.talks().values()) == {"scheduled"}
    mail.outbox.clear()
    row = Encounter.objects.get(asker=day.firms[0], asked=day.firms[1])
    before = places(day)
    withdraw_talk(company=day.firms[0], talk=row)
    with django_capture_on_commit_callbacks(execute=True):
        second = published(day, keep=True)
    assert sorted(one.to[0] for one in mail.outbox) == ["firm-0@day.example", "firm-1@day.example"]
    assert (second.told, second.changes) == (2, [day.firms[0].pk, day.firms[1].pk])
    assert mail.outbox[0].subject == "Your agenda has changed: Green technology"
    assert worth_of(second) == (
        "5 talks: none is worth more while the published talks stay where they are."
    )
    after = places(day)
    assert {name for name in before if before[name] != after[name]} == {"Woodworks – Sensoria"}


def begun(day: Day, minutes: int) -> None:
    """The first talks began so many minutes ago."""
    begins = timezone.now() - timedelta(minutes=minutes)
    day.row.refresh_from_db()
    day.row.slots = [(begins + timedelta(minutes=25 * n)).isoformat() for n in range(4)]
    day.row.save()


def test_whoever_leaves_on_the_day_takes_back_only_what_is_to_come(
    django_capture_on_commit_callbacks: Any,
):
    day = a_full_day()
    published(day)
    begun(day, 30)  # two slots have begun
    mark_talk(by=day.network.office, talk=Encounter.objects.filter(slot=0)[0], held=True)
    past = {e.pk: (e.state, e.slot, e.table) for e in Encounter.objects.filter(slot__lte=1)}
    gone = Encounter.objects.filter(slot=0)[0].asker
    with django_capture_on_commit_callbacks(execute=True):
        leave_day(company=gone, origin=ORIGIN)
    assert len(mail.outbox) == 1  # of its third talk
    again = published(day)
    held = Encounter.objects.filter(pk__in=past)
    assert {e.pk: (e.state, e.slot, e.table) for e in held} == past
    assert gone.pk in {one for m in again.meetings for one in (m["a"], m["b"])}


def test_nothing_is_fixed_into_the_past_and_a_fixed_slot_that_is_over_holds_nothing():
    day = a_full_day()
    begun(day, 10)
    talk = Encounter.objects.first()
    with pytest.raises(ValidationError, match="to come"):
        pin_talk(by=day.network.office, talk=talk, slot=0)
    Encounter.objects.filter(pk=talk.pk).update(pin_slot=0)
    assert 0 not in {m["slot"] for m in arranged(day).meetings}


def test_nothing_outdated_is_published():
    day = a_full_day()
    draft = arranged(day)
    withdraw_talk(company=day.firms[0], talk=Encounter.objects.first())
    with pytest.raises(ValidationError, match="once more"):
        publish_schedule(by=day.network.office, schedule=draft, origin=ORIGIN)
    draft = arranged(day)
    publish_schedule(by=day.network.office, schedule=draft, origin=ORIGIN)
    with pytest.raises(ValidationError, match="meanwhile"):
        publish_schedule(by=day.network.office, schedule=draft, origin=ORIGIN)


def test_after_a_no_show_what_was_held_and_fixed_stays_and_no_slot_of_the_past_is_filled():
    day = a_full_day()
    published(day)
    begun(day, 30)  # two slots have begun
    first = Encounter.objects.filter(slot=0).order_by("table").first()
    mark_talk(by=day.network.office, talk=first, held=True)
    before = {e.pk: (e.slot, e.table) for e in Encounter.objects.filter(slot__lte=1)}
    fixed = (
        Encounter.objects.filter(slot__gte=2)
        .exclude(asker=day.firms[3])
        .exclude(asked=day.firms[3])
        .first()
    )
    pin_talk(by=day.network.office, talk=fixed, slot=3, table=1)
    assert mark_absent(by=day.network.office, company=day.firms[3]) >= 1
    again = published(day)
    after = {e.pk: (e.slot, e.table) for e in Encounter.objects.filter(pk__in=before)}
    kept = {
        pk: place for pk, place in before.items() if Encounter.objects.get(pk=pk).state != "no-show"
    }
    assert {pk: after[pk] for pk in kept} == kept
    fixed.refresh_from_db()
    assert (fixed.slot, fixed.table) == (3, 1)
    again.day = day.row
    assert not is_outdated(again, timezone.now())
    gone = {m["talk"] for m in again.meetings if day.firms[3].pk in (m["a"], m["b"])}
    assert gone <= set(kept)
    assert mark_absent(by=day.network.office, company=day.firms[3], absent=False) >= 0
