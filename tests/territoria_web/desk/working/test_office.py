"""The desk of a network prepares, runs and reports its working meetings; nobody else does."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_meeting import Meet, a_meeting, a_row, an_attendee
from cohort_network import CODES, a_network
from desk_team import signed_in
from territoria_web.convene.models import Attendee, WorkingMeeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
SETTINGS = {
    "title": "Smart economy",
    "question": "",
    "axis": "C1",
    "date-1": "2027-03-18",
    "starts-1": "09:00",
    "timezone": "Europe/Paris",
    "mode": "place",
    "place": "Palais des congrès",
    "link": "",
    "seats": "60",
    "least": "5",
    "most_of_city": "3",
    "seen": "0",
}
GILDA = {"name": "Gilda Gray", "city": "Pau", "role": "SME"}


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def row_of(meet: Meet) -> WorkingMeeting:
    return WorkingMeeting.objects.get(pk=meet.row.pk)


def test_from_a_format_to_a_published_report():
    network = a_network(*CODES)
    desk = signed_in(network.office)
    told = {"format_id": "working-meeting", "title": "Smart economy", "language": "en"}
    settings = desk.post(network.at("meetings/"), told)["Location"]
    one = settings.removesuffix("settings/")
    assert "Before people can register" in desk.get(one).content.decode()
    assert desk.post(one, {"do": "open"}).status_code == 422
    assert desk.post(settings, SETTINGS)["Location"] == one
    assert desk.post(one, {"do": "open"})["Location"] == one
    begin = {"do": "begin:interests", "running": ""}
    assert desk.post(f"{one}run/", begin)["Location"] == f"{one}run/"
    assert desk.post(f"{one}people/", {**GILDA, "present": "on"}).status_code == 302
    asked = desk.post(f"{one}run/", {"do": "end:"})
    assert "End the meeting?" in asked.content.decode()
    assert desk.post(f"{one}run/", {"do": "end:", "sure": "1"}).status_code == 302
    seen = WorkingMeeting.objects.get().edit
    publish = {"minutes": "We met.", "seen": seen, "do": "publish"}
    assert desk.post(f"{one}report/", publish).status_code == 302
    assert WorkingMeeting.objects.get().state == "reported"
    assert "The report is public." in desk.get(one).content.decode()


def test_a_member_and_the_office_of_another_network_do_not_come_in():
    meet = a_meeting(people=1)
    other = a_network("DE30", name="Southern network")
    elsewhere = f"{other.at('meetings/')}{meet.row.public_id}/"
    assert signed_in(meet.network.member).get(meet.at()).status_code == 403
    assert signed_in(other.office).get(meet.at()).status_code == 404
    assert signed_in(other.office).get(elsewhere).status_code == 404
    person = other.at(f"meetings/{a_row(other).public_id}/people/{meet.people[0].public_id}/")
    assert signed_in(other.office).get(person).status_code == 404


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("settings/", {**SETTINGS, "title": "My own title"}),
        ("report/", {"minutes": "My own title", "seen": "0", "do": "publish"}),
        ("programme/", {"title-arrive": "My own title", "seen": "0", "do": "keep"}),
    ],
)
def test_whoever_was_slower_finds_their_words_again(part: str, told: dict[str, str]):
    meet = a_meeting(people=0, edit=4, state="ended" if part == "report/" else "open")
    desk = signed_in(meet.network.office)
    page = desk.post(meet.at(part), told)
    assert page.status_code == 409
    body = page.content.decode()
    assert "My own title" in body
    assert 'name="seen" value="4"' in body
    assert desk.post(meet.at(part), {**told, "seen": "4"}).status_code == 302


def test_lines_of_the_programme_move_and_breaks_come_between():
    meet = a_meeting(people=0)
    desk = signed_in(meet.network.office)
    assert desk.post(meet.at("programme/"), {"do": "up:pitch", "seen": "0"}).status_code == 302
    assert desk.post(meet.at("programme/"), {"do": "remove:close", "seen": "1"}).status_code == 302
    ids = [held["id"] for held in row_of(meet).agenda]
    assert (ids[:2], "close" in ids) == (["pitch", "arrive"], False)
    wrong = desk.post(meet.at("programme/"), {"minutes-pitch": "long", "seen": "2"})
    assert wrong.status_code == 422


def test_who_came_is_marked_and_who_is_forgotten_has_no_name():
    meet = a_meeting(people=3, state="live")
    meet.row.attendees.update(state=Attendee.State.REGISTERED)
    desk = signed_in(meet.network.office)
    ada, _bo, _chiara = meet.people
    desk.post(meet.at("people/"), {"do": f"present:{ada.public_id}"})
    desk.post(meet.at("people/"), {"do": "rest:"})
    states = dict(meet.row.attendees.values_list("name", "state"))
    assert states == {"Ada Lovell": "present", "Bo Berg": "absent", "Chiara Conti": "absent"}
    assert desk.post(meet.at("people/"), {"do": "present:x"}).status_code == 404
    assert desk.post(meet.at(f"people/{ada.public_id}/"), {"forget": "1"}).status_code == 302
    assert "Ada Lovell" not in desk.get(meet.at("people/")).content.decode()


def test_one_person_is_changed_and_a_used_address_refused():
    meet = a_meeting(people=2)
    desk = signed_in(meet.network.office)
    ada = meet.at(f"people/{meet.people[0].public_id}/")
    wrong = desk.post(ada, {**GILDA, "email": meet.people[1].email})
    assert wrong.status_code == 422
    assert "registered for the meeting already" in wrong.content.decode()
    assert desk.post(ada, {**GILDA, "task": "host"}).status_code == 302
    row = Attendee.objects.get(pk=meet.people[0].pk)
    assert (row.name, row.task, row.email) == ("Gilda Gray", "host", "")


def test_the_list_goes_out_as_a_table_for_the_office_alone():
    meet = a_meeting(people=1)
    meet.row.attendees.update(name="=1+1")
    answer = signed_in(meet.network.office).get(meet.at("people.csv"))
    assert answer.content.decode().splitlines()[1] == (
        "'=1+1,Bordeaux,OFF,,person-0@meeting.example,registered,web,False"
    )
    assert answer["Cache-Control"] == "no-store"
    assert Client().get(meet.at("people.csv")).status_code == 302


def test_the_office_has_its_report_as_a_document_before_others_do():
    meet = a_meeting(people=5, state="ended", minutes="Kept for later.")
    desk, path = signed_in(meet.network.office), meet.at("report.docx")
    assert f'href="{path}"' in desk.get(meet.at("report/")).content.decode()
    answer = desk.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    told = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert {"Smart economy (Draft, not published)", "Kept for later."} <= set(told)
    assert signed_in(meet.network.member).get(path).status_code == 403
    assert Client().get(path).status_code == 302
    assert desk.get(meet.at("report.exe")).status_code == 404


def test_a_reason_that_is_missing_cancels_nothing():
    meet = a_meeting(people=0)
    desk = signed_in(meet.network.office)
    assert desk.post(meet.at(), {"do": "cancel", "reason": " "}).status_code == 422
    assert desk.post(meet.at(), {"do": "cancel", "reason": "The hall burned."}).status_code == 302
    assert row_of(meet).reason == "The hall burned."


def test_lists_ask_the_database_as_often_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    meet = a_meeting(people=1)
    desk = signed_in(meet.network.office)
    for path in (meet.network.at("meetings/"), meet.at("people/"), meet.at()):
        desk.get(path)
    asked = {meet.network.at("meetings/"): 6, meet.at("people/"): 7, meet.at(): 7}
    for path, times in asked.items():
        with django_assert_num_queries(times, info=path):
            desk.get(path)
    for n in (1, 2):
        a_row(meet.network, title=f"Smart {n}")
        an_attendee(meet.row, n)
    for path, times in asked.items():
        with django_assert_num_queries(times, info=path):
            desk.get(path)
