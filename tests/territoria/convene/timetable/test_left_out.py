"""Free places go to what costs nobody anything."""

from __future__ import annotations

from barcamp_events import event_of
from territoria.convene.timetable.event import Topic
from territoria.convene.timetable.left_out import fill_places, why_left_out
from territoria.convene.timetable.prepared import prepare


def test_the_most_liked_fill_the_places_first_where_fewest_topics_stand():
    prepared = prepare(event_of([[3, 3, 1, 2]], slots=2, rooms=2))
    assert fill_places(prepared, [[0], [1]]) == [[0, 3], [1, 2]]
    assert fill_places(prepared, [[], [1]]) == [[0, 3], [1, 2]]


def test_what_costs_its_host_something_is_not_put_anywhere():
    event = event_of(
        [[3, 0], [0, 0]], slots=1, rooms=2, topics=(Topic("t0"), Topic("t1", "", ("p0",)))
    )
    prepared = prepare(event)
    assert fill_places(prepared, [[0]]) == [[0]]
    assert why_left_out(prepared, [[0]]) == {
        "t1": "Its hosts would lose more by hosting it than others would gain."
    }


def test_what_is_skipped_stays_out():
    prepared = prepare(event_of([[3, 1]], skipped=frozenset({"t1"})))
    assert fill_places(prepared, [[0], []]) == [[0], []]
