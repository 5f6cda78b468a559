from __future__ import annotations

import pytest
from django.utils import timezone

from desk_team import signed_in
from papers_team import a_paper_team, noted
from territoria_web.measure.models import Finding
from territoria_web.measure.services.findings import add_finding, change_finding

pytestmark = pytest.mark.django_db

TOLD = {
    "statement": "Only 3 firms use <b>shared</b> data.",
    "node": "A1.1",
    "weight": "weakness",
    "evidence": "interview",
    "source": "Meeting with firms",
    "group": "business",
    "confidence": "low",
}


def at(team, path=""):
    return f"/en/desk/{team.cycle.public_id}/findings/{path}"


def test_a_finding_is_noted_and_the_next_begins_where_it_ended():
    team = a_paper_team()
    client, day = signed_in(team.expert), timezone.localdate().isoformat()
    answer = client.post(at(team, "add/"), {**TOLD, "noted_on": day, "another": "1"})
    assert answer["Location"] == (
        at(team, "add/") + "?node=A1.1&source=Meeting+with+firms&group=business&evidence=interview"
    )
    page = client.get(at(team)).content.decode()
    assert "Only 3 firms use &lt;b&gt;shared&lt;/b&gt; data." in page
    assert "1 finding on 1 of 12 factors." in page


def test_nothing_that_was_typed_is_lost():
    team = a_paper_team()
    told = {**TOLD, "group": "", "noted_on": timezone.localdate().isoformat()}
    answer = signed_in(team.expert).post(at(team, "add/"), told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say which group told you, without names." in page
    assert "Only 3 firms use &lt;b&gt;shared&lt;/b&gt; data.</textarea>" in page


def test_a_colleague_who_was_quicker_is_shown_beside_one_s_own_words():
    team = a_paper_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    change_finding(
        by=team.lead, finding=made, noted=noted(statement="What the lead wrote."), seen=0
    )
    told = {**TOLD, "noted_on": "2026-11-02", "seen": "0"}
    answer = signed_in(team.expert).post(at(team, f"{made.public_id}/"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "What the lead wrote." in page
    assert "Only 3 firms use" in page
    again = signed_in(team.expert).post(at(team, f"{made.public_id}/"), {**told, "seen": "1"})
    assert again.status_code == 302
    assert Finding.objects.get().statement == TOLD["statement"]


def test_another_cycle_s_finding_is_not_there():
    team, other = a_paper_team("X1"), a_paper_team("X2")
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    client = signed_in(other.lead)
    assert client.get(at(other, f"{made.public_id}/")).status_code == 404
    assert client.post(at(other, f"{made.public_id}/back/")).status_code == 404


def test_the_table_is_safe_for_spreadsheets():
    team = a_paper_team()
    add_finding(by=team.expert, cycle=team.cycle, noted=noted(source="=HYPERLINK(1)"))
    answer = signed_in(team.lead).get(f"/en/desk/{team.cycle.public_id}/findings.csv")
    assert "'=HYPERLINK(1)" in answer.content.decode()
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["findings.csv", "policies.csv", "policies.xlsx"])
def test_no_cache_keeps_what_only_the_team_sees(path):
    team = a_paper_team()
    answer = signed_in(team.lead).get(f"/en/desk/{team.cycle.public_id}/{path}")
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(count, django_assert_num_queries):
    team = a_paper_team()
    for _n in range(count):
        add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    client = signed_in(team.lead)
    client.get(at(team))
    with django_assert_num_queries(7):
        client.get(at(team))
