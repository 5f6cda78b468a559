"""Sessions for other programmes."""

from __future__ import annotations

import pytest

from a_barcamp import a_barcamp
from territoria_web.convene.queries.barcamp_calendar import session_dates
from territoria_web.convene.queries.sessions import programme_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize(
    ("mode", "place"),
    [("place", "Space 1, Palais des congrès, Bordeaux"), ("online", "Space 1")],
)
def test_a_session_says_where_people_go(mode: str, place: str):
    row = a_barcamp(topics=1, mode=mode).meet.row
    topic = row.topics.get()
    row.timetables.create(number=1, placements=[{"topic": topic.pk, "slot": 1, "space": 1}])
    row.timetables.update(published=row.opened)
    programme = programme_of(row)
    assert programme is not None
    assert [one.place for one in session_dates(row, programme.sessions, programme)] == [place]
