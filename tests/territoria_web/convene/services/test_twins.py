"""Twins: joined where both askers agree, ended where one does not; interest adds up."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp
from territoria_web.convene.models import Attendee, Topic, WorkingMeeting
from territoria_web.convene.queries.topics import standing_topics, waiting_twins
from territoria_web.convene.services.interests import say_interests
from territoria_web.convene.services.topics import withdraw_topic
from territoria_web.convene.services.twins import answer_twins, ask_twins, part_twins
from territoria_web.convene.services.working_journal import NotTakenNow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_two_yes_join_two_topics_and_both_host():
    camp = a_barcamp()
    one, other, third = camp.topics
    said = {"by": camp.office, "meeting": camp.meet.row}
    twins = ask_twins(topic=one, into=other, **said)
    assert [waiting_twins(person) for person in camp.people[:3]] == [[twins], [twins], []]
    with pytest.raises(NotTakenNow):
        answer_twins(person=camp.people[2], twins=twins, agrees=True)
    answer_twins(person=camp.people[0], twins=twins, agrees=True)
    assert len(standing_topics(camp.meet.row)) == 3
    answer_twins(person=camp.people[1], twins=twins, agrees=True)
    held = {topic.row.pk: topic for topic in standing_topics(camp.meet.row)}
    assert sorted(held) == [other.pk, third.pk]
    assert held[other.pk].hosts == (camp.people[1], camp.people[0])
    # the larger value of each counts: the first wanted it with 3, the third the twin with 3
    assert [held[other.pk].said[camp.people[n].pk] for n in (0, 2)] == [3, 3]


def test_the_latest_word_on_joined_topics_counts():
    camp = a_barcamp()
    one, other, _third = camp.topics
    ask_twins(by=camp.office, meeting=camp.meet.row, topic=one, into=other, agreed=True)
    say_interests(person=camp.people[2], said={other.public_id: 1})
    held = next(t for t in standing_topics(camp.meet.row) if t.row.pk == other.pk)
    assert held.said[camp.people[2].pk] == 1


def test_one_no_ends_it_and_who_was_not_asked_need_not_answer():
    camp = a_barcamp()
    one, other, third = camp.topics
    said = {"by": camp.office, "meeting": camp.meet.row}
    twins = ask_twins(topic=one, into=other, **said)
    assert answer_twins(person=camp.people[1], twins=twins, agrees=False).settled
    with pytest.raises(NotTakenNow):
        answer_twins(person=camp.people[0], twins=twins, agrees=True)
    assert waiting_twins(camp.people[0]) == []
    Topic.objects.filter(pk=third.pk).update(asker=None)
    third.refresh_from_db()
    mine = ask_twins(topic=third, into=one, **said)
    assert (mine.topic_agrees, mine.into_agrees) == (True, None)
    with pytest.raises(ValidationError, match="two topics"):
        ask_twins(topic=one, into=one, **said)


def test_twins_can_be_parted_and_a_withdrawn_topic_is_asked_about_no_more():
    camp = a_barcamp()
    one, other, third = camp.topics
    said = {"by": camp.office, "meeting": camp.meet.row}
    ask_twins(topic=one, into=other, agreed=True, **said)
    with pytest.raises(ValidationError, match="stand on the wall"):
        ask_twins(topic=one, into=third, **said)
    part_twins(by=camp.office, topic=one)
    assert len(standing_topics(camp.meet.row)) == 3
    ask_twins(topic=third, into=one, **said)
    (asked,) = waiting_twins(camp.people[2])
    withdraw_topic(person=camp.people[0], topic=one)
    assert waiting_twins(camp.people[2]) == []
    with pytest.raises(NotTakenNow):  # pressed while it was withdrawn
        answer_twins(person=camp.people[2], twins=asked, agrees=True)


def test_nothing_is_joined_once_the_meeting_is_over():
    camp = a_barcamp()
    one, other, _third = camp.topics
    twins = ask_twins(by=camp.office, meeting=camp.meet.row, topic=one, into=other)
    answer_twins(person=camp.people[0], twins=twins, agrees=True)
    WorkingMeeting.objects.update(state=WorkingMeeting.State.ENDED)
    with pytest.raises(NotTakenNow, match="any more"):
        answer_twins(person=camp.people[1], twins=twins, agrees=True)
    one.refresh_from_db()
    assert one.merged_into is None
    assert waiting_twins(Attendee.objects.get(pk=camp.people[1].pk)) == []
