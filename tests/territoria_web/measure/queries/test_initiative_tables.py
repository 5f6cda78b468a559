"""The register as a table: it comes back unchanged, and all problems are told at once."""

from __future__ import annotations

from typing import Any

import pytest

from a_register import RECORD, a_draft, registered
from desk_team import a_team
from territoria_web.measure.queries.initiative_tables import (
    HEAD,
    LONGEST_CELL,
    listed,
    look_at_initiatives,
    register_csv,
    register_workbook,
)
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.services.register import take_in_initiatives, withdraw_initiative
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.django_db


def looked(place: Territory, content: bytes | str) -> Any:
    file = content.encode() if isinstance(content, str) else content
    return look_at_initiatives(place, read_grid(file, "r.csv", longest=LONGEST_CELL))


@pytest.mark.parametrize("write", [register_csv, register_workbook])
def test_what_goes_out_comes_back_unchanged(write: Any):
    told = {"target_value": 0.1 + 0.2, "baseline": -1e-7, "what": "=1+1"}
    team, _made = a_draft(lessons="Öffentlich; and so on.\n" + "Long. " * 300, **told)
    place = team.cycle.territory
    found = looked(place, write(listed(place)))
    assert (found.faults, found.received, found.same) == ((), (), 1)


def test_a_line_is_new_or_changes_one_and_the_rest_stays():
    team, made = registered()
    place = team.cycle.territory
    found = looked(place, f"id,title,budget\n{made.public_id},Cheque,\n,Courses,\n")
    assert [(r.row, r.changed) for r in found.received] == [(2, ("title", "budget")), (3, ())]
    assert (found.new, found.changing) == (1, 1)
    by = team.lead
    assert take_in_initiatives(by=by, territory=place, language="de", received=found.received) == 2
    cheque, courses = listed(place)
    assert (cheque.state, cheque.body["lessons"], cheque.language) == (
        "draft",
        RECORD.lessons,
        "en",
    )
    assert (courses.title, courses.language, courses.state) == ("Courses", "de", "draft")


def test_all_problems_are_told_at_once_with_row_and_column():
    team = a_team()
    told = (
        "title,level,start,claims,evaluation,colour\n"
        ",moon,soon,Sales | up | E4,report,\nCheque,local,,x,,\n"
    )
    found = looked(team.cycle.territory, told)
    assert [(f.row, f.column) for f in found.faults] == [
        (0, "colour"),
        *((2, c) for c in ("title", "level", "claims", "start")),
        (3, "claims"),
    ]
    assert found.received == ()


def test_an_id_of_another_place_or_twice_is_refused():
    _team, made = a_draft()
    other = a_team("DED5").cycle.territory
    rows = f"id,title\n{made.public_id},Mine\n{made.public_id},Mine\n"
    assert [(f.row, f.column) for f in looked(other, rows).faults] == [(2, "id"), (3, "id")]


def test_one_withdrawn_is_not_listed_any_more():
    team, made = registered()
    withdraw_initiative(
        by=team.lead, initiative=made, reason="Nobody runs it any more.", seen=made.edit
    )
    assert register_csv(listed(team.cycle.territory)).decode("utf-8-sig") == ",".join(HEAD) + "\r\n"
