"""What a look holds, with names and in words: hidden cells stay hidden, changes are told from doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from a_self_check import a_check, finished
from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.listen.queries.check_results import (
    CheckResults,
    checks_at,
    results_of,
    rows_of,
)
from territoria_web.listen.queries.check_rows import Part, numbers_apart, who_took_part
from territoria_web.listen.queries.check_tables import tables_of
from territoria_web.listen.queries.check_words import (
    bases_said,
    cell_of,
    changes_said,
    finding_of,
    severity_of,
    weights_said,
)
from territoria_web.listen.services.check_looks import renew_check_look

pytestmark = pytest.mark.django_db


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


BASES = (
    "Each figure counts those who answered all that it is made of, and waits for ten more before it "
    "moves: so the numbers of answers differ."
)
OUTSIDE = (
    "The overall level rests on fewer answers than some dimensions, so it may lie outside them."
)


def shown_body(check: SelfCheck) -> dict[str, Any]:
    """The figures of the only year, after a look."""
    shown(check)
    return dict(CheckLook.objects.get().body["years"]["2026"])


def shown(check: SelfCheck) -> CheckResults:
    renew_check_look(check=check)
    found = results_of(check)
    assert found is not None
    return found


def test_nothing_is_shown_before_ten(check: SelfCheck):
    finished(check, 9)
    renew_check_look(check=check)
    assert (results_of(check), rows_of(None)) == (None, [])
    assert finding_of(None) == "Fewer than ten have finished, so nothing is shown yet."


def test_figures_have_names_and_words(check: SelfCheck):
    finished(check, 10, obstacles={"cost": 4})
    finished(check, 10, value=100.0, level="very-low")
    year = shown(check).now
    assert [line.name for line in year.figures.dimensions][:2] == ["Strategy", "Readiness"]
    assert cell_of(year.figures.overall) == "75 (65–85)"
    assert cell_of(year.figures.basic) == "50 % (33–67)"
    (cost,) = year.figures.named_most
    assert (cost.name, cell_of(cost), severity_of(cost)) == (
        "Cost",
        "50 % (33–67)",
        "4.0 (3.8–4.0)",
    )
    assert weights_said(year, "").startswith("Not weighted: how many there are")


def test_obstacles_that_cannot_be_told_apart_do_not_stand_out(check: SelfCheck):
    names = ("cost", "lack-of-skills", "connectivity", "unclear-rules")
    finished(check, 12, obstacles=dict.fromkeys(names, 2))
    said = "No single obstacle stands out; named most: Connectivity, Cost, Lack of skills."
    assert finding_of(shown(check)).endswith(said)


def test_the_base_of_a_sentence_is_that_of_its_figure(check: SelfCheck):
    finished(check, 12)
    assert bases_said(shown(check).now) == ""
    finished(check, 12, value=None, level="", part="obstacles", obstacles={"cost": 2})
    found = shown(check)
    assert finding_of(found).startswith("Of 12 firms in 2026, 100 %")
    assert bases_said(found.now) == BASES


def test_the_overall_level_may_lie_outside_only_where_it_rests_on_fewer(check: SelfCheck):
    finished(check, 12)
    body = {"year": "2026", "years": {"2026": {**shown_body(check), "whole": 24}}}
    figures = body["years"]["2026"]
    for more, said in ((11, BASES), (12, BASES), (13, f"{BASES} {OUTSIDE}")):
        figures["dimensions"]["F1"] = {**figures["overall"], "n": more}
        figures["bands"] = {key: {**one, "n": 20} for key, one in figures["bands"].items()}
        CheckLook.objects.update(body=body)
        found = results_of(check)
        assert found is not None
        assert bases_said(found.now) == said


def test_a_table_of_one_group_says_no_more_than_the_whole(check: SelfCheck):
    finished(check, 12)
    found = shown(check)
    assert (found.now.sizes, tables_of(found)["groups"]) == ((), [])


def test_hidden_cells_have_a_line_without_a_value(check: SelfCheck):
    finished(check, 20)
    finished(check, 12, size="small")
    finished(check, 2, size="medium")
    found = shown(check)
    assert [(cell.id, cell.figures is not None) for cell in found.now.sizes] == [
        ("micro", True),
        ("small", False),
        ("medium", False),
    ]
    hidden = [row[:4] for row in rows_of(found) if row[3] == "hidden"]
    assert hidden == [("2026", "size", "small", "hidden"), ("2026", "size", "medium", "hidden")]


def test_a_cell_says_how_many_answers_it_rests_on_or_nothing(check: SelfCheck):
    finished(check, 20)
    finished(check, 12, size="small")
    finished(check, 10, value=None, level="", part="obstacles", obstacles={"cost": 2})
    sizes = tables_of(shown(check))["groups"][0]
    assert sizes.heads == ("Overall", "Basic level of digital intensity", "Cost")
    assert [(name, [answers for _value, answers in cells]) for name, cells in sizes.rows] == [
        ("under 10 staff", ["20", "20", "30"]),
        ("10 to 49 staff", ["12", "12", "12"]),
    ]


def test_weights_name_their_source(check: SelfCheck):
    SelfCheck.objects.update(margins={"size": {"micro": 900, "small": 100}})
    check.refresh_from_db()
    finished(check, 10)
    finished(check, 10, size="small")
    said = weights_said(shown(check).now, "Register 2025")
    assert said == (
        "Figures of all together are weighted by how many there are by size or sector; the answers are "
        "worth 12 equal ones. Source: Register 2025."
    )


def test_years_are_compared_with_their_doubt(check: SelfCheck):
    finished(check, 20, obstacles={"cost": 2})
    finished(check, 12, value=75.0, obstacles={"cost": 2}, day=date(2027, 3, 1))
    found = shown(check)
    assert changes_said(found) == [
        "Basic level of digital intensity: no change from 2026 to 2027 that can be "
        "told from chance.",
        "Overall: higher in 2027 than in 2026, by more than chance.",
    ]
    rows = tables_of(found)["sections"][0].rows
    assert {row.changed for row in rows} == {"higher"}


def test_the_team_counts_who_took_part_this_year(check: SelfCheck):
    finished(check, 4)
    finished(check, 2, size="small", sector="", day=date(2027, 3, 1))
    finished(check, 1, unusual=True)
    SelfCheck.objects.update(margins={"size": {"small": 40}})
    check.refresh_from_db()
    took = who_took_part(check)
    assert (took.year, took.firms, took.odd) == ("2027", 2, 1)
    assert [(part.name, part.took, part.share) for part in took.sizes] == [
        ("10 to 49 staff", 2, 0.05)
    ]
    assert [(part.name, part.took, part.share) for part in took.sectors] == [("not told", 2, None)]


def test_a_small_share_is_not_nothing():
    said = [Part("x", took, 6992).share_said for took in (0, 12, 70)]
    assert said == ["0 %", "under 1 %", "1 %"]


def test_sizes_and_sectors_count_the_same_firms(check: SelfCheck):
    check.margins = {"size": {"micro": 20666}, "sector": {"F": 20667}}
    assert numbers_apart(check) == ""
    check.margins = {"size": {"micro": 8916}, "sector": {"F": 15000, "G": 200}}
    said = (
        "By size there are 8,916, by sector 15,200: look whether both lists count the same firms."
    )
    assert numbers_apart(check) == said


def test_checks_of_a_territory(check: SelfCheck):
    assert checks_at("X1") == ((check.code, "firms"),)
    assert checks_at("X2") == ()
