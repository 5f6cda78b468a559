"""What firms name beside what is done about it."""

from __future__ import annotations

from small_firms_told import A, B, C, a_result, a_share, a_year, an_entrant, small
from territoria.documents.document import Table
from territoria_web.reports.synthesis.small_firms.needs import (
    best_against,
    gaps,
    parted,
    talks,
    unmet,
    ways,
)

MANY, FEW = a_share(0.5, 0.4, 0.6), a_share(0.4, 0.2, 0.6)


def shown():
    return small(
        a_result(
            an_entrant("Course", A, (3, 3, 3), obstacles=["cost"]),
            an_entrant("Lines", B, (3, 3, 3), obstacles=["connectivity"], grade="E3"),
            an_entrant("Failed", B, (1, 1, 1), obstacles=["cost"], went_wrong=True),
        ),
        {A: a_year(cost=MANY, connectivity=MANY), B: a_year(cost=MANY, connectivity=FEW)},
    )


def test_many_name_it_for_sure_and_what_went_wrong_is_no_help():
    assert unmet(shown()) == {"connectivity": [A], "cost": [B]}


def test_who_addresses_it_can_show_those_who_do_not():
    held = ways(shown())
    assert held == {(A, B): ["cost"], (B, A): ["connectivity"]}
    assert parted(held) == ([(A, B)], [])


def test_one_way_stands_apart_from_both_ways():
    assert parted({("a", "b"): ["x"], ("b", "a"): ["y"], ("c", "a"): ["z"]}) == (
        [("a", "b")],
        [("c", "a")],
    )


def test_the_best_supported_stands_first_and_failures_are_left_out():
    assert [e["title"]["en"] for e in best_against(shown(), "cost")] == ["Course"]
    assert best_against(shown(), "lack-of-skills") == []


def test_what_is_over_in_a_territory_is_no_help_from_elsewhere():
    told = shown()
    told.facts["small_firms"]["help"][A] = {"here": [], "any": []}
    table = next(b for b in gaps(told) if isinstance(b, Table))
    cost = next(row for row in table.rows if row[0][0].text == "cost")
    assert [cell[0].text for cell in cost[1:]] == ["Place A and Place B", "nobody in the network"]


def test_a_territory_without_a_self_check_is_unknown_not_without_needs():
    grid = next(b for b in gaps(shown()) if hasattr(b, "picture"))
    header, *_rows = [grid.picture.header, *grid.picture.rows]
    assert list(header) == ["Obstacle", "Place A", "Place B", "Place C"]
    assert {row[3].text for row in grid.picture.rows} == {"fewer than ten firms, or no self-check"}
    assert C not in {key for keys in unmet(shown()).values() for key in keys}


def test_nothing_is_said_where_no_firm_was_asked():
    assert gaps(small(a_result(an_entrant("Course", A, (3, 3, 3))))) == []
    assert talks(small()) == []
