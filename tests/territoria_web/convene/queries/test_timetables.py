"""A meeting as the engine sees it, and a version as a timetable of it."""

from __future__ import annotations

import pytest

from a_barcamp import a_barcamp, a_timetable
from territoria.convene.timetable.event import Pin
from territoria_web.convene.models import Attendee, Interest, Pick, Topic
from territoria_web.convene.queries.timetable_words import floor_said, worth_said
from territoria_web.convene.queries.timetables import (
    laid_of,
    picks_of,
    seating_of,
    timetable_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_an_event_holds_who_comes_what_stands_and_what_was_set_by_hand():
    camp = a_barcamp(people=4, topics=3)
    row = camp.meet.row
    one, two, three = camp.topics
    Attendee.objects.filter(pk=camp.people[3].pk).update(state=Attendee.State.CANCELLED)
    Attendee.objects.filter(pk=camp.people[0].pk).update(away=[2, 7], name="Bo Berg")
    Topic.objects.filter(pk=one.pk).update(pinned_slot=row.slots.get(number=1), needs=["screen"])
    Topic.objects.filter(pk=two.pk).update(skipped=True, title="Keeping talent")
    Interest.objects.filter(topic=three, attendee=camp.people[1]).delete()
    event = laid_of(row).event
    # who is called the same is told apart
    assert [person.id for person in event.people] == ["Bo Berg", "Bo Berg (2)", "Chiara Conti"]
    assert [topic.id for topic in event.topics] == [
        "Keeping talent",
        "Keeping talent (2)",
        "Data of buses",
    ]
    assert (event.people[0].city, event.people[0].away) == ("bordeaux", {"Round 2"})
    assert event.topics[0].hosts == ("Bo Berg",)
    assert event.topics[0].needs == {"screen"}
    assert event.pins == (Pin("Keeping talent", "Round 1"),)
    assert event.skipped == {"Keeping talent (2)"}
    # a host wants their own; what was not said is unknown
    assert event.interests.tolist() == [[3, 3, 1], [1, 3, -1], [3, 1, 3]]


def test_a_version_comes_back_as_it_was_kept_without_what_stands_no_longer():
    camp = a_barcamp(people=4, topics=3)
    version = a_timetable(camp)
    Pick.objects.create(
        attendee=camp.people[3], slot=camp.meet.row.slots.get(number=1), topic=camp.topics[1]
    )
    Topic.objects.filter(pk=camp.topics[0].pk).update(state=Topic.State.HIDDEN)
    laid = laid_of(camp.meet.row)
    assert [(p.topic, p.slot, p.room) for p in timetable_of(laid, version).placements] == [
        ("Empty shops", "Round 1", "Space 2"),
        ("Data of buses", "Round 2", "Space 1"),
    ]
    assert set(seating_of(laid, version).seats.values()) == {"Empty shops", "Data of buses"}
    assert picks_of(camp.meet.row, laid) == {("Dan Duval", "Round 1"): "Empty shops"}


def test_a_seat_chosen_in_a_slot_made_meanwhile_waits_for_the_next_timetable():
    camp = a_barcamp(people=4, topics=3)
    row = camp.meet.row
    laid = laid_of(row)
    first = row.slots.get(number=1)
    slot = row.slots.create(number=3, begins=first.begins, ends=first.ends)
    Pick.objects.create(attendee=camp.people[3], slot=slot, topic=camp.topics[1])
    assert picks_of(row, laid) == {}


def test_how_good_it_is_stands_in_a_sentence():
    version = a_timetable(a_barcamp())
    assert worth_said(version) == "No timetable serves more interest than this one: 20 points."
    assert floor_said(version) == ("Everybody reaches at least 80 % of what was possible for them.")
    version.bound = 25
    assert worth_said(version) == (
        "It serves 20 points of interest; none can serve more than 25, so this is at least 80 % "
        "of the best."
    )
    version.bound = 0
    assert worth_said(version).startswith("It serves 20 points of interest. Something has changed")


def test_what_is_promised_is_never_rounded_up():
    version = a_timetable(a_barcamp())
    version.value, version.bound, version.floor = 1764, 1765, 0.749
    assert worth_said(version).endswith("so this is at least 99 % of the best.")
    assert floor_said(version) == "Everybody reaches at least 74 % of what was possible for them."
    version.floor = 0.29  # 100 times that is a hair less than 29
    assert floor_said(version) == "Everybody reaches at least 29 % of what was possible for them."
