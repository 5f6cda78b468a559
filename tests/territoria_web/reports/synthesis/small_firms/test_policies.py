"""The criteria before the results, and no sum of them."""

from __future__ import annotations

from small_firms_told import A, B, C, a_cell, a_result, an_entrant, small
from territoria.documents.document import Figure, Heading, Table, lines_of
from territoria_web.reports.synthesis.small_firms.policies import blocks, by_name, counted


def said(block):
    return ["".join(i.text for i in line) for line in lines_of(block)]


def a_report(**fields):
    entrants = (
        an_entrant("Zeal", A, (3, None, 4), strong=["results", "clear-target"], practice="good"),
        an_entrant("Aim", B, (1, 2, None)),
    )
    return small(a_result(*entrants, **fields))


def test_criteria_stand_before_the_first_result():
    found = blocks(a_report())
    first = next(n for n, b in enumerate(found) if isinstance(b, Figure))
    criteria = next(n for n, b in enumerate(found) if isinstance(b, Table))
    assert criteria < first
    assert found[criteria].header == ("Criterion", "0", "2", "4")


def test_who_has_no_initiative_is_named():
    told = a_report(silent=[C])
    assert counted(told, told.facts["small_firms"]["benchmark"]) == (
        "Benchmark “Round” of 1 January 2026. 2 initiatives of 2 territories were judged by 3 assessors, each by 3 criteria. "
        "No initiative came from: Place C."
    )


def test_initiatives_stand_by_place_and_name():
    told = a_report()
    held = told.facts["small_firms"]["benchmark"]["entrants"]
    assert [e["title"]["en"] for e in by_name(told, held[::-1])] == [
        "Zeal",
        "Aim",
    ]  # Place A, Place B


def test_a_cell_that_nobody_can_tell_is_counted_and_never_nought():
    figure = next(b for b in blocks(a_report()) if isinstance(b, Figure))
    assert said(figure)[0] == "In 2 of 6 cells nobody can tell."
    assert [cell.text for cell in figure.picture.rows[0]][1:] == [
        "3",
        "cannot tell",
        "4",
    ]


def test_strengths_say_how_many_and_who_with_which_evidence():
    found = blocks(a_report())
    at = next(n for n, b in enumerate(found) if isinstance(b, Heading) and b.text == "Results")
    assert said(found[at + 1]) == [
        "1 initiative stands in the better quarter, at 3.0 or more. Those with the best evidence, "
        "by name:"
    ]
    assert said(found[at + 2]) == ["Place A: Zeal (E2)"]


def test_an_initiative_without_profile_is_said():
    one = an_entrant("Dim", A, (None, None, 2), shown=False)
    figure = next(b for b in blocks(small(a_result(one))) if isinstance(b, Figure))
    assert said(figure)[0] == (
        "In 2 of 3 cells nobody can tell. 1 initiative has no profile, as fewer than 3 criteria are "
        "known."
    )


def test_nothing_stands_where_no_benchmark_is_published():
    assert blocks(small()) == []
    assert a_cell(None)["state"] == "unknown"
