"""A BarCamp on a phone: proposing, choosing, where one sits, the sheet; nothing written is lost."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_barcamp import a_barcamp, a_timetable
from territoria_web.convene.models import Attendee, Interest, Topic, WorkingMeeting
from territoria_web.convene.services.seats import take_seat
from territoria_web.convene.services.sheets import take_duty
from territoria_web.convene.services.twins import ask_twins

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
LIVE = {"state": WorkingMeeting.State.LIVE, "phase": "share"}


def body(phone: Client, address: str) -> str:
    answer = phone.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_title_puts_a_topic_on_the_wall_once():
    camp = a_barcamp(topics=0)
    phone, told = camp.meet.phone(0), {"title": "Empty shops", "once": str(uuid.uuid4())}
    for _time in range(2):
        answer = phone.post(camp.meet.room("topics/new/"), told)
        assert answer["Location"] == f"{camp.meet.room('topics/')}?said=proposed"
    assert Topic.objects.get().title == "Empty shops"
    assert "Empty shops" in body(camp.meet.phone(1), camp.meet.room("topics/"))
    wrong = phone.post(
        camp.meet.room("topics/new/"), {**told, "once": str(uuid.uuid4()), "title": ""}
    )
    assert (wrong.status_code, "Write what you want to talk about." in wrong.content.decode()) == (
        422,
        True,
    )


def test_what_comes_too_late_is_shown_back():
    camp = a_barcamp(**LIVE)
    told = {"title": "A thought of mine", "once": str(uuid.uuid4())}
    late = camp.meet.phone(0).post(camp.meet.room("topics/new/"), told)
    assert late.status_code == 409
    assert "A thought of mine" in late.content.decode()


def test_one_changes_only_what_one_asked_for():
    camp = a_barcamp()
    own = camp.meet.room(f"topics/{camp.topics[0].public_id}/")
    phone = camp.meet.phone(0)
    told = {"title": "Keeping young talent", "about": "", "seen": "0"}
    assert phone.post(own, told).status_code == 302
    assert phone.post(own, {**told, "title": "Once more"}).status_code == 409  # read before
    assert "Once more" in phone.post(own, {**told, "title": "Once more"}).content.decode()
    assert camp.meet.phone(1).post(own, told).status_code == 200  # a page, no form
    camp.topics[0].refresh_from_db()
    assert camp.topics[0].title == "Keeping young talent"
    assert phone.post(own, {"withdraw": "1"}).status_code == 302
    camp.topics[0].refresh_from_db()
    assert camp.topics[0].state == "withdrawn"


def test_choosing_goes_from_topic_to_topic_and_later_comes_last():
    camp = a_barcamp(topics=3)
    Interest.objects.filter(attendee=camp.people[4]).delete()
    phone, address = camp.meet.phone(4), camp.meet.room("choose/")
    seen = []
    button = re.compile(r'value="later ([0-9a-f-]{36})"')
    first = button.search(body(phone, address))
    assert first
    answer = phone.post(address, {"interest": f"later {first[1]}"})
    while found := button.search(body(phone, answer["Location"])):
        seen.append(found[1])
        query = answer["Location"].partition("?")[2]
        answer = phone.post(f"{address}?{query}", {"interest": f"2 {found[1]}"})
    assert len(seen) == 3
    assert seen[-1] == first[1]
    assert Interest.objects.filter(attendee=camp.people[4], value=2).count() == 3
    assert phone.post(address, {"interest": "7 x"}).status_code == 422
    assert phone.post(address, {"interest": f"2 {uuid.uuid4()}"}).status_code == 409


def test_all_on_one_page_keeps_not_said_apart_from_no():
    camp = a_barcamp(topics=3)
    phone, address = camp.meet.phone(4), camp.meet.room("choose/all/")
    told = {f"i-{camp.topics[0].public_id}": "0", f"i-{camp.topics[1].public_id}": ""}
    assert phone.post(address, told)["Location"] == f"{address}?said=kept"
    rows = Interest.objects.filter(attendee=camp.people[4]).order_by("topic")
    assert [(row.topic_id, row.value) for row in rows] == [
        (camp.topics[0].pk, 0),
        (camp.topics[2].pk, 3),
    ]
    WorkingMeeting.objects.update(**LIVE)
    late = phone.post(address, told)
    assert (late.status_code, "Keeping talent: Not for me" in late.content.decode()) == (409, True)


def test_both_askers_say_yes_on_their_phones():
    camp = a_barcamp()
    twins = ask_twins(
        by=camp.office, meeting=camp.meet.row, topic=camp.topics[0], into=camp.topics[1]
    )
    address = camp.meet.room(f"twins/{twins.pk}/")
    assert "The office asks whether a topic of yours" in body(camp.meet.phone(0), camp.meet.room())
    assert camp.meet.phone(2).post(address, {"answer": "yes"}).status_code == 409
    for n in range(2):
        assert camp.meet.phone(n).post(address, {"answer": "yes"}).status_code == 302
    camp.topics[0].refresh_from_db()
    assert camp.topics[0].merged_into == camp.topics[1]


def test_a_duty_of_somebody_who_does_not_come_is_offered_again():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    address = camp.meet.room(f"session/{camp.topics[0].public_id}/")
    take_duty(person=camp.people[3], topic=camp.topics[0], duty="recorder")
    assert "I take notes" not in body(camp.meet.phone(4), address)
    Attendee.objects.filter(pk=camp.people[3].pk).update(state=Attendee.State.ABSENT)
    assert "I take notes" in body(camp.meet.phone(4), address)


def test_a_yes_after_the_end_is_told_that_it_came_too_late():
    camp = a_barcamp()
    twins = ask_twins(
        by=camp.office, meeting=camp.meet.row, topic=camp.topics[0], into=camp.topics[1]
    )
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    late = camp.meet.phone(0).post(camp.meet.room(f"twins/{twins.pk}/"), {"answer": "yes"})
    told = "Nobody waits for this answer any more." in late.content.decode()
    assert (late.status_code, told) == (409, True)


def test_whoever_sits_out_what_runs_reads_what_comes_next():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    now, half = timezone.now(), timedelta(minutes=30)
    for slot, begins in zip(camp.meet.row.slots.all(), (now - half, now + half), strict=True):
        slot.begins, slot.ends = begins, begins + 2 * half
        slot.save()
    address = camp.meet.room()
    assert "<b>Now: </b>" in body(camp.meet.phone(3), address)
    take_seat(person=camp.people[3], slot=1, topic=None)
    assert "<b>Up next: </b>" in body(camp.meet.phone(3), address)


def test_one_s_timetable_says_where_and_when_with_the_zone():
    camp = a_barcamp(**LIVE)
    assert "There is no timetable yet." in body(camp.meet.phone(3), camp.meet.room("timetable/"))
    a_timetable(camp)
    phone = camp.meet.phone(3)
    page = body(phone, camp.meet.room("timetable/"))
    assert "18 March 2027, 11:00 to 11:45 (Europe/Paris)" in page
    assert "Keeping talent" in page
    assert "Ada" not in page  # she did not agree to be named
    assert "No timetable serves more interest" in body(phone, camp.meet.room("sessions/"))
    calendar = phone.get(camp.meet.room("timetable/my-sessions.ics")).content.decode()
    assert (calendar.count("BEGIN:VEVENT"), "SUMMARY:Keeping talent" in calendar) == (2, True)


def test_another_seat_is_taken_where_there_is_one():
    camp = a_barcamp()
    a_timetable(camp)
    phone, address = camp.meet.phone(4), camp.meet.room("seat/1/")
    assert phone.post(address, {}).status_code == 422
    told = {"topic": str(camp.topics[1].public_id)}
    assert phone.post(address, told).status_code == 302
    assert "Empty shops" in body(phone, camp.meet.room("timetable/"))
    assert phone.post(address, {"topic": "out"}).status_code == 302
    assert "You have no seat in this slot." in body(phone, camp.meet.room("timetable/"))
    assert phone.get(camp.meet.room("seat/9/")).status_code == 404
    assert camp.meet.phone(0).post(address, told).status_code == 409  # hosts the other
    assert phone.post(camp.meet.room("away/"), {"away": ["2"]}).status_code == 302
    assert Attendee.objects.get(pk=camp.people[4].pk).away == [2]


def test_the_sheet_is_read_by_the_group_and_both_writings_are_kept():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    session = camp.meet.room(f"session/{camp.topics[0].public_id}/")
    host, member, stranger = (camp.meet.phone(n) for n in (0, 3, 1))
    assert member.post(f"{session}duty/", {"duty": "take recorder"}).status_code == 302
    told = {"shared": "Three stories.", "seen": "0"}
    assert member.post(f"{session}sheet/", told).status_code == 302
    clash = host.post(f"{session}sheet/", {"shared": "Mine differ.", "seen": "0"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert ("Three stories." in page, "Mine differ." in page) == (True, True)
    again = {"shared": "Both.", "seen": "1"}
    assert host.post(f"{session}sheet/", again).status_code == 302
    assert "Both." in body(member, session)
    assert "Both." not in body(stranger, session)
    assert stranger.get(f"{session}sheet/").status_code == 404
    assert stranger.post(f"{session}duty/", {"duty": "take facilitator"}).status_code == 409


def test_the_wall_needs_only_the_code_names_nobody_and_counts_in_fives():
    camp = a_barcamp(people=6, topics=1, example=True)
    Attendee.objects.update(may_be_named=True)
    page = body(Client(), camp.meet.room("wall/"))
    assert ("Keeping talent" in page, "(at least 5)" in page, "Ada" in page) == (True, True, False)
    a_timetable(camp)
    page = body(Client(), camp.meet.room("wall/"))
    assert "What stands on this page is invented" in page
    assert "Up next: Round 1, 11:00 – 11:45" in page


@pytest.mark.parametrize("topics", [1, 4])
def test_a_timetable_takes_as_many_queries_however_much_is_held(
    topics: int, django_assert_num_queries: DjangoAssertNumQueries
):
    camp = a_barcamp(topics=topics)
    a_timetable(camp)
    phone = camp.meet.phone(4)
    phone.get(camp.meet.room("timetable/"))
    with django_assert_num_queries(10):
        phone.get(camp.meet.room("timetable/"))
    with django_assert_num_queries(5):
        phone.get(camp.meet.room("topics/"))
