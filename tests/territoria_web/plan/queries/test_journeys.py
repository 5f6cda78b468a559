"""Passages as the public sees them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from territoria_web.plan.queries.journeys import Journey
from territoria_web.territories.models import Cycle


def test_a_passage_begins_on_the_day_of_the_site_not_of_greenwich():
    cycle = Cycle(started=datetime(2027, 3, 1, 23, 30, tzinfo=UTC))
    assert Journey(cycle, (), None, 0, (), None, None).since == date(2027, 3, 2)
