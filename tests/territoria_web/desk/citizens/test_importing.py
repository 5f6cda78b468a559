"""Reports of another system: looked at, then taken in, all or none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from desk_team import Team, a_file, a_member, signed_in
from territoria_web.listen.models import Forum
from territoria_web.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
REPORT = {
    "service_request_id": "R-1",
    "status": "open",
    "service_name": "Street light",
    "description": "The lamp at the bridge is dark.",
    "requested_datetime": "2026-05-03T14:05:00+02:00",
}


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def uploaded(client: Client, team: Team, *reports: dict[str, Any], **ways: str) -> str:
    file = a_file(json.dumps(reports), "requests.json")
    told = {"file": file, "source": "Fix it", "closed": "delivered", **ways}
    answer = client.post(team.at("citizens/import/"), told)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def test_a_file_is_looked_at_then_taken_and_the_second_time_changes_states(
    team: Team, forum: Forum, lead: Client
):
    at = uploaded(lead, team, REPORT, publish="on")
    page = lead.get(at)
    assert page.context["page"]["finding"] == "1 new, 0 with another state."
    assert forum.needs.count() == 0
    assert lead.post(at, {"take": "1"})["Location"] == team.at("citizens/needs/?of=all")
    assert forum.needs.get().state == "published"
    at = uploaded(lead, team, {**REPORT, "status": "closed"}, publish="on")
    assert lead.get(at).context["page"]["finding"] == "0 new, 1 with another state."
    lead.post(at, {"take": "1"})
    assert forum.needs.get().state == "delivered"


def test_what_cannot_be_read_is_named_and_nothing_is_taken(team: Team, forum: Forum, lead: Client):
    at = uploaded(lead, team, REPORT, {**REPORT, "service_request_id": "R-2", "status": "maybe"})
    page = lead.get(at)
    assert [problem.where for problem in page.context["problems"]] == ["requests.json, request 2"]
    assert lead.post(at, {"take": "1"}).status_code == 422
    assert forum.needs.count() == 0


def test_a_file_is_thrown_away(team: Team, forum: Forum, lead: Client):
    at = uploaded(lead, team, REPORT)
    assert lead.post(at, {"drop": "1"}).status_code == 302
    assert lead.get(at).status_code == 404
    assert forum.needs.count() == 0


def test_an_upload_is_asked_for_its_source_and_only_of_those_who_prepare(
    team: Team, forum: Forum, lead: Client
):
    at = team.at("citizens/import/")
    assert list(lead.post(at).context["form"].errors) == ["file", "source", "closed"]
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    assert expert.get(at).status_code == 403
