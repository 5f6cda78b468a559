from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_team import a_workbook
from papers_team import a_paper_team
from territoria_web.measure.models import Policy
from territoria_web.measure.queries.policies import STATE_NAMES, Told, policies_of, served, told_of
from territoria_web.measure.queries.policy_tables import (
    COLUMNS,
    HEAD,
    as_csv_file,
    as_workbook,
    look_at,
)
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.services.policies import (
    add_policy,
    change_policy,
    take_back_policy,
    take_in_policies,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db

CHEQUE = Told(
    title="Digital cheque",
    body="Region",
    state="running",
    source="Budget 2026, p. 12",
    what="Half of the price of a first project.",
    nodes=("A1.1", "A3"),
    begins=2023,
    ends=2027,
    budget=Decimal("1200000.50"),
)


def looked(team, content: bytes | str, name: str = "p.csv"):
    content = content.encode() if isinstance(content, str) else content
    return look_at(team.cycle, read_grid(content, name))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": "x" * 201}, "body"),
        ({"what": "x" * 501}, "what"),
        ({"source": ""}, "source"),
        ({"nodes": ("A1.1", "Z9")}, "nodes"),
        ({"initiative": "nothing"}, "initiative"),
        ({"begins": 1200}, "begins"),
        ({"begins": 2027, "ends": 2023}, "ends"),
        ({"budget": Decimal(-1)}, "budget"),
        ({"currency": "€"}, "currency"),
        ({"state": "x"}, "state"),
    ],
)
def test_what_is_wrong_with_a_policy_is_said_by_field(wrong, field):
    team = a_paper_team()
    with pytest.raises(ValidationError) as refused:
        add_policy(by=team.expert, cycle=team.cycle, told=replace(CHEQUE, **wrong))
    assert list(refused.value.message_dict) == [field]


def test_of_two_who_change_a_policy_the_second_is_told():
    team = a_paper_team()
    made = add_policy(by=team.expert, cycle=team.cycle, told=CHEQUE)
    ended = replace(CHEQUE, state="ended")
    assert change_policy(by=team.lead, policy=made, told=ended, seen=0).edit == 1
    with pytest.raises(ChangedMeanwhile):
        change_policy(by=team.lead, policy=made, told=CHEQUE, seen=0)
    take_back_policy(by=team.lead, policy=made)
    assert list(policies_of(team.cycle)) == []


def test_the_matrix_shows_nodes_without_a_policy():
    team = a_paper_team()
    made = add_policy(by=team.expert, cycle=team.cycle, told=CHEQUE)
    rows = {r.node: r.policies for r in served(team.cycle, [made])}
    assert (rows["A1.1"], rows["A3"], rows["A1.2"]) == ((made,), (made,), ())


# ── tables ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("write", "name"), [(as_csv_file, "p.csv"), (as_workbook, "p.xlsx")])
def test_a_table_comes_back_as_it_went_out(write, name):
    team = a_paper_team()
    odd = replace(CHEQUE, title="=1+1", body="-Amt", budget=None, begins=None, ends=None)
    for told in (CHEQUE, odd):
        add_policy(by=team.expert, cycle=team.cycle, told=told)
    found = looked(team, write(list(policies_of(team.cycle))), name)
    assert (found.faults, found.received, found.same) == ((), (), 2)


def test_the_workbook_speaks_the_reader_s_language_and_is_read_in_any():
    team = a_paper_team()
    add_policy(by=team.expert, cycle=team.cycle, told=CHEQUE)
    with override("de"):
        content = as_workbook(list(policies_of(team.cycle)))
        head, state = str(COLUMNS["budget"]), str(STATE_NAMES["running"])
    grid = read_grid(content, "p.xlsx")
    assert head in grid.head
    assert state in grid.rows[0][1]
    with override("fr"):
        found = looked(team, content, "p.xlsx")
    assert (found.faults, found.received, found.same) == ((), (), 1)


text = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" =+-@'\",;"), min_size=1
).filter(lambda t: t.strip() == t and not t.startswith("'"))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=text, what=text, budget=st.none() | st.decimals(0, 10**9, places=2))
def test_any_words_survive_the_way_out_and_back(db, title, what, budget):
    told = replace(CHEQUE, title=title[:200], what=what[:500], budget=budget)
    row = Policy(**told.fields())
    for content, name in ((as_csv_file([row]), "p.csv"), (as_workbook([row]), "p.xlsx")):
        grid = read_grid(content, name)
        cells = dict(zip(HEAD, grid.rows[0][1], strict=True))
        assert cells["title"].removeprefix("'") == told_of(row).title


def test_a_table_is_taken_in_whole_and_takes_nothing_away():
    team = a_paper_team()
    kept = add_policy(by=team.expert, cycle=team.cycle, told=CHEQUE)
    other = add_policy(by=team.expert, cycle=team.cycle, told=replace(CHEQUE, title="Other"))
    rows = [
        ("id", "title", "body", "state", "source"),
        (str(kept.public_id), "Digital cheque", "Region", "ended", "Budget 2026, p. 12"),
        ("", "New one", "City", "announced", "Council of May 2026"),
    ]
    found = looked(team, a_workbook(*rows), "p.xlsx")
    assert (found.new, found.changing, found.faults) == (1, 1, ())
    assert found.received[0].changed == ("state",)
    assert take_in_policies(by=team.lead, cycle=team.cycle, received=found.received) == 2
    kept.refresh_from_db()
    assert (kept.state, kept.what, kept.budget) == ("ended", CHEQUE.what, CHEQUE.budget)
    assert {p.title for p in policies_of(team.cycle)} == {kept.title, other.title, "New one"}


def test_all_that_is_wrong_in_a_table_is_said_at_once():
    team, stranger = a_paper_team(), a_paper_team("X2")
    theirs = add_policy(by=stranger.lead, cycle=stranger.cycle, told=CHEQUE)
    found = looked(
        team,
        "id,title,body,state,source,begins,budget,nodes,colour\n"
        f"{theirs.public_id},A,B,running,C,,,,\n"
        ",A,,runs,C,soon,1.2000,Z9,\n",
    )
    assert [(f.row, f.column) for f in found.faults] == [
        (0, "colour"),
        (2, "id"),
        *((3, name) for name in ("body", "nodes", "state", "begins", "budget")),
    ]
    assert found.received == ()


def test_a_table_without_the_needed_columns_says_which():
    found = looked(a_paper_team(), "title,body\nA,B\n")
    assert [f.column for f in found.faults] == ["state", "source"]


def test_a_line_changed_since_the_table_was_looked_at_is_not_overwritten():
    team = a_paper_team()
    made = add_policy(by=team.expert, cycle=team.cycle, told=CHEQUE)
    content = as_csv_file([made]).replace(b"running", b"ended")
    found = looked(team, content)
    change_policy(by=team.lead, policy=made, told=replace(CHEQUE, body="City"), seen=0)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        take_in_policies(by=team.lead, cycle=team.cycle, received=found.received)
    assert Policy.objects.get().state == "running"


def test_the_template_names_all_columns():
    assert as_csv_file([]).decode("utf-8-sig").strip() == ",".join(HEAD)
