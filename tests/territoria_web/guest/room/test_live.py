"""The room on a phone: what it shows, what it takes and refuses, and how little asking costs."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk_team import signed_in
from meeting_room import Workshop, a_workshop, put
from territoria_web.convene.models import Contribution, Dot, Meeting, Participant
from territoria_web.convene.queries.pasted import Invited
from territoria_web.convene.queries.people import PEER
from territoria_web.convene.services.people import invite_people
from territoria_web.convene.services.running import end_phase

pytestmark = pytest.mark.django_db


def point(workshop: Workshop, **given: object) -> dict[str, object]:
    form = {"phase": "swot", "kind": "contribution", "quadrant": "strength", "text": "Good rail"}
    return {**form, "once": str(uuid.uuid4()), **given}


def ended_ago(workshop: Workshop, phase: str, seconds: int) -> None:
    meeting = end_phase(by=workshop.lead, meeting=workshop.meeting, running=phase)
    then = (timezone.now() - timedelta(seconds=seconds)).isoformat()
    ran = {**meeting.ran, phase: {**meeting.ran[phase], "ended": then}}
    Meeting.objects.filter(pk=meeting.pk).update(ran=ran)


def test_the_room_shows_the_phase_and_exactly_its_forms():
    workshop = a_workshop()
    workshop.runs("swot")
    page = workshop.phone().get(workshop.room()).content.decode()
    assert re.findall(r'name="kind" value="(\w+)"', page) == ["contribution"]
    assert "Groups work on one sheet each" in page
    assert page.count('type="radio"') == 4


def test_what_is_put_down_stands_on_the_board_escaped_and_once():
    workshop = a_workshop()
    workshop.runs("swot")
    phone = workshop.phone()
    form = point(workshop, text="<script>alert(1)</script>\nnew line", dissent="on")
    assert [phone.post(workshop.room("add/"), form).status_code for _ in range(2)] == [302, 302]
    row = Contribution.objects.get()
    assert (row.body, row.dissent, row.channel) == ({"quadrant": "strength"}, True, "phone")
    page = phone.get(workshop.room()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>new line" in page


def test_what_the_phase_does_not_name_is_not_taken_and_is_shown_back():
    workshop = a_workshop()
    workshop.runs("swot")
    phone = workshop.phone()
    for form in (
        point(workshop, kind="action", text="Sneak this in"),
        point(workshop, phase="vision", kind="proposal", text="Sneak this in"),
        point(workshop, phase="nothing", text="Sneak this in"),
    ):
        answer = phone.post(workshop.room("add/"), form)
        assert (answer.status_code, "Sneak this in" in answer.content.decode()) == (409, True)
    assert Contribution.objects.count() == 0


def test_what_lacks_its_kind_is_asked_again_with_the_words():
    workshop = a_workshop()
    workshop.runs("swot")
    answer = workshop.phone().post(workshop.room("add/"), point(workshop, quadrant=""))
    assert answer.status_code == 422
    assert "Good rail" in answer.content.decode()


@pytest.mark.parametrize(("seconds", "status"), [(60, 302), (121, 409)])
def test_words_are_taken_two_minutes_after_the_phase_and_then_shown_back(seconds, status):
    workshop = a_workshop()
    workshop.runs("swot")
    phone = workshop.phone()
    ended_ago(workshop, "swot", seconds)
    answer = phone.post(workshop.room("add/"), point(workshop))
    assert answer.status_code == status
    assert Contribution.objects.count() == (1 if status == 302 else 0)
    assert ("Good rail" in answer.content.decode()) == (status == 409)


def test_nobody_changes_or_takes_back_what_others_put_down():
    workshop = a_workshop()
    workshop.runs("swot")
    phone, other = workshop.phone(), workshop.phone()
    phone.post(workshop.room("add/"), point(workshop))
    row = Contribution.objects.get()
    where = workshop.room(f"mine/{row.public_id}/")
    assert other.get(where).status_code == 404
    assert other.post(where, {"withdraw": "1"}).status_code == 404
    assert phone.post(where, point(workshop, text="Better words")).status_code == 302
    assert Contribution.objects.get().text == "Better words"
    assert phone.post(where, {"withdraw": "1"}).status_code == 302
    assert Contribution.objects.get().taken_back is not None


def test_dissent_is_marked_at_the_own_table_and_names_nobody():
    workshop = a_workshop()
    workshop.runs("swot")
    row = put(workshop.comes("UNI"), "swot", "contribution", "All is well", quadrant="strength")
    phone = workshop.phone()
    assert phone.post(workshop.room(f"mine/{row.public_id}/dissent/")).status_code == 302
    row.refresh_from_db()
    assert (row.dissent, row.body) == (True, {"quadrant": "strength"})
    foreign = a_workshop()
    foreign.runs("swot")
    stranger = foreign.phone()
    assert stranger.post(foreign.room(f"mine/{row.public_id}/dissent/")).status_code == 404


def test_the_cookie_of_another_room_opens_nothing():
    one, two = a_workshop(), a_workshop()
    phone = one.phone()
    cookie = phone.cookies["room-en"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (one.room(), True, "Lax")
    thief = Client()
    thief.cookies.load({"room-en": cookie.value})
    thief.cookies["room-en"]["path"] = two.room()
    assert thief.get(two.room("now/")).status_code == 404
    assert thief.post(two.room("add/"), point(two)).status_code == 302
    assert Contribution.objects.count() == 0


def test_a_phone_that_came_in_twice_is_one_participant():
    workshop = a_workshop()
    phone = workshop.phone()
    phone.post(workshop.room("in/"), {"role": "SME"})
    assert Participant.objects.count() == 1


def test_asking_whether_anything_is_new_costs_one_query(django_assert_num_queries):
    workshop = a_workshop()
    workshop.runs("swot")
    phone = workshop.phone()
    tag = phone.get(workshop.room("now/"))["ETag"]
    with django_assert_num_queries(1):
        answer = phone.get(workshop.room("now/"), headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    phone.post(workshop.room("add/"), point(workshop))
    with django_assert_num_queries(4):
        answer = phone.get(workshop.room("now/"), headers={"If-None-Match": tag})
    assert (answer.status_code, "Good rail" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("points", [1, 3])
def test_the_room_is_read_with_few_queries(points, django_assert_num_queries):
    workshop = a_workshop()
    workshop.runs("swot")
    phone = workshop.phone()
    for _ in range(points):
        phone.post(workshop.room("add/"), point(workshop))
    with django_assert_num_queries(3):
        assert phone.get(workshop.room()).status_code == 200


def ballots(workshop: Workshop) -> list[Contribution]:
    workshop.runs("vision")
    person = workshop.comes()
    rows = [
        put(person, "vision", "proposal", f"Ambition {n}", **{"for": "ambition"}) for n in range(3)
    ]
    workshop.runs("vote")
    return rows


def test_dots_are_kept_moved_and_never_more_than_one_has():
    workshop = a_workshop()
    first, second, _third = ballots(workshop)
    phone = workshop.phone()
    where = workshop.room("vote/")
    form = {
        "phase": "vote",
        f"priority-{first.public_id}": "2",
        f"priority-{second.public_id}": "1",
    }
    assert phone.post(where, form).status_code == 302
    assert phone.post(where, form).status_code == 302
    assert sorted(Dot.objects.values_list("count", flat=True)) == [1, 2]
    too_many = {"phase": "vote", f"priority-{first.public_id}": "4"}
    assert phone.post(where, too_many).status_code == 422
    for odd in ("-1", "1e9", "two", "99999999999999999999"):
        assert phone.post(where, {**form, f"priority-{first.public_id}": odd}).status_code == 422
    assert sorted(Dot.objects.values_list("count", flat=True)) == [1, 2]
    assert "Priority: 0 of 3 dots left." in phone.get(workshop.room()).content.decode()


def test_guests_of_other_territories_see_why_they_have_no_ballot_and_cast_none():
    workshop = a_workshop()
    (guest,) = invite_people(
        by=workshop.lead,
        meeting=workshop.meeting,
        people=[Invited("Gil Guest", "Elsewhere", "", "SME", task=PEER)],
    )
    phone = workshop.phone(name="Gil Guest", role="SME")
    assert Participant.objects.get(pk=guest.pk).state == "present"
    first, *_others = ballots(workshop)
    page = phone.get(workshop.room()).content.decode()
    assert "The people of this territory vote." in page
    assert "Keep my dots" not in page
    late = phone.post(workshop.room("vote/"), {"phase": "vote", f"priority-{first.public_id}": "2"})
    assert "The people of this territory vote." in late.content.decode()
    assert Dot.objects.count() == 0


def test_votes_are_shown_when_no_dot_can_come_in_any_more():
    workshop = a_workshop()
    first, *_rest = ballots(workshop)
    phones = [workshop.phone() for _each in range(5)]
    for one in phones:
        one.post(workshop.room("vote/"), {"phase": "vote", f"priority-{first.public_id}": "3"})
    phone, said = phones[0], "Priority: 15"
    assert said not in phone.get(workshop.room("results/")).content.decode()
    ended_ago(workshop, "vote", 60)
    assert said not in phone.get(workshop.room("results/")).content.decode()
    long_ago = {"begun": "2020-01-01T09:00+00:00", "ended": "2020-01-01T09:20+00:00"}
    Meeting.objects.filter(pk=workshop.meeting.pk).update(ran={"vote": long_ago})
    assert said in phone.get(workshop.room("results/")).content.decode()
    late = phone.post(workshop.room("vote/"), {"phase": "vote"})
    assert (late.status_code, Dot.objects.count()) == (409, 5)


def test_what_fewer_than_five_chose_is_told_to_nobody():
    workshop = a_workshop()
    first, *_rest = ballots(workshop)
    phone = workshop.phone()
    phone.post(workshop.room("vote/"), {"phase": "vote", f"priority-{first.public_id}": "3"})
    long_ago = {"begun": "2020-01-01T09:00+00:00", "ended": "2020-01-01T09:20+00:00"}
    gone = {"ran": {"vote": long_ago}, "phase": "", "state": "live"}
    Meeting.objects.filter(pk=workshop.meeting.pk).update(**gone)
    told = "Fewer than five people voted; what they chose is not told."
    desk = signed_in(workshop.lead)
    pages = [phone.get(workshop.room("results/")), desk.get(workshop.at("screen/"))]
    pages.append(desk.get(workshop.at("votes/")))
    for page in (answer.content.decode() for answer in pages):
        assert told in page
        assert first.text not in page
    assert "1 person voted." in pages[-1].content.decode()


def test_what_was_done_is_said_in_its_phase_only():
    workshop = a_workshop()
    workshop.runs("swot")
    phone, said = workshop.phone(), "It stands on the board."
    back = phone.post(workshop.room("add/"), point(workshop))["Location"]
    assert said in phone.get(back).content.decode()
    workshop.runs("vision")
    assert said not in phone.get(back).content.decode()


def test_the_room_reads_no_session_and_names_no_search_engine_anything():
    workshop = a_workshop()
    answer = workshop.phone().get(workshop.room())
    assert "sessionid" not in answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
