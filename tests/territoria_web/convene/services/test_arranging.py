"""By hand: moves, swaps, pins and skips; each holds in later timetables, nobody is overruled."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import ORIGIN, a_barcamp, a_draft, a_timetable
from territoria_web.convene.models import TimetableVersion, Topic
from territoria_web.convene.queries.barcamp_grid import grid_state, slots_of, spaces_of
from territoria_web.convene.queries.timetable_panel import panel_of
from territoria_web.convene.services.arranging import (
    move_topic,
    pin_topic,
    seat_again,
    skip_topic,
    unpin_topic,
    unskip_topic,
)
from territoria_web.convene.services.barcamp_grid import SlotLine, SpaceLine, set_grid
from territoria_web.convene.services.publishing import publish_timetable
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def places(version: TimetableVersion) -> dict[int, tuple[int, int]]:
    return {one["topic"]: (one["slot"], one["space"]) for one in version.placements}


def test_a_swap_pins_both_and_makes_a_draft_of_what_is_published():
    camp = a_barcamp(topics=4)
    version = a_timetable(camp)
    one, two, three, four = (topic.pk for topic in camp.topics)
    slot, space = camp.meet.row.slots.get(number=2), camp.meet.row.spaces.get(number=1)
    told = {"by": camp.office, "version": version, "slot": slot, "space": space, "seen": 0}
    done = move_topic(topic=camp.topics[0], **told)
    assert done.version.number == 2
    assert done.version.published is None
    assert places(done.version) == {three: (1, 1), two: (1, 2), one: (2, 1), four: (2, 2)}
    assert places(version)[one] == (1, 1)  # what was published stays
    assert list(Topic.objects.exclude(pinned_slot=None).values_list("pk", flat=True)) == [
        one,
        three,
    ]
    with pytest.raises(ChangedMeanwhile):
        move_topic(topic=camp.topics[0], **told)  # of the older version
    again = a_draft(camp)
    assert (places(again)[one], places(again)[three]) == ((2, 1), (1, 1))


def test_the_panel_says_what_a_move_would_change_and_why_it_may_not_be():
    camp = a_barcamp(topics=4)
    camp.people[0].away = [2]
    camp.people[0].save()
    version = a_timetable(camp, published=False)
    panel = panel_of(version, camp.topics[0])
    (_first, here), (_second, others) = panel.rows
    assert [cell.is_chosen for cell in here] == [True, False]
    assert here[1].why_not == ""
    assert others[0].why_not == "Ada Lovell hosts Keeping talent and is away in Round 2."
    slot, space = camp.meet.row.slots.get(number=2), camp.meet.row.spaces.get(number=1)
    with pytest.raises(ValidationError, match="is away in Round 2"):
        move_topic(
            by=camp.office, version=version, topic=camp.topics[0], slot=slot, space=space, seen=0
        )
    assert panel.without_chosen < 0
    assert panel.not_held == []


def test_a_topic_left_out_by_hand_stays_out_until_it_may_come_back():
    camp = a_barcamp(topics=2)
    version = a_timetable(camp, published=False)
    topic = camp.topics[0]
    done = skip_topic(by=camp.office, version=version, topic=topic, seen=0)
    assert places(done.version) == {camp.topics[1].pk: (1, 2)}
    assert done.version.left_out == {str(topic.pk): "It was left out by hand."}
    assert {t for inside in done.version.seats.values() for t in inside.values()} == {
        camp.topics[1].pk
    }
    assert [held.row.pk for held in panel_of(done.version).not_held] == [topic.pk]
    unskip_topic(by=camp.office, version=done.version, topic=topic, seen=1)
    topic.refresh_from_db()
    assert not topic.skipped
    assert TimetableVersion.objects.get().bound == 0  # not known any more


def test_a_pin_holds_a_topic_where_it_stands_and_comes_off():
    camp = a_barcamp(topics=2)
    version, topic = a_timetable(camp), camp.topics[1]
    told = {"by": camp.office, "version": version, "topic": topic, "seen": 0}
    pin_topic(**told)
    topic.refresh_from_db()
    assert (topic.pinned_slot.number, topic.pinned_space.number) == (1, 2)
    unpin_topic(**told)
    topic.refresh_from_db()
    assert topic.pinned_slot is None
    Topic.objects.filter(pk=topic.pk).update(state=Topic.State.WITHDRAWN)
    with pytest.raises(ValidationError, match="withdrawn"):
        pin_topic(**told)


def test_what_was_proven_of_fewer_spaces_is_not_claimed_of_more():
    camp = a_barcamp(topics=5, spaces=1)
    draft = a_draft(camp)
    told = {"by": camp.office, "origin": ORIGIN}
    published = publish_timetable(version=draft, seen=0, **told)
    kept = seat_again(by=camp.office, version=published, seen=0).version
    assert kept.bound == published.bound  # nothing has changed
    published = publish_timetable(version=kept, seen=0, **told)
    slots, spaces = slots_of(camp.meet.row), spaces_of(camp.meet.row)
    lines = [SlotLine(s.number, s.title, s.begins, s.ends) for s in slots]
    rooms = [SpaceLine(r.number, r.name, r.seats) for r in spaces]
    set_grid(
        by=camp.office,
        meeting=camp.meet.row,
        slots=lines,
        spaces=[*rooms, SpaceLine(0, "Attic", 10)],
        seen=grid_state(slots, spaces),
        origin=ORIGIN,
    )
    assert seat_again(by=camp.office, version=published, seen=0).version.bound == 0


def test_with_a_pin_less_nothing_is_proven_any_more():
    camp = a_barcamp(topics=2)
    version, topic = a_timetable(camp, published=False), camp.topics[1]
    pin_topic(by=camp.office, version=version, topic=topic, seen=0)
    unpin_topic(by=camp.office, version=version, topic=topic, seen=0)
    version.refresh_from_db()
    assert (version.bound, version.edit) == (0, 1)


def test_what_was_left_out_may_be_worth_more_than_the_best_without_it():
    camp = a_barcamp(topics=3)
    topic = camp.topics[0]
    Topic.objects.filter(pk=topic.pk).update(skipped=True)
    draft = a_draft(camp)
    best = draft.bound
    taken = {(one["slot"], one["space"]) for one in draft.placements}
    free = next((s, r) for s in (1, 2) for r in (1, 2) if (s, r) not in taken)
    slot, space = camp.meet.row.slots.get(number=free[0]), camp.meet.row.spaces.get(number=free[1])
    told = {"by": camp.office, "topic": topic, "slot": slot, "space": space, "seen": 0}
    kept = move_topic(version=draft, **told).version
    assert kept.value > best
    assert kept.bound == 0


def test_a_pin_that_moves_elsewhere_takes_what_was_proven_with_it():
    camp = a_barcamp(topics=3)
    draft = a_draft(camp)
    told = {"by": camp.office, "version": draft, "topic": camp.topics[0]}
    pin_topic(**told, seen=0)
    here = next(one for one in draft.placements if one["topic"] == camp.topics[0].pk)
    again = seat_again(by=camp.office, version=draft, seen=0).version
    assert again.bound == draft.bound  # a pin more: the best is worth no more than before
    slot = camp.meet.row.slots.get(number=3 - here["slot"])
    space = camp.meet.row.spaces.get(number=here["space"])
    moved = move_topic(**told, slot=slot, space=space, seen=1).version
    assert moved.bound == 0
