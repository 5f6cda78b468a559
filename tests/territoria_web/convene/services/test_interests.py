"""Interest from 0 to 3: said, changed, taken back; unknown is not 0; sheets of paper."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp
from territoria_web.convene.models import Interest, Topic, WorkingMeeting
from territoria_web.convene.services.interests import enter_interests, say_away, say_interests
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import INTEREST, phases_in, takes
from territoria_web.people.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
S = WorkingMeeting.State


def test_what_is_said_can_be_changed_and_taken_back():
    camp = a_barcamp()
    person, topic = camp.people[4], camp.topics[0]
    said = Interest.objects.filter(attendee=person, topic=topic)
    assert say_interests(person=person, said={topic.public_id: 0}) == 1
    assert said.get().value == 0
    say_interests(person=person, said={topic.public_id: 2})
    assert said.get().value == 2
    say_interests(person=person, said={topic.public_id: None})
    assert not said.exists()


def test_what_stands_no_longer_is_passed_over_and_strange_values_are_refused():
    camp = a_barcamp()
    one, other, _third = (topic.public_id for topic in camp.topics)
    Topic.objects.filter(public_id=one).update(state=Topic.State.WITHDRAWN)
    assert say_interests(person=camp.people[4], said={one: 3, other: 3}) == 1
    with pytest.raises(NotTakenNow):
        say_interests(person=camp.people[4], said={one: 3})
    with pytest.raises(ValidationError, match="four answers"):
        say_interests(person=camp.people[4], said={other: 4})


def test_interests_are_taken_where_the_table_says_so_and_nowhere_else():
    camp = a_barcamp()
    said = {camp.topics[0].public_id: 3}
    row = camp.meet.row
    phases = [("", state) for state in S.values] + [(p.id, S.LIVE) for p in phases_in(row)]
    for phase, state in phases:
        WorkingMeeting.objects.filter(pk=row.pk).update(phase=phase, state=state)
        row.refresh_from_db()
        try:
            taken = bool(say_interests(person=camp.people[4], said=said))
        except NotTakenNow:
            taken = False
        assert (phase, state, taken) == (phase, state, takes(row, INTEREST))


def test_a_sheet_of_paper_is_entered_with_when_somebody_is_away():
    camp = a_barcamp()
    person = camp.people[4]
    said = {camp.topics[0].public_id: 2, camp.topics[1].public_id: None}
    enter_interests(by=camp.office, person=person, said=said, away=[2, 9])
    rows = Interest.objects.filter(attendee=person).order_by("topic")
    assert [(row.topic_id, row.value, row.channel) for row in rows] == [
        (camp.topics[0].pk, 2, "paper"),
        (camp.topics[2].pk, 3, "phone"),
    ]
    person.refresh_from_db()
    assert person.away == [2]  # there is no slot 9
    entry = Entry.objects.get(what="enter interests")
    assert entry.after == {"title": "Smart economy"}  # the journal names nobody


def test_somebody_says_when_they_are_not_there():
    camp = a_barcamp()
    say_away(person=camp.people[0], away=[1])
    camp.people[0].refresh_from_db()
    assert camp.people[0].away == [1]
