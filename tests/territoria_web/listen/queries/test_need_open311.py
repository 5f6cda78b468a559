"""Needs as GeoReport v2 reads them come back whole, and tell of no person."""

from __future__ import annotations

import json

import pytest

from a_forum import a_forum, a_need
from desk_team import a_team
from territoria.sources.open311 import read_requests
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.queries.need_open311 import requests_of, service_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_is_written_is_read_again(forum: Forum, form: str):
    a_need(forum, "A lamp", text="It is dark.", place="Old square", spot=(50.62345, 3.05678))
    a_need(forum, "A ramp")
    Need.objects.filter(number=2).update(state="declined", reason="There is one at the back.")
    body = requests_of(forum, {}, form)  # type: ignore[arg-type]
    assert b"ada@example.org" not in body
    second, first = read_requests(body)
    assert (first.service_request_id, first.status, first.extended_status) == (
        *("1", "open"),
        "published",
    )
    assert (first.description, first.address) == ("A lamp\nIt is dark.", "Old square")
    assert (first.lat, first.long) == (50.623, 3.057)
    assert (second.status, second.extended_status) == ("closed", "declined")
    assert second.status_notes == "There is one at the back."


def test_hidden_needs_are_not_in_it_and_parameters_choose(forum: Forum):
    for state in ("published", "rejected", "delivered"):
        need = a_need(forum)
        Need.objects.filter(pk=need.pk).update(state=state)

    def ids(**asked: str) -> list[str]:
        return [r.service_request_id for r in read_requests(requests_of(forum, asked, "json"))]

    assert ids() == ["3", "1"]
    assert (ids(status="open"), ids(status="closed")) == (["1"], ["3"])
    assert ids(status="open,closed") == ["3", "1"]
    assert (ids(service_request_id="1,2,x"), ids(service_code="other")) == (["1"], ["3", "1"])
    assert (ids(service_code="nothing"), ids(page="2"), ids(page="x")) == ([], [], ["3", "1"])


def test_services_are_the_themes_of_needs():
    rows = json.loads(service_list("json"))
    assert rows[-1]["service_code"] == "other"
    assert len({row["service_code"] for row in rows}) == len(rows) > 5
    assert service_list("xml").count(b"<service>") == len(rows)


def test_a_parameter_that_names_nothing_finds_nothing(forum: Forum):
    a_need(forum)
    for said in ("9" * 30, "9" * 5000, "\x00"):
        asked = {"service_request_id": f"1,{said}"}
        assert len(json.loads(requests_of(forum, asked, "json"))) == 1
        assert json.loads(requests_of(forum, {"service_code": said}, "json")) == []
