"""Topics of a BarCamp: proposed once, changed and withdrawn by whoever asked, hidden with a reason."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp
from a_meeting import a_meeting
from territoria_web.convene.models import Topic, WorkingMeeting
from territoria_web.convene.queries.topics import standing_topics
from territoria_web.convene.services.topics import (
    change_topic,
    enter_topic,
    hide_topic,
    mend_topic,
    propose_topic,
    show_topic,
    withdraw_topic,
)
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import MOST_TOPICS_EACH, TOPIC, phases_in, takes
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
S = WorkingMeeting.State


def test_a_title_is_enough_and_a_form_sent_twice_stands_once():
    meet, once = a_meeting(people=2), uuid.uuid4()
    first = propose_topic(person=meet.people[0], once=once, title="  Empty \n shops ")
    assert (first.title, first.axis, first.about) == ("Empty shops", meet.row.axis, "")
    assert propose_topic(person=meet.people[0], once=once, title="Other words") == first
    with pytest.raises(NotTakenNow, match="used up"):
        propose_topic(person=meet.people[1], once=once, title="Empty shops")
    assert Topic.objects.count() == 1
    assert not Entry.objects.filter(what="enter topic").exists()  # deeds of guests are not in it


@pytest.mark.parametrize("title", ["", "  ", "x" * 141])
def test_a_title_that_is_none_is_refused(title: str):
    person = a_meeting(people=1).people[0]
    with pytest.raises(ValidationError) as refused:
        propose_topic(person=person, once=uuid.uuid4(), title=title)
    assert list(refused.value.error_dict) == ["title"]


def test_topics_are_taken_where_the_table_says_so_and_nowhere_else():
    meet = a_meeting(people=1)
    phases = [("", state) for state in S.values] + [(p.id, S.LIVE) for p in phases_in(meet.row)]
    for phase, state in phases:
        WorkingMeeting.objects.filter(pk=meet.row.pk).update(phase=phase, state=state)
        meet.row.refresh_from_db()
        Topic.objects.all().delete()
        try:
            propose_topic(person=meet.people[0], once=uuid.uuid4(), title="Empty shops")
            taken = True
        except NotTakenNow:
            taken = False
        assert (phase, state, taken) == (phase, state, takes(meet.row, TOPIC))


def test_nobody_fills_the_wall_alone():
    person = a_meeting(people=1).people[0]
    for n in range(MOST_TOPICS_EACH):
        propose_topic(person=person, once=uuid.uuid4(), title=f"Topic {n}")
    with pytest.raises(ValidationError, match="Withdraw one"):
        propose_topic(person=person, once=uuid.uuid4(), title="One more")


def test_only_whoever_asked_changes_a_topic_and_no_word_is_overwritten():
    camp = a_barcamp()
    topic, mine, other = camp.topics[0], camp.people[0], camp.people[1]
    words = {"about": "", "needs": ["Screen", "screen "], "seen": 0}
    with pytest.raises(NotTakenNow, match="somebody else"):
        change_topic(person=other, topic=topic, title="Mine now", **words)
    done = change_topic(person=mine, topic=topic, title="Keeping young talent", **words)
    assert (done.title, done.needs, done.edit) == ("Keeping young talent", ["screen"], 1)
    with pytest.raises(ChangedMeanwhile):
        mend_topic(by=camp.office, topic=topic, title="x", axis="", asker=None, **words)
    again = {**words, "seen": 1}
    mend_topic(by=camp.office, topic=topic, title="x", axis="", asker=other, **again)
    topic.refresh_from_db()
    assert (topic.title, topic.asker) == ("x", other)


def test_a_hidden_topic_keeps_its_reason_and_can_come_back():
    camp = a_barcamp()
    topic = camp.topics[0]
    with pytest.raises(ValidationError, match="reads it"):
        hide_topic(by=camp.office, topic=topic, reason=" ")
    hide_topic(by=camp.office, topic=topic, reason="An advertisement.")
    topic.refresh_from_db()
    assert (topic.state, topic.reason) == ("hidden", "An advertisement.")
    assert len(standing_topics(camp.meet.row)) == 2
    show_topic(by=camp.office, topic=topic)
    assert len(standing_topics(camp.meet.row)) == 3
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True))[-2:] == [
        "hide topic",
        "show topic",
    ]


def test_withdrawing_lets_what_was_joined_stand_for_itself_again():
    camp = a_barcamp()
    one, other = camp.topics[0], camp.topics[1]
    Topic.objects.filter(pk=other.pk).update(merged_into=one)
    withdraw_topic(person=camp.people[0], topic=one)
    assert [held.row.pk for held in standing_topics(camp.meet.row)] == [
        other.pk,
        camp.topics[2].pk,
    ]


def test_the_office_enters_cards_while_the_meeting_is_worked_on():
    camp = a_barcamp(state=S.LIVE)
    told = {"by": camp.office, "meeting": camp.meet.row, "title": "Of paper"}
    made = enter_topic(once=uuid.uuid4(), asker=camp.people[0], **told)
    assert (made.channel, made.entered_by, made.asker) == ("paper", camp.office, camp.people[0])
    WorkingMeeting.objects.update(state=S.ENDED)
    with pytest.raises(NotTakenNow):
        enter_topic(once=uuid.uuid4(), **told)
