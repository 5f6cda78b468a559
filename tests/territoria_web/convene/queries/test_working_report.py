"""What came of a working meeting, and its days as a calendar."""

from __future__ import annotations

import pytest
from django.utils import timezone
from icalendar import Calendar

from a_meeting import a_meeting, a_row, an_attendee
from cohort_network import CODES, a_network
from territoria_web.convene.models import Attendee, Sheet, Topic
from territoria_web.convene.queries.working_days import calendar_of, when_said
from territoria_web.convene.queries.working_report import report_of, reported_said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_report_names_cities_and_those_who_agreed_and_what_was_written():
    meet = a_meeting(people=6, state="ended")
    an_attendee(meet.row, 6)  # registered, and did not come
    meet.row.attendees.filter(pk=meet.people[1].pk).update(city="LAPPEENRANTA", may_be_named=True)
    now = timezone.now()
    for title, state, written in (
        ("Talent", Topic.State.PROPOSED, now),
        ("Hidden", Topic.State.HIDDEN, now),
        ("Empty", Topic.State.PROPOSED, None),
    ):
        topic = Topic.objects.create(meeting=meet.row, title=title, state=state)
        Sheet.objects.create(topic=topic, shared="Five stories.", written=written)
    report = report_of(meet.row)
    assert report.cities.total == 6
    assert report.cities.others == ("Bilbao", "Bordeaux", "LAPPEENRANTA", "Milano")
    assert [one["name"] for one in report.names] == ["Bo Berg"]
    assert [(one.title, one.shared) for one in report.sessions] == [("Talent", "Five stories.")]
    assert reported_said(report, 2) == (
        "6 people from 4 cities or regions took part; 1 session wrote what came of it; "
        "2 projects came out."
    )


def test_nobody_is_told_of_a_meeting_of_four():
    meet = a_meeting(people=4, state="ended")
    Attendee.objects.filter(meeting=meet.row).update(may_be_named=False)
    report = report_of(meet.row)
    assert (report.cities.total, report.groups.total, report.names) == (None, None, ())
    assert reported_said(report, 0) == ""


def test_the_dates_keep_their_name_and_count_their_changes():
    row = a_row(a_network(*CODES), link="https://video.example/secret", edit=3, mode="both")
    calendar = Calendar.from_ical(calendar_of(row, address="https://t.example/meetings/1/"))
    (event,) = calendar.walk("VEVENT")
    assert str(event["UID"]) == f"working-{row.public_id}-1@territoria"
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (3, "CONFIRMED")
    assert event["DTSTART"].dt.isoformat() == "2027-03-18T08:00:00+00:00"
    assert "secret" not in calendar.to_ical().decode()
    row.state = "cancelled"
    again = Calendar.from_ical(calendar_of(row, address="", link=row.link))
    (event,) = again.walk("VEVENT")
    assert (str(event["STATUS"]), "secret" in str(event["DESCRIPTION"])) == ("CANCELLED", True)


def test_a_meeting_says_its_hours_with_the_time_zone():
    row = a_row(a_network(*CODES))
    assert when_said(row) == ["Thursday 18 March 2027, 09:00–12:45 (Europe/Paris)"]


def test_what_a_session_wrote_stands_though_its_topic_was_joined_since():
    meet = a_meeting(people=2, state="ended")
    other = Topic.objects.create(meeting=meet.row, title="Shops")
    topic = Topic.objects.create(meeting=meet.row, title="Talent", merged_into=other)
    Sheet.objects.create(topic=topic, shared="Five stories.", written=timezone.now())
    assert [one.title for one in report_of(meet.row).sessions] == ["Talent"]


def test_a_calendar_sends_nobody_where_the_meeting_is_not_held():
    row = a_row(a_network(*CODES), link="https://video.example/secret", mode="online")
    (event,) = Calendar.from_ical(calendar_of(row, address="", link=row.link)).walk("VEVENT")
    assert ("LOCATION" in event, "secret" in str(event["DESCRIPTION"])) == (False, True)
    row.mode = "place"  # the link is left from before
    (event,) = Calendar.from_ical(calendar_of(row, address="", link=row.link)).walk("VEVENT")
    assert (str(event["LOCATION"]), "secret" in str(event["DESCRIPTION"])) == (row.place, False)
