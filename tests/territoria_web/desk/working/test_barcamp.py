"""The BarCamp at the desk: topics, paper, slots, the panel, publishing, groups, sheets."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_barcamp import Camp, a_barcamp, a_timetable
from territoria_web.convene.models import (
    Attendee,
    Interest,
    Sheet,
    TimetableVersion,
    Topic,
    WorkingMeeting,
)
from territoria_web.convene.queries.barcamp_grid import grid_state, slots_of, spaces_of
from territoria_web.desk.working.paper import PAPERS
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
LIVE = {"state": WorkingMeeting.State.LIVE, "phase": "share"}


def desk_of(camp: Camp) -> Client:
    desk = Client()
    desk.force_login(camp.office)
    return desk


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_topics_are_entered_mended_hidden_and_joined():
    camp = a_barcamp()
    desk, at = desk_of(camp), camp.meet.at
    told = {"title": "Of a card", "paper": "on", "asker": str(camp.people[5].public_id)}
    assert desk.post(at("topics/new/"), told).status_code == 302
    row = Topic.objects.get(title="Of a card")
    assert (row.channel, row.asker) == ("paper", camp.people[5])
    page = at(f"topics/{row.public_id}/")
    assert desk.post(page, {"title": "Of a blue card", "seen": "0"}).status_code == 302
    slower = desk.post(page, {"title": "Of a red card", "seen": "0"})
    assert (slower.status_code, "Of a red card" in text(slower)) == (409, True)
    assert desk.post(page, {"title": "Of a red card", "seen": "1"}).status_code == 302
    assert desk.post(page, {"hide": "1", "reason": "Twice."}).status_code == 302
    one, other, _third = (str(topic.public_id) for topic in camp.topics)
    twins = {"do": "twins", "topic": one, "into": other, "agreed": "1"}
    assert "It is joined." in text(desk.post(at("topics/"), twins, follow=True))
    said = text(desk.get(at("topics/")))
    assert "2 topics stand for 6 people to choose from." in said
    assert desk.post(at("topics/"), {"do": f"part:{one}"}).status_code == 302
    assert desk.post(at("topics/"), {"do": f"show:{row.public_id}"}).status_code == 302
    assert "4 topics stand" in text(desk.get(at("topics/")))


def test_an_interest_sheet_of_paper_is_entered_and_a_refused_one_shown_back():
    camp = a_barcamp()
    person, desk = camp.people[4], desk_of(camp)
    address = camp.meet.at(f"interests/{person.public_id}/")
    told = {
        f"i-{camp.topics[0].public_id}": "3",
        f"i-{camp.topics[1].public_id}": "",
        "away": ["1"],
    }
    assert desk.post(address, told)["Location"] == camp.meet.at("interests/")
    rows = Interest.objects.filter(attendee=person, channel="paper")
    assert [(row.topic_id, row.value) for row in rows] == [(camp.topics[0].pk, 3)]
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    refused = desk.post(address, told)
    assert refused.status_code == 422
    assert f'name="i-{camp.topics[0].public_id}" value="3" checked' in text(refused)


def test_slots_and_spaces_are_one_sheet():
    camp = a_barcamp(spaces=0)
    desk, at, row = desk_of(camp), camp.meet.at("slots/"), camp.meet.row
    assert desk.post(at, {"preset": "1"}).status_code == 302
    state = grid_state(slots_of(row), spaces_of(row))
    told = {
        "seen": state,
        "slot-0-number": "1",
        "slot-0-title": "First",
        "slot-0-begins": "2027-03-18T10:00",
        "slot-0-ends": "2027-03-18T10:45",
        "space-0-number": "1",
        "space-0-name": "Hall",
        "space-0-seats": "30",
        "space-0-features": "screen, piano",
        "space-0-closed": "1",
    }
    wrong = desk.post(at, {**told, "slot-0-ends": ""})
    assert (wrong.status_code, "Say when it begins and ends." in text(wrong)) == (422, True)
    assert desk.post(at, told).status_code == 302
    (slot,), (space,) = slots_of(row), spaces_of(row)
    assert f"{slot.begins:%H:%M %Z}" == "09:00 UTC"  # ten o'clock in Paris
    assert (space.name, space.features, space.closed) == ("Hall", ["screen", "piano"], [1])
    assert "120 places: the spaces have 30 seats at a time." in text(desk.get(at))
    slower = desk.post(at, told)
    assert (slower.status_code, "A colleague changed" in text(slower)) == (409, True)
    removed = {f"space-{n}-{name}": "" for n in range(5) for name in ("number", "name")}
    slower = desk.post(at, {**told, **removed, "space-5-number": "6", "space-5-name": "Attic"})
    assert 'value="Attic"' in text(slower)  # its line is kept, though there are fewer by now
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    over = text(desk.get(at))
    assert ("Hall (30)" in over, 'value="Hall"' in over) == (True, False)


def test_a_timetable_is_made_changed_by_hand_and_published():
    camp = a_barcamp(topics=3)
    desk, at = desk_of(camp), camp.meet.at
    assert "No timetable is made yet." in text(desk.get(at("timetable/")))
    desk.post(at("timetable/make/"))
    desk.post(at("timetable/make/"))  # pressed twice: one job
    assert Job.objects.count() == 1
    assert 'data-progress="' in text(desk.get(at("timetable/progress/")))
    assert work_once("tests")
    assert "data-then=" in text(desk.get(at("timetable/progress/")))
    page = text(desk.get(at("timetable/")))
    assert "No timetable serves more interest than this one:" in page
    topic = camp.topics[0]
    chosen = text(desk.get(at(f"timetable/?topic={topic.public_id}")))
    assert "What would change for “Keeping talent”" in chosen
    assert ("Move here (" in chosen, "Leave it out" in chosen) == (True, True)
    told = {"version": "1", "topic": str(topic.public_id), "seen": "0"}
    desk.post(at("timetable/arrange/"), {**told, "do": "pin"})
    topic.refresh_from_db()
    assert topic.pinned_slot is not None
    desk.post(at("timetable/arrange/"), {**told, "do": "skip"})
    slower = desk.post(at("timetable/arrange/"), {**told, "do": "move 1 1"}, follow=True)
    assert "A colleague changed the timetable meanwhile." in text(slower)
    assert "It was left out by hand." in text(slower)
    assert "Leave it out" not in text(desk.get(at(f"timetable/?topic={topic.public_id}")))
    asked = text(desk.get(at("timetable/1/publish/")))
    assert "6 people get seats and see where to be when." in asked
    Attendee.objects.update(email="")
    done = text(desk.post(at("timetable/1/publish/"), {"seen": "1"}, follow=True))
    assert "Nobody whom it concerns gets a letter: print it." in done
    assert TimetableVersion.objects.get().published is not None
    assert "Publish it" not in text(desk.get(at("timetable/")))
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    over = text(desk.get(at("timetable/")))
    assert ("What it was stays as it is." in over, "?topic=" in over) == (True, False)


def test_groups_are_read_by_name_and_the_office_gives_a_seat():
    camp = a_barcamp()
    a_timetable(camp)
    desk, at = desk_of(camp), camp.meet.at("groups/")
    assert "Ada Lovell" in text(desk.get(at))
    told = {"person": str(camp.people[4].public_id), "seat": f"1 {camp.topics[1].public_id}"}
    assert "The seat is changed." in text(desk.post(at, told, follow=True))
    assert "Choose somebody, and a group." in text(desk.post(at, {}, follow=True))
    version = text(desk.get(camp.meet.at("timetable/1/")))
    assert "Ada Lovell" in version
    assert desk.get(camp.meet.at("timetable/7/")).status_code == 404


def test_sheets_of_paper_are_entered_and_no_word_is_lost():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    desk, address = desk_of(camp), camp.meet.at(f"sheets/{camp.topics[0].public_id}/")
    assert "0 of 3 sheets are written." in text(desk.get(camp.meet.at("sheets/")))
    told = {"shared": "Three stories.", "seen": "0", "recorder": str(camp.people[3].public_id)}
    assert desk.post(address, told).status_code == 302
    assert Sheet.objects.get().recorder == camp.people[3]
    slower = desk.post(address, {"shared": "Other words.", "seen": "0"})
    assert slower.status_code == 409
    assert ("Three stories." in text(slower), "Other words." in text(slower)) == (True, True)
    assert "1 of 3 sheets are written." in text(desk.get(camp.meet.at("sheets/")))


def test_mending_takes_nothing_from_somebody_who_did_not_come():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    topic, person = camp.topics[0], camp.people[0]
    Sheet.objects.create(topic=topic, facilitator=person)
    Attendee.objects.filter(pk=person.pk).update(state=Attendee.State.ABSENT)
    desk, chosen = desk_of(camp), f'value="{person.public_id}" selected'
    assert chosen in text(desk.get(camp.meet.at(f"topics/{topic.public_id}/")))
    assert chosen in text(desk.get(camp.meet.at(f"sheets/{topic.public_id}/")))
    told = {"title": "Talent", "asker": str(person.public_id), "seen": "0"}
    assert desk.post(camp.meet.at(f"topics/{topic.public_id}/"), told).status_code == 302
    topic.refresh_from_db()
    assert (topic.title, topic.asker) == ("Talent", person)


def test_everything_can_be_printed_before_and_after_a_timetable():
    camp = a_barcamp()
    desk = desk_of(camp)
    for name in PAPERS:
        assert desk.get(camp.meet.at(f"paper/{name}/")).status_code == 200
    a_timetable(camp)
    pages = {name: text(desk.get(camp.meet.at(f"paper/{name}/"))) for name in PAPERS}
    assert "Ada Lovell" in pages["seat-slips"]
    assert "Ada Lovell" not in pages["cards"]
    assert "What stops us?" in pages["session-sheets"]
    assert desk.get(camp.meet.at("paper/strange/")).status_code == 404
    assert desk.get(camp.meet.at("wall/"))["Location"] == camp.meet.room("wall/")


@pytest.mark.parametrize("topics", [1, 4])
def test_the_panel_takes_as_many_queries_however_much_is_held(
    topics: int, django_assert_num_queries: DjangoAssertNumQueries
):
    camp = a_barcamp(topics=topics)
    a_timetable(camp)
    desk = desk_of(camp)
    desk.get(camp.meet.at("timetable/"))
    with django_assert_num_queries(15):
        desk.get(camp.meet.at("timetable/"))
    with django_assert_num_queries(11):
        desk.get(camp.meet.at("topics/"))
