"""A working meeting on a phone: the door, registering, the page of one's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_meeting import Meet, a_meeting, a_row
from cohort_network import CODES, a_network
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.working_rules import attendee_link
from territoria_web.guest.room.phones import WRONG_A_MINUTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
GILDA = {"name": "Gilda Gray", "city": "Pau", "role": "SME", "email": "gilda@pau.example"}
LINK = "https://video.example/secret"


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def goes_on(meet: Meet, **facts: Any) -> None:
    WorkingMeeting.objects.filter(pk=meet.row.pk).update(**facts)


def test_somebody_registers_and_the_phone_knows_them():
    meet, phone = a_meeting(people=0, mode="both", link=LINK), Client()
    assert LINK not in phone.get(meet.room()).content.decode()
    page = phone.get(meet.room("register/")).content.decode()
    assert '<option value="SME"' not in page  # roles are ticked, not searched
    told = {**GILDA, "once": "7f0c1f0e-0000-4000-8000-000000000001"}
    first = phone.post(meet.room("register/"), told)
    assert first["Location"] == f"{meet.room()}?said=registered"
    assert phone.post(meet.room("register/"), told)["Location"] == meet.room()
    home = phone.get(meet.room())
    body = home.content.decode()
    assert "You are registered, Gilda Gray." in body
    assert LINK in body
    assert home["Cache-Control"].startswith("max-age=0")
    assert meet.row.attendees.count() == 1
    assert LINK not in Client().get(meet.room()).content.decode()


def test_a_second_registration_with_the_address_of_another_opens_nothing():
    meet, phone = a_meeting(people=1), Client()
    answer = phone.post(meet.room("register/"), {**GILDA, "email": meet.people[0].email})
    assert answer["Location"] == f"{meet.room()}?said=sent"
    assert answer.cookies == {}
    page = phone.get(answer["Location"]).content.decode()
    assert "A letter with the link of your own is on its way." in page
    assert "Ada Lovell" not in page


def test_what_was_typed_comes_back_where_it_is_late_or_wrong():
    meet, phone = a_meeting(people=0), Client()
    wrong = phone.post(meet.room("register/"), {**GILDA, "role": "POPE"})
    assert wrong.status_code == 422
    assert 'value="Gilda Gray"' in wrong.content.decode()
    goes_on(meet, state="live", phase="arrive")
    late = phone.post(meet.room("register/"), GILDA)
    assert late.status_code == 409
    assert 'value="Gilda Gray"' in late.content.decode()
    goes_on(meet, state="open", seats=0)
    assert phone.post(meet.room("register/"), GILDA).status_code == 409


def test_at_the_open_door_one_comes_in_once():
    meet, phone = a_meeting(people=1), Client()
    assert phone.post(meet.room("in/"), GILDA).status_code == 409
    goes_on(meet, state="live", phase="arrive", door_open=True)
    assert "Come in" in phone.get(meet.room()).content.decode()
    for _time in range(2):
        assert phone.post(meet.room("in/"), GILDA).status_code == 302
    assert "You are here, Gilda Gray." in phone.get(meet.room()).content.decode()
    mine = meet.phone()
    assert "I am here" in mine.get(meet.room()).content.decode()
    assert mine.post(meet.room("in/"))["Location"] == f"{meet.room()}?said=here"
    assert meet.row.attendees.filter(state=Attendee.State.PRESENT).count() == 2


def test_a_link_of_a_letter_changes_nothing_before_a_button_is_pressed():
    meet, phone = a_meeting(people=1), Client()
    at = f"/en/meet/me/{attendee_link(meet.people[0])}/"
    assert set(phone.get(at).cookies) == {"csrftoken"}
    assert "You are registered" in meet.phone().get(meet.room()).content.decode()
    assert phone.post(at)["Location"] == f"{meet.room()}?said=letter"
    assert "You are registered" in phone.get(meet.room()).content.decode()
    assert phone.get(at[:-3] + "x/").status_code == 404
    assert "Palais des congrès" in phone.get(at).content.decode()
    goes_on(meet, mode="online")  # the place is left from before
    assert "Palais des congrès" not in phone.get(at).content.decode()


def test_one_changes_what_one_said_and_gives_the_place_back():
    meet = a_meeting(people=1)
    phone = meet.phone()
    assert 'value="Ada Lovell"' in phone.get(meet.room("change/")).content.decode()
    assert phone.post(meet.room("change/"), {**GILDA, "name": "Ada L."}).status_code == 302
    assert "You are registered, Ada L." in phone.get(meet.room()).content.decode()
    answer = phone.post(meet.room("cancel/"), follow=True)
    assert "Your place is given back;" in answer.content.decode()
    assert "You are registered, Ada L." not in phone.get(meet.room()).content.decode()
    stranger = Client().get(meet.room("change/"))
    assert stranger["Location"] == meet.room()


def test_whoever_has_no_letter_is_asked_before_the_phone_forgets():
    meet = a_meeting(people=2)
    meet.row.attendees.filter(pk=meet.people[0].pk).update(email="")
    lost, other = meet.phone(0), meet.phone(1)
    asked = lost.post(meet.room("leave/"))
    assert "this phone is the only way to it" in asked.content.decode()
    assert "You are registered" in lost.get(meet.room()).content.decode()
    for phone, told in ((lost, {"sure": "1"}), (other, {})):
        gone = phone.post(meet.room("leave/"), told, follow=True)
        assert "This phone has forgotten who you are." in gone.content.decode()


def test_one_who_is_there_has_name_and_address_deleted():
    meet = a_meeting(people=1, state="live")
    phone = meet.phone()
    assert "Delete my name and address" in phone.get(meet.room()).content.decode()
    assert "still counts" in phone.get(meet.room("cancel/")).content.decode()
    assert phone.post(meet.room("cancel/")).status_code == 302
    assert list(meet.row.attendees.values_list("name", "state")) == [("", "present")]


def test_who_fills_the_hidden_field_or_registers_a_town_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
):
    meet = a_meeting(people=0)
    answer = Client().post(meet.room("register/"), {**GILDA, "subject_line": "x"})
    assert (answer["Location"], answer.cookies) == (f"{meet.room()}?said=sent", {})
    assert not meet.row.attendees.exists()
    monkeypatch.setattr("territoria_web.guest.working.registering.MOST_BY_ONE", 1)
    assert Client().post(meet.room("register/"), GILDA).status_code == 302
    full = Client().post(meet.room("register/"), {**GILDA, "name": "Hans Holm"})
    assert full.status_code == 422
    assert 'value="Hans Holm"' in full.content.decode()
    assert "So many registered today" in full.content.decode()
    assert meet.row.attendees.count() == 1


def test_nobody_alone_fills_a_meeting_with_people_whom_no_letter_reaches():
    meet = a_meeting(people=0, seats=22)
    quiet = {**GILDA, "email": ""}
    answers = [
        Client().post(meet.room("register/"), {**quiet, "name": f"Person {n}"}) for n in range(12)
    ]
    assert [one.status_code for one in answers] == [302] * 11 + [422]
    assert "Please give one." in answers[-1].content.decode()
    reached = Client().post(meet.room("register/"), {**GILDA, "email": "gil@walks.example"})
    assert reached.status_code == 302


def test_the_moving_part_is_one_query_while_nothing_is_new(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    meet = a_meeting(people=1, state="live", phase="pitch")
    phone = meet.phone()
    tag = phone.get(meet.room("now/"))["ETag"]
    with django_assert_num_queries(1):
        same = phone.get(meet.room("now/"), headers={"If-None-Match": tag})
    assert same.status_code == 304
    goes_on(meet, beat=1)
    fresh = phone.get(meet.room("now/"), headers={"If-None-Match": tag})
    assert "Pitch topics" in fresh.content.decode()
    assert Client().get(meet.room("now/")).status_code == 404


def test_a_code_typed_badly_is_found_and_a_wrong_one_is_counted():
    meet, phone = a_meeting(people=0), Client()
    typed = f" {meet.row.code[:3].lower()} {meet.row.code[3:]}"
    assert phone.post("/en/meet/", {"code": typed})["Location"] == meet.room()
    hidden = a_row(a_network(*CODES, name="Southern network"), state="planned")
    assert phone.get(f"/en/meet/{hidden.code}/").status_code == 404
    assert phone.post("/en/meet/", {"code": hidden.code}).status_code == 422
    for _time in range(WRONG_A_MINUTE):
        phone.get("/en/meet/ABCDEF/")
    assert phone.get(meet.room()).status_code == 429
    assert phone.post("/en/meet/", {"code": meet.row.code}).status_code == 429


def test_who_is_inside_is_not_held_up_by_those_who_guess():
    meet = a_meeting(people=1)
    for _time in range(WRONG_A_MINUTE):
        Client().get("/en/meet/ABCDEF/")
    assert meet.phone().get(meet.room()).status_code == 200
