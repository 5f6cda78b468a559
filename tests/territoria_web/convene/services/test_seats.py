"""Another seat: only where there is room, hosts stay with their topic, the office may do more."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp, a_timetable
from territoria_web.convene.models import Attendee, Space, WorkingMeeting
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.services.interests import say_away
from territoria_web.convene.services.seats import NoSeatLeft, give_seat, take_seat
from territoria_web.convene.services.topics import hide_topic
from territoria_web.convene.services.working_journal import NotTakenNow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_somebody_goes_where_they_learn_and_the_group_grows():
    camp = a_barcamp()
    a_timetable(camp)
    first, second = camp.topics[0], camp.topics[1]
    take_seat(person=camp.people[4], slot=1, topic=second.public_id)
    found = programme_of(camp.meet.row)
    assert found is not None
    assert [(one.topic.pk, one.people) for one in found.sessions[:2]] == [
        (first.pk, 4),
        (second.pk, 2),
    ]
    take_seat(person=camp.people[4], slot=1, topic=None)
    found = programme_of(camp.meet.row)
    assert found is not None
    assert found.seats[1][camp.people[4].pk] is None


def test_whoever_takes_a_seat_is_there_after_all():
    camp = a_barcamp()
    a_timetable(camp)
    camp.people[4].away = [1, 2]
    take_seat(person=camp.people[4], slot=1, topic=camp.topics[1].public_id)
    assert Attendee.objects.get(pk=camp.people[4].pk).away == [2]


def test_a_hidden_topic_is_gone_from_the_timetable_at_once():
    camp = a_barcamp()
    a_timetable(camp)
    hide_topic(by=camp.office, topic=camp.topics[0], reason="An advertisement.")
    found = programme_of(camp.meet.row)
    assert found is not None
    assert [one.topic.pk for one in found.sessions] == [topic.pk for topic in camp.topics[1:]]
    told = {"person": camp.people[4], "slot": 1, "topic": camp.topics[0].public_id}
    with pytest.raises(NotTakenNow, match="not held then"):
        take_seat(**told)


def test_a_full_group_takes_nobody_and_whoever_does_not_come_leaves_a_place():
    camp = a_barcamp()
    Space.objects.filter(number=2).update(seats=2)
    a_timetable(camp)
    second = camp.topics[1].public_id
    take_seat(person=camp.people[4], slot=1, topic=second)
    take_seat(person=camp.people[4], slot=1, topic=second)  # pressed twice
    with pytest.raises(NoSeatLeft):
        take_seat(person=camp.people[5], slot=1, topic=second)
    with pytest.raises(NoSeatLeft):
        give_seat(by=camp.office, person=camp.people[5], slot=1, topic=second)
    Attendee.objects.filter(pk=camp.people[4].pk).update(state=Attendee.State.ABSENT)
    take_seat(person=camp.people[5], slot=1, topic=second)


def test_a_host_stays_unless_the_office_says_otherwise():
    camp = a_barcamp()
    a_timetable(camp)
    told = {"person": camp.people[0], "slot": 1, "topic": camp.topics[1].public_id}
    with pytest.raises(ValidationError, match="waits for you"):
        take_seat(**told)
    give_seat(by=camp.office, **told)


def test_seats_change_while_the_table_says_so():
    camp = a_barcamp()
    told = {"person": camp.people[4], "slot": 1, "topic": camp.topics[1].public_id}
    with pytest.raises(NotTakenNow, match="no timetable"):
        take_seat(**told)
    a_timetable(camp)
    with pytest.raises(NotTakenNow, match="not held then"):
        take_seat(**{**told, "slot": 2})
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    with pytest.raises(NotTakenNow):
        take_seat(**told)


def test_whoever_is_not_there_leaves_the_seat_to_others():
    camp = a_barcamp()
    Space.objects.filter(number=2).update(seats=2)
    a_timetable(camp)
    second = camp.topics[1].public_id
    take_seat(person=camp.people[4], slot=1, topic=second)
    say_away(person=camp.people[4], away=[1])
    take_seat(person=camp.people[5], slot=1, topic=second)
    say_away(person=camp.people[3], away=[1])  # a seat that was dealt, not chosen
    found = programme_of(camp.meet.row)
    assert found is not None
    assert [one.people for one in found.sessions[:2]] == [2, 2]
    assert found.session_of(camp.people[3], found.slots[0]) is None
