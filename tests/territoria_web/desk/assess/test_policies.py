from __future__ import annotations

import pytest

from desk_team import a_file, signed_in
from papers_team import a_paper_team
from territoria_web.measure.models import Policy

pytestmark = pytest.mark.django_db

TOLD = {
    "title": "Digital <b>cheque</b>",
    "body": "Region",
    "state": "running",
    "currency": "eur",
    "source": "Budget 2026",
    "nodes": ["A1.1", "A3"],
    "budget": "1200000",
}
TABLE = "title,body,state,source,begins\nNew plan,City,announced,Council 2026,2027\n"


def at(team, path=""):
    return f"/en/desk/{team.cycle.public_id}/policies/{path}"


def test_a_policy_is_listed_and_what_nothing_serves_is_named():
    team = a_paper_team()
    client = signed_in(team.editor)
    assert client.post(at(team, "add/"), TOLD).status_code == 302
    page = client.get(at(team)).content.decode()
    assert "1 policy is listed. 11 factors have none." in page
    assert "Digital &lt;b&gt;cheque&lt;/b&gt;" in page
    assert "EUR 1,200,000" in page
    assert Policy.objects.get().nodes == ["A1.1", "A3"]


def test_faults_stand_beside_their_fields():
    team = a_paper_team()
    answer = signed_in(team.editor).post(
        at(team, "add/"), {**TOLD, "begins": "2027", "ends": "2020"}
    )
    assert answer.status_code == 422
    assert "It cannot end before it begins." in answer.content.decode()


def test_a_table_is_looked_at_before_it_is_taken_in():
    team = a_paper_team()
    client = signed_in(team.editor)
    led = client.post(at(team, "upload/"), {"table": a_file(TABLE)})
    page = client.get(led["Location"]).content.decode()
    assert "1 line can be taken in: 1 new, 0 changed." in page
    assert Policy.objects.count() == 0
    assert client.post(led["Location"], {"take": "1"}).status_code == 302
    assert Policy.objects.get().title == "New plan"
    assert client.get(led["Location"]).status_code == 404


def test_a_file_that_is_no_table_is_refused_with_a_reason():
    team = a_paper_team()
    answer = signed_in(team.editor).post(
        at(team, "upload/"), {"table": a_file(b"\x00\x01", "x.csv")}
    )
    assert answer.status_code == 422
    assert "This file cannot be read; below is why." in answer.content.decode()


def test_another_team_s_upload_is_not_there():
    team, other = a_paper_team("X1"), a_paper_team("X2")
    led = signed_in(team.editor).post(at(team, "upload/"), {"table": a_file(TABLE)})
    number = led["Location"].rstrip("/").rsplit("/", 1)[1]
    assert signed_in(other.lead).get(at(other, f"upload/{number}/")).status_code == 404


def test_a_budget_is_taken_and_shown_with_the_signs_of_the_language():
    team = a_paper_team()
    client = signed_in(team.editor)
    where = at(team, "add/").replace("/en/", "/de/", 1)
    assert client.post(where, {**TOLD, "budget": "1.200.000"}).status_code == 302
    held = Policy.objects.get()
    assert held.budget == 1_200_000
    page = client.get(at(team, f"{held.public_id}/").replace("/en/", "/de/", 1)).content.decode()
    assert 'value="1.200.000"' in page


def test_a_dimension_that_policies_serve_by_a_factor_is_not_said_to_have_none():
    team = a_paper_team()
    client = signed_in(team.editor)
    client.post(at(team, "add/"), {**TOLD, "nodes": ["A1.1"]})
    matrix = client.get(at(team)).context["matrix"]
    page = client.get(at(team)).content.decode()
    bare = [row for row, _marks in matrix if row.factor and not row.policies]
    assert page.partition('id="matrix"')[2].count(">none</td>") == len(bare)
