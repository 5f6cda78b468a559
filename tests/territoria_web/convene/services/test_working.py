"""Opening a working meeting from a format; changing when and where it is, and who is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_meeting import Meet, a_meeting, a_row
from cohort_network import CODES, a_network
from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.services.working import (
    Settings,
    change_working_meeting,
    missing_to_open,
    open_working_meeting_from,
)
from territoria_web.convene.services.working_programme import change_programme
from territoria_web.convene.working_rules import phases_in
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHEN = {1: (date(2027, 3, 18), time(9, 0))}
HELD = Settings(
    title="Smart economy",
    question="How can cities join traditional and new industries?",
    axis="C2",
    place="Palais des congrès, Bordeaux",
    timezone="Europe/Paris",
    days=WHEN,
)


def change(meet: Meet, settings: Settings, seen: int | None = None) -> WorkingMeeting:
    row = meet.row
    seen = row.edit if seen is None else seen
    return change_working_meeting(
        by=meet.network.office,
        meeting=row,
        seen=seen,
        settings=settings,
        origin="https://t.example",
    )


def test_a_meeting_begins_with_the_programme_of_its_format_and_nobody_sees_it():
    network = a_network(*CODES)
    made = open_working_meeting_from(
        by=network.office,
        network=network.row,
        format_id="barcamp",
        title="  Smart   economy ",
        language="en",
    )
    assert (made.title, made.state, made.opened) == ("Smart economy", "planned", None)
    assert [p.id for p in phases_in(made) if not p.pause][:4] == [
        "arrive",
        "pitch",
        "choose",
        "grid",
    ]
    assert (made.seats, made.least) == (80, 5)
    assert sorted(missing_to_open(made)) == ["days", "place"]
    entry = Entry.objects.get(what="open working meeting")
    assert entry.after == {"title": "Smart economy", "format": "barcamp"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"format_id": "two-day-workshop"}, "format_id"),
        ({"title": "x"}, "title"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_meeting_is_opened_from_a_format_of_its_own_only(wrong: dict[str, str], field: str):
    network = a_network(*CODES)
    told: dict[str, Any] = {"format_id": "barcamp", "title": "Smart economy", "language": "en"}
    with pytest.raises(ValidationError) as refused:
        open_working_meeting_from(by=network.office, network=network.row, **{**told, **wrong})
    assert list(refused.value.message_dict) == [field]


def test_those_registered_get_one_letter_where_the_hour_changes_and_rounds_move_with_it(
    settings: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IN_BACKGROUND = False
    meet = a_meeting(people=2)
    meet.row.attendees.filter(pk=meet.people[1].pk).update(language="fr")
    rounds = list(meet.row.slots.values_list("begins", flat=True))
    later = {1: (date(2027, 3, 19), time(10, 30))}
    with django_capture_on_commit_callbacks(execute=True):
        change(meet, replace(HELD, days=later))
    assert sorted(to for mail in mailoutbox for to in mail.to) == [p.email for p in meet.people]
    english = next(mail for mail in mailoutbox if mail.to == [meet.people[0].email])
    assert english.subject == "Changed: Smart economy"
    assert "19 March 2027, 10:30–14:15 (Europe/Paris)" in english.body
    name, calendar, kind = english.attachments[0]
    assert (name, kind) == ("meeting.ics", "text/calendar")
    assert "SEQUENCE:1" in calendar
    moved = [now - then for now, then in zip(meet.row.slots.values_list("begins", flat=True), rounds,
                                             strict=True)]  # fmt: skip
    assert {delta.total_seconds() for delta in moved} == {25.5 * 3600}


def test_what_nobody_was_told_brings_no_letter(
    settings: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IN_BACKGROUND = False
    meet = a_meeting(people=1)
    with django_capture_on_commit_callbacks(execute=True):
        change(meet, replace(HELD, question="And what stops them?"))
        change_again = change(meet, replace(HELD, question="And what stops them?"), seen=1)
    assert (mailoutbox, change_again.edit) == ([], 1)
    entry = Entry.objects.get(what="change working meeting")
    assert entry.after["link"] is False


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": {1: (None, time(9))}}, "days"),
        ({"days": {1: (date(2027, 3, 18), time(22))}}, "days"),
        ({"place": " "}, "place"),
        ({"mode": "both"}, "link"),
        ({"mode": "online", "link": "javascript:alert(1)"}, "link"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"axis": "C99"}, "axis"),
        ({"seats": 2}, "seats"),
        ({"least": 1}, "least"),
        ({"most_of_city": 0}, "most_of_city"),
    ],
)
def test_an_open_meeting_keeps_what_people_need(wrong: dict[str, Any], field: str):
    meet = a_meeting(people=3)
    with pytest.raises(ValidationError) as refused:
        change(meet, replace(HELD, **wrong))
    assert list(refused.value.message_dict) == [field]


def test_whoever_was_slower_changes_nothing():
    meet = a_meeting(people=0)
    change(meet, replace(HELD, title="Smart talent"))
    with pytest.raises(ChangedMeanwhile):
        change(meet, replace(HELD, title="Smart people"), seen=0)
    assert WorkingMeeting.objects.get(pk=meet.row.pk).title == "Smart talent"


def test_a_programme_keeps_its_records_and_what_was_held():
    meet = a_meeting(people=0, state="live", phase="pitch")
    lines = [replace(p, minutes=p.minutes + 5) for p in phases_in(meet.row) if p.id != "plenary"]
    change_programme(by=meet.network.office, meeting=meet.row, agenda=lines, seen=0)
    row = WorkingMeeting.objects.get(pk=meet.row.pk)
    held = {p.id: p for p in phases_in(row)}
    assert (held["pitch"].minutes, held["pitch"].records) == (25, ("topic",))
    assert "plenary" not in held
    without = [p for p in phases_in(row) if p.id != "pitch"]
    with pytest.raises(ValidationError, match="has been held already"):
        change_programme(by=meet.network.office, meeting=row, agenda=without, seen=row.edit)
    with pytest.raises(ChangedMeanwhile):
        change_programme(by=meet.network.office, meeting=row, agenda=lines[:-1], seen=0)


def test_a_meeting_that_is_over_stays_as_it_was():
    meet = a_meeting(people=0, state="ended")
    with pytest.raises(ValidationError, match="is over"):
        change(meet, HELD)
    with pytest.raises(ValidationError, match="is over"):
        change_programme(
            by=meet.network.office, meeting=meet.row, agenda=phases_in(meet.row)[:2], seen=0
        )


def test_a_row_of_the_tests_is_one_that_could_be_opened():
    assert missing_to_open(a_row(a_network(*CODES), state="planned")) == {}


def test_more_people_than_places_do_not_stand_in_the_way_of_another_room():
    meet = a_meeting(people=5, seats=3)  # some came in at the door
    kept = change(meet, replace(HELD, seats=3, place="Town hall"))
    assert kept.place == "Town hall"
    with pytest.raises(ValidationError, match="5 people are registered"):
        change(Meet(meet.network, kept, meet.people, meet.keys), replace(HELD, seats=2))
