"""The page of what teams decided on their advice, and its table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from desk_team import a_team, signed_in
from territoria_web.recommend.models import Recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_table_names_the_same_day_as_the_page(client: Client):
    team = a_team()
    signed_in(team.lead).post(team.at("recommend/user-feedback/"), {"decision": "accepted"})
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Brussels
    Recommendation.objects.update(decided=late)
    assert "1 July 2026" in client.get("/en/territories/FRE1/decisions/").text
    table = client.get("/en/territories/FRE1/decisions.json").json()["table"]
    assert [dict(zip(table["fields"], row))["decided"] for row in table["rows"]] == ["2026-07-01"]
