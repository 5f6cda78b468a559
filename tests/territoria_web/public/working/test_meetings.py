"""Working meetings as everybody reads them: when, where, later the report; as data and calendar."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from a_meeting import DAY, a_meeting, a_row
from cohort_network import CODES, a_network
from territoria_web.act.models import Project
from territoria_web.convene.models import Attendee, Topic, WorkingMeeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
LINK = "https://video.example/secret"


def at(row: WorkingMeeting, rest: str = "/") -> str:
    return f"/en/meetings/{row.public_id}{rest}"


def test_nothing_is_public_before_registration_opens():
    row = a_row(a_network(*CODES), state="planned")
    paths = [at(row), at(row, ".json"), at(row, "/meeting.ics")]
    paths.append(f"/en/networks/{row.network.public_id}/meetings.ics")
    assert [Client().get(path).status_code for path in paths] == [404] * 4
    assert row.title not in Client().get("/en/meetings/").content.decode()


def test_an_open_meeting_leads_to_registering_and_names_nobody():
    meet = a_meeting(people=5, mode="both", link=LINK)
    body = Client().get(at(meet.row)).content.decode()
    assert "18 March 2027, 09:00–12:45 (Europe/Paris). 5 people are registered." in body
    assert f'href="{meet.room("register/")}"' in body
    told = [Client().get(at(meet.row, rest)).content.decode() for rest in ("/", ".json", ".csv")]
    told.append(Client().get(at(meet.row, "/meeting.ics")).content.decode())
    for text in told:
        assert "Ada Lovell" not in text
        assert "@meeting.example" not in text
        assert LINK not in text


def test_how_many_registered_is_told_from_five_on():
    meet = a_meeting(people=4)
    assert Client().get(at(meet.row, ".json")).json()["meeting"]["registered"] is None
    assert "Registration is open." in Client().get(at(meet.row)).content.decode()


def test_a_full_meeting_says_so():
    meet = a_meeting(people=4, seats=4)
    body = Client().get(at(meet.row)).content.decode()
    assert "All places are taken." in body
    assert "/register/" not in body


def test_a_report_is_read_once_it_is_published():
    meet = a_meeting(people=6, state="ended", report="Kept for later.")
    assert "Kept for later." not in Client().get(at(meet.row)).content.decode()
    file = at(meet.row, "/report.docx")
    assert Client().get(file).status_code == 404
    Attendee.objects.filter(pk=meet.people[0].pk).update(may_be_named=True)
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(state="reported", report="Two projects.")
    body = Client().get(at(meet.row)).content.decode()
    assert "6 people took part" in body
    assert "Two projects." in body
    assert f'href="{file}"' in body
    answer = Client().get(file)
    assert (answer.status_code, answer.content[:4]) == (200, b"PK\x03\x04")
    assert answer["Content-Disposition"] == 'attachment; filename="meeting-2027-03-18.docx"'
    assert answer["Cache-Control"] == "public, max-age=60"
    assert Client().get(at(meet.row, "/report.exe")).status_code == 404
    told = Client().get(at(meet.row, ".json")).json()
    assert told["named"] == [{"name": "Ada Lovell", "city": "Bordeaux", "organisation": ""}]
    assert told["cities"]["counts"] == {}


def test_projects_that_came_out_of_its_sessions_stand_with_the_meeting():
    meet = a_meeting(people=6, state="reported", report="Two projects.")
    topic = Topic.objects.create(meeting=meet.row, title="Talent")
    known = {"network": meet.network.row, "question": "How do we keep talent?", "due": DAY}
    for title, state, out_of in (
        ("Talent stays", Project.State.OPEN, topic),
        ("Of another meeting", Project.State.OPEN, None),
        ("Not read yet", Project.State.PROPOSED, None),
    ):
        now = timezone.now()
        Project.objects.create(
            title=title, state=state, topic=out_of, made=now, opened=now, **known
        )
    body = Client().get(at(meet.row)).content.decode()
    assert "1 project came out." in body
    assert "How do we keep talent?" in body
    told = Client().get(at(meet.row, ".json")).json()["projects"]
    assert [one["title"] for one in told] == ["Talent stays"]


def test_a_cancelled_meeting_keeps_its_page_and_leaves_calendars():
    row = a_row(a_network(*CODES), state="cancelled", reason="The hall burned down.", example=True)
    body = Client().get(at(row)).content.decode()
    assert "The hall burned down." in body
    assert "What stands on this page is invented" in body
    feed = Client().get(f"/en/networks/{row.network.public_id}/meetings.ics").content
    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert str(event["STATUS"]) == "CANCELLED"


def test_the_list_says_what_is_to_come_and_asks_as_often_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    network = a_network(*CODES)
    a_row(network, title="Invented", example=True)
    assert "Only an invented meeting is to come:" in Client().get("/en/meetings/").content.decode()
    a_row(network)
    with django_assert_num_queries(1):
        body = Client().get("/en/meetings/").content.decode()
    assert "1 working meeting is to come." in body
    a_row(network, title="Smart living", days={"1": {"date": "2020-01-01", "starts": "09:00"}})
    a_row(network, title="Smart talent", state="ended")
    with django_assert_num_queries(1):
        body = Client().get("/en/meetings/").content.decode()
    assert body.index("What was") < body.index("Smart talent") < body.index("Smart living")
