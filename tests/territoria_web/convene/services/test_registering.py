"""Registering without an account, coming in, changing what one said, giving the place back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_meeting import Meet, a_meeting
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.working import attendee_by_link, attendee_of_phone
from territoria_web.convene.services.registering import (
    MeetingFull,
    Who,
    cancel_own,
    change_own,
    come_in_new,
    come_in_registered,
    register,
    take_place,
)
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.services.working_people import (
    change_attendee,
    enter_attendee,
    forget_attendee,
    mark_attendance,
)
from territoria_web.convene.working_rules import attendee_link, digest_of_key
from territoria_web.people.models import Entry
from territoria_web.people.often import TO_AN_ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ORIGIN = "https://t.example"
GILDA = Who(name="Gilda Gray", city="Pau", role="SME", email="Gilda@Pau.example")
State = Attendee.State


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def registered(
    meet: Meet, who: Who = GILDA, once: uuid.UUID | None = None
) -> tuple[Attendee | None, str]:
    return register(meeting=meet.row, who=who, language="fr", origin=ORIGIN, once=once)


def test_whoever_registers_has_a_phone_and_a_letter_with_the_dates(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    meet = a_meeting(people=0)
    with django_capture_on_commit_callbacks(execute=True):
        made, token = registered(meet)
    assert made is not None
    assert (made.email, made.language, made.state) == ("gilda@pau.example", "fr", State.REGISTERED)
    assert attendee_of_phone(meet.row.code, digest_of_key(token)) == made
    letter = mailoutbox[0]
    assert letter.to == ["gilda@pau.example"]
    assert f"{ORIGIN}/fr/meet/me/{attendee_link(made)}/" in letter.body
    assert "UID:working-" in letter.attachments[0][1]
    assert not Entry.objects.exclude(what="give role").exists()  # no deed of an account


def test_a_form_sent_twice_registers_once():
    meet, once = a_meeting(people=0), uuid.uuid4()
    first, second = (registered(meet, replace(GILDA, email=""), once) for _time in range(2))
    assert first == second
    assert meet.row.attendees.count() == 1


def test_an_address_registers_once_and_gets_its_link_again_so_many_times_a_day(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    meet = a_meeting(people=0)
    with django_capture_on_commit_callbacks(execute=True):
        made, _token = registered(meet)
        again = [registered(meet, replace(GILDA, name="Somebody else")) for _time in range(7)]
    assert again == [(None, "")] * 7
    assert len(mailoutbox) == TO_AN_ADDRESS
    assert {mail.body for mail in mailoutbox} == {mailoutbox[0].body}
    assert meet.row.attendees.get() == made


def test_a_full_meeting_takes_nobody_until_a_place_is_given_back():
    meet = a_meeting(people=2, seats=2)
    with pytest.raises(MeetingFull):
        registered(meet)
    cancel_own(attendee=meet.people[0])
    made, _token = registered(meet)
    assert made is not None


@pytest.mark.parametrize("state", ["planned", "live", "ended", "reported", "cancelled"])
def test_registration_is_taken_while_it_is_open_only(state: str):
    meet = a_meeting(people=0, state=state)
    with pytest.raises(NotTakenNow):
        registered(meet)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"city": ""}, {"role": "POPE"}])
def test_name_city_and_role_are_asked_for(wrong: dict[str, str]):
    with pytest.raises(ValidationError) as refused:
        registered(a_meeting(people=0), replace(GILDA, **wrong))
    assert list(refused.value.message_dict) == list(wrong)


def test_a_region_of_the_platform_is_known_by_its_name_and_a_city_within_one_is_not():
    meet = a_meeting(people=0)
    region, _token = registered(meet, replace(GILDA, city="Brandenburg", email=""))
    city, _token = registered(meet, replace(GILDA, city="Bordeaux", email=""))
    assert region is not None
    assert region.territory is not None
    assert region.territory.name == "Brandenburg"
    assert city is not None
    assert city.territory is None


def test_at_the_door_those_with_a_place_come_in_and_others_say_who_they_are():
    meet = a_meeting(people=2)
    with pytest.raises(NotTakenNow):
        come_in_registered(attendee=meet.people[0])
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(state="live", phase="arrive", seats=2)
    with pytest.raises(NotTakenNow, match="door is closed"):
        come_in_registered(attendee=meet.people[0])
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(door_open=True)
    held = come_in_registered(attendee=meet.people[0])
    assert (held.state, held.came is not None) == (State.PRESENT, True)
    made, token = come_in_new(meeting=meet.row, who=GILDA, language="en")
    assert made.state == State.PRESENT
    assert attendee_of_phone(meet.row.code, digest_of_key(token)) == made
    with pytest.raises(MeetingFull):
        come_in_new(meeting=meet.row, who=replace(GILDA, email=""), language="en")


def test_a_link_takes_the_place_to_another_phone():
    meet = a_meeting(people=1)
    person = attendee_by_link(attendee_link(meet.people[0]))
    assert person is not None
    token = take_place(attendee=person)
    assert attendee_of_phone(meet.row.code, digest_of_key(meet.keys[0])) is None
    assert attendee_of_phone(meet.row.code, digest_of_key(token)) == person


def test_giving_a_place_back_deletes_what_names_one():
    meet = a_meeting(people=1)
    link = attendee_link(meet.people[0])
    cancel_own(attendee=meet.people[0])
    row = meet.row.attendees.get()
    assert (row.name, row.email, row.key, row.state) == ("", "", "", State.CANCELLED)
    assert attendee_by_link(link) is None
    again, _token = registered(meet, replace(GILDA, email=meet.people[0].email))
    assert again is not None  # the address is free again


@pytest.mark.parametrize("state", ["live", "reported", "cancelled"])
def test_whoever_came_has_the_name_deleted_at_any_time_and_counts(state: str):
    meet = a_meeting(people=1, state="live")
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(state=state)
    cancel_own(attendee=meet.people[0])
    row = meet.row.attendees.get()
    assert (row.name, row.email, row.key, row.state) == ("", "", "", State.PRESENT)


def test_what_one_said_is_changed_by_oneself_until_the_report():
    meet = a_meeting(people=1)
    change_own(attendee=meet.people[0], who=replace(GILDA, may_be_named=True), language="de")
    row = meet.row.attendees.get()
    assert (row.name, row.city, row.email) == ("Gilda Gray", "Pau", meet.people[0].email)
    assert (row.language, row.may_be_named) == ("de", True)
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(state="reported")
    with pytest.raises(NotTakenNow):
        change_own(attendee=meet.people[0], who=GILDA, language="de")


# ── the office ────────────────────────────────────────────────────────────────────────────────


def test_the_office_enters_people_on_paper_and_marks_who_came(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    meet = a_meeting(people=0)
    by = meet.network.office
    with django_capture_on_commit_callbacks(execute=True):
        row = enter_attendee(by=by, meeting=meet.row, who=GILDA, present=False, origin=ORIGIN)
    assert (row.channel, row.entered_by, len(mailoutbox)) == ("paper", by, 1)
    with pytest.raises(ValidationError, match="registered for the meeting already"):
        enter_attendee(by=by, meeting=meet.row, who=GILDA, present=False, origin=ORIGIN)
    with pytest.raises(ValidationError, match="once the meeting has begun"):
        mark_attendance(by=by, attendee=row, state=State.PRESENT)
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(state="live")
    assert mark_attendance(by=by, attendee=row, state=State.PRESENT).came is not None
    assert mark_attendance(by=by, attendee=row, state=State.ABSENT).state == State.ABSENT
    entry = Entry.objects.filter(what="enter attendee").get()
    assert entry.after == {"title": "Smart economy"}


def test_another_address_gets_another_link(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    meet = a_meeting(people=1)
    link = attendee_link(meet.people[0])
    with django_capture_on_commit_callbacks(execute=True):
        row = change_attendee(
            by=meet.network.office,
            attendee=meet.people[0],
            who=GILDA,
            task="facilitator",
            origin=ORIGIN,
        )
    assert (row.email, row.task, len(mailoutbox)) == ("gilda@pau.example", "facilitator", 1)
    assert attendee_by_link(link) is None


def test_whoever_was_there_still_counts_when_they_are_forgotten():
    meet = a_meeting(people=1, state="live")
    forget_attendee(by=meet.network.office, attendee=meet.people[0])
    row = meet.row.attendees.get()
    assert (row.name, row.email, row.state, row.city) == ("", "", State.PRESENT, "Bordeaux")
