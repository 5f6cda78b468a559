"""The BarCamp as data: schedule, topics, sessions; nobody named without consent, nothing below five."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from a_barcamp import a_barcamp, a_timetable
from territoria_web.convene.models import Attendee, Interest, WorkingMeeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_schedule_stands_in_the_form_of_conferences():
    camp = a_barcamp(topics=3)
    at = f"/en/meetings/{camp.meet.row.public_id}/"
    empty = json.loads(Client().get(f"{at}schedule.json").content)
    assert empty["schedule"]["conference"]["days"] == []
    a_timetable(camp)
    Attendee.objects.filter(pk=camp.people[0].pk).update(may_be_named=True)
    answer = Client().get(f"{at}schedule.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    (day,) = json.loads(answer.content)["schedule"]["conference"]["days"]
    first, second = day["rooms"]["Space 1"][0], day["rooms"]["Space 2"][0]
    assert (first["title"], first["start"], first["duration"]) == (
        "Keeping talent",
        "11:00",
        "00:45",
    )
    assert first["date"] == "2027-03-18T11:00:00+01:00"
    assert (first["persons"], second["persons"]) == ([{"public_name": "Ada Lovell"}], [])
    page = Client().get(at).content.decode()
    assert "No timetable serves more interest than this one: 20 points." in page
    assert "Bo Berg" not in page


def test_topics_are_told_in_fives_and_exactly_once_the_meeting_is_over():
    camp = a_barcamp(people=8, topics=2)
    Interest.objects.filter(topic=camp.topics[1], attendee__in=camp.people[3:]).update(value=0)
    at = f"/en/meetings/{camp.meet.row.public_id}/topics.csv"

    def told() -> list[str]:
        text = Client().get(at).content.decode("utf-8-sig")
        return [row["interested"] for row in csv.DictReader(io.StringIO(text))]

    assert told() == ["5", ""]  # seven and two
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    assert told() == ["7", ""]


def test_sessions_are_a_calendar_and_a_meeting_in_preparation_is_nothing():
    camp = a_barcamp(topics=3)
    a_timetable(camp)
    at = f"/en/meetings/{camp.meet.row.public_id}/"
    text = Client().get(f"{at}sessions.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert f"UID:topic-{camp.topics[0].public_id}@territoria" in text
    WorkingMeeting.objects.update(opened=None)
    for name in ("schedule.json", "topics.csv", "sessions.ics"):
        assert Client().get(f"{at}{name}").status_code == 404
