"""Tables of many ratings are worked out by the worker, not by whoever rates."""

from __future__ import annotations

import pytest

from desk_team import work_all
from rated_services import LIBRARY, a_forum, a_service, rated
from territoria_web.jobs.models import Job
from territoria_web.listen.queries import rating_tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_figures_of_many_wait_for_the_worker(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rating_tables, "MANY", 10)
    forum = a_forum()
    service = a_service(forum, LIBRARY)
    rated(service, 9)
    shown = forum.rating_looks.count()
    rated(service, 12)
    waiting = Job.objects.filter(kind="rating-look", state="waiting")
    assert (waiting.count(), forum.rating_looks.count()) == (1, shown)
    work_all()
    look = forum.rating_looks.first()
    assert look is not None
    assert look.counts[str(service.public_id)] == 21
