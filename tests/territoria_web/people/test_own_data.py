"""What the house holds about someone: every room that points to them is named."""

from __future__ import annotations

import pytest
from django.utils import timezone

from papers_team import a_paper_team
from territoria_web.measure.models import Finding
from territoria_web.people.models import User
from territoria_web.people.own_data import own_data

pytestmark = pytest.mark.django_db


def test_rooms_that_point_to_nobody_are_not_listed():
    assert own_data(User.objects.create_user("ada@example.org"))["named_in"] == {}


def test_what_someone_wrote_is_named_and_what_others_did_is_not():
    team, today = a_paper_team(), timezone.localdate()
    mine, _theirs = (
        Finding.objects.create(cycle=team.cycle, node="A1.1", by=by, noted_on=today)
        for by in (team.expert, team.lead)
    )
    assert own_data(team.expert)["named_in"] == {"measure.Finding.by": [str(mine.public_id)]}
