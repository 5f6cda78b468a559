"""The ground of a forum's map: what the team chose, else around what was said."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_need
from desk_team import a_team
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.queries.need_map import districts_on_map, frame_of, latest_marks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def test_the_frame_of_the_team_comes_first(forum: Forum):
    a_need(forum, spot=(50.6, 3.0))
    forum.frame = [3, 50, 4, 51]
    assert frame_of(forum, latest_marks(forum)) == (3, 50, 4, 51)


def test_without_one_the_map_lies_around_the_needs(forum: Forum):
    assert frame_of(forum, latest_marks(forum)) is None
    a_need(forum, spot=(50.6, 3.0))
    frame = frame_of(forum, latest_marks(forum))
    assert frame == pytest.approx((2.99, 50.59, 3.01, 50.61))
    forum.frame = [3, 51, 3, 50]  # holds no ground
    assert frame_of(forum, latest_marks(forum)) == frame


def test_only_public_needs_with_a_place_are_marks_and_roughly(forum: Forum):
    for spot in ((50.61234, 3.01), None, (50.7, 3.0)):
        a_need(forum, spot=spot)
    Need.objects.filter(number=3).update(state="held")
    assert [mark.spot for mark in latest_marks(forum)] == [(50.612, 3.01)]


def test_districts_without_a_place_are_not_on_the_map(forum: Forum):
    forum.districts = [
        {"id": "n", "name": "North", "share": 40, "latitude": 50.6, "longitude": 3.0},
        {"id": "s", "name": "South", "share": 60, "latitude": None, "longitude": None},
        {"id": "w", "name": "West"},
    ]
    assert [(one.name, one.spot) for one in districts_on_map(forum)] == [("North", (50.6, 3.0))]
