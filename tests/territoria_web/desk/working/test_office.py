"""The desk of a network prepares, runs and reports its working meetings; nobody else does."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_barcamp import a_barcamp, a_timetable
from a_meeting import Meet, a_meeting, a_row, an_attendee
from cohort_network import CODES, a_network
from desk_team import signed_in
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import grid_state, slots_of, spaces_of

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


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_a_format_to_a_published_report():
    network = a_network(*CODES)
    desk = signed_in(network.office)
    told = {"format_id": "working-meeting", "title": "Smart economy", "language": "en"}
    settings = desk.post(network.at("meetings/"), told)["Location"]
    one = settings.removesuffix("settings/")
    assert "Before people can register" in desk.get(one).content.decode()
    assert desk.post(one, {"do": "open"}).status_code == 422
    past = desk.post(settings, {**SETTINGS, "date-1": "2020-03-18"})
    assert (past.status_code, "This day is past." in text(past)) == (422, True)
    assert desk.post(settings, SETTINGS)["Location"] == one
    waits = f'<a class="button" href="{one}">Open registration</a>'
    assert [waits in text(desk.get(f"{one}{part}/")) for part in ("run", "people")] == [True] * 2
    assert desk.post(one, {"do": "open"})["Location"] == one
    begin = {"do": "begin:interests", "running": ""}
    early = text(desk.post(f"{one}run/", begin))
    assert "Once it begins, registration closes." in early
    assert WorkingMeeting.objects.get().state == "open"
    assert desk.post(f"{one}run/", {**begin, "sure": "1"})["Location"] == f"{one}run/"
    entered = desk.post(f"{one}people/", {**GILDA, "present": "on"}, follow=True)
    assert "Gilda Gray is on the list." in text(entered)
    asked = desk.post(f"{one}run/", {"do": "end:"})
    assert "End the meeting?" in asked.content.decode()
    assert desk.post(f"{one}run/", {"do": "end:", "sure": "1"}).status_code == 302
    ended = text(desk.get(f"{one}run/"))
    assert ("Begin: " in ended, "Write the minutes" in ended) == (False, True)
    assert "Go on with a meeting that has ended?" in text(desk.post(f"{one}run/", begin))
    shown = text(desk.get(settings))
    assert ('name="title"' in shown, "18 March 2027, 09:00" in shown) == (False, True)
    late = desk.post(settings, {**SETTINGS, "title": "Typed late"})
    assert (late.status_code, "Typed late" in text(late)) == (422, True)
    seen = WorkingMeeting.objects.get().edit
    publish = {"minutes": "We met.", "seen": seen, "do": "publish"}
    assert desk.post(f"{one}report/", publish).status_code == 302
    assert WorkingMeeting.objects.get().state == "reported"
    assert "The report is public." in desk.get(one).content.decode()
    again = desk.post(f"{one}report/", {**publish, "seen": seen + 1}, follow=True)
    assert "Nothing was changed." in text(again)


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
    for do in ("rest:", "came:"):
        asked = text(desk.post(meet.at("people/"), {"do": do}))
        assert "2 people registered and are not marked." in asked
    desk.post(meet.at("people/"), {"do": "rest:", "sure": "1"})
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
    meet.row.attendees.filter(pk=meet.people[4].pk).update(state=Attendee.State.REGISTERED)
    desk, path = signed_in(meet.network.office), meet.at("report.docx")
    page = text(desk.get(meet.at("report/")))
    assert f'href="{path}"' in page
    assert "1 person registered and is not marked." in page
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


def test_slips_of_the_hand_are_said_and_break_nothing():
    camp = a_barcamp(topics=1)
    desk, at = signed_in(camp.office), camp.meet.at
    a_timetable(camp, published=False)
    far = {**SETTINGS, "date-1": "9999-12-31", "timezone": "America/Los_Angeles"}
    assert desk.post(at("settings/"), {**far, "starts-1": "14:00"}).status_code == 422
    slots = {"slot-0-begins": "0001-01-01T00:00", "slot-0-ends": "0001-01-01T01:00"}
    state = grid_state(slots_of(camp.meet.row), spaces_of(camp.meet.row))
    early = desk.post(at("slots/"), {**slots, "slot-0-number": "1", "seen": state})
    assert (early.status_code, "Give a day" in early.content.decode()) == (422, True)
    assert desk.post(at("slots/"), {"preset": "9" * 5000}).status_code == 302
    for deed in ("", " ", "move", "nothing"):
        told = {"version": "1", "seen": "0", "do": deed}
        assert desk.post(at("timetable/arrange/"), told).status_code == 302
