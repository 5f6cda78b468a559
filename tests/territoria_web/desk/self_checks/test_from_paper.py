"""Answers from paper are looked at, and taken in as a whole, once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from a_self_check import a_check, read
from desk_team import a_file, a_team, signed_in
from on_paper import a_line, paper_csv
from territoria_web.listen.models import Sitting, Taker
from territoria_web.measure.queries.uploads import open_folders
from territoria_web.people.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def desk() -> SimpleNamespace:
    team = a_team()
    check = a_check(team.cycle)
    page = team.at(f"listen/checks/{check.public_id}/")
    return SimpleNamespace(
        team=team, check=check, page=page, paper=f"{page}paper/", lead=signed_in(team.lead)
    )


def given(desk, *lines) -> str:
    """The address of the look at a table."""
    file = a_file(paper_csv(desk.check, *lines), "paper.csv")
    return desk.lead.post(desk.paper, {"table": file})["Location"]


def test_a_table_is_looked_at_taken_in_and_never_twice(desk):
    assert desk.paper in desk.lead.get(desk.page).content.decode()
    lines = [a_line(desk.check, n % 5, firm=f"Smith {n}") for n in range(3)]
    look = given(desk, *lines, a_line(desk.check, firm="Smith 1", day="2025-05-05"))
    page = read(desk.lead.get(look))
    assert "4 sittings were found (firms: 3)." in page
    assert "under 10 staff 3 4" in page
    assert Taker.objects.count() == 0
    taken = desk.lead.post(look, {"take": "1"}, follow=True)
    assert "4 sittings are taken in." in read(taken)
    assert (Taker.objects.count(), Sitting.objects.filter(finished__isnull=False).count()) == (3, 4)
    assert open_folders(desk.team.cycle) == []
    entry = Entry.objects.get(what="enter sittings")
    assert (entry.after["firms"], entry.after["figures"]) == (3, 4)
    journal = desk.lead.get(f"/en/desk/team/{desk.team.cycle.territory.code}/journal/")
    assert "entered the answers of 4 sittings gathered on paper." in read(journal)
    assert "Smith" not in repr([*Taker.objects.values(), *Sitting.objects.values(), entry.after])

    again = given(desk, *lines[::-1], a_line(desk.check, firm="Smith 1", day="2025-05-05"))
    assert "Nothing is taken in twice." in read(desk.lead.get(again))
    assert desk.lead.post(again, {"take": "1"}).status_code == 422
    more = read(desk.lead.get(given(desk, *lines, a_line(desk.check, 4, size="large"))))
    assert "take the old rows out first" in more
    assert Taker.objects.count() == 3


def test_what_is_wrong_is_said_by_row_and_nothing_can_be_taken(desk):
    look = given(desk, a_line(desk.check), a_line(desk.check, size="huge"))
    page = read(desk.lead.get(look))
    assert "Row 3, column “size”: Choose one of: self-employed," in page
    assert "Take them in" not in page
    assert desk.lead.post(look, {"take": "1"}).status_code == 422
    assert desk.lead.post(look, {"drop": "1"})["Location"] == desk.paper
    assert (Taker.objects.count(), open_folders(desk.team.cycle)) == (0, [])


def test_a_check_that_is_closed_says_so_and_takes_nothing(desk):
    look = given(desk, a_line(desk.check))
    desk.lead.post(desk.page, {"do": "close"})
    assert desk.paper not in desk.lead.get(desk.page).content.decode()
    shut = desk.lead.get(desk.paper)
    assert (shut.status_code, "It takes no answers now." in read(shut)) == (200, True)
    assert desk.lead.post(look, {"take": "1"}).status_code == 422
    assert Taker.objects.count() == 0


def test_both_templates_come_with_the_questions(desk):
    table = desk.lead.get(f"{desk.page}paper.csv").content.decode("utf-8-sig")
    assert table.startswith("firm: a word of your own; it is not kept,day: ")
    assert desk.lead.get(f"{desk.page}paper.xlsx").content[:2] == b"PK"
