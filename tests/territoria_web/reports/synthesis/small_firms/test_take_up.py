"""How far firms are, with ranges, and unknown as unknown."""

from __future__ import annotations

from small_firms_told import A, B, a_result, a_year, an_entrant, small
from territoria.documents.document import Figure, lines_of
from territoria_web.reports.synthesis.small_firms.drafted import benchmark_messages
from territoria_web.reports.synthesis.small_firms.take_up import blocks
from territoria_web.reports.synthesis.small_firms.works import blocks as works


def said(block):
    return ["".join(i.text for i in line) for line in lines_of(block)]


def test_shares_have_ranges_and_who_was_not_asked_is_unknown():
    basic, dimensions = (b for b in blocks(small(None, {A: a_year()})) if isinstance(b, Figure))
    assert said(basic)[0] == (
        "50 % of firms reach the basic level of digital intensity, at least four of twelve. Of 2 "
        "territories nobody can tell."
    )
    assert said(dimensions)[0] == (
        "Means of firms by dimension, from 0 to 100. In 5 cells of 6 nobody can tell."
    )
    assert [c.text for c in dimensions.picture.rows[0]] == [
        "Place A",
        "70 (62–78)",
        "nobody can tell",
    ]


def test_without_self_checks_it_says_so():
    assert [type(b).__name__ for b in blocks(small())] == ["Heading", "Box"]


def test_a_failure_is_told_beside_the_best():
    held = a_result(
        *(an_entrant(f"Good {n}", A, (3, 3, 3)) for n in range(7)),
        an_entrant("Bad", B, (0, 0, 0), grade="", went_wrong=True),
    )
    table = works(small(held))[-1]
    assert len(table.rows) == 6
    assert "".join(i.text for i in table.rows[-1][0]) == "Place B: Bad"
    assert "".join(i.text for i in table.rows[-1][3]).startswith("Went wrong.")


def test_messages_rest_on_a_chapter_each():
    told = small(a_result(an_entrant("a", A, (3, None, 3))), {A: a_year()})
    assert benchmark_messages(told)[0] == (
        "1 initiative was judged by 3 criteria that were fixed before; in 1 of 3 cells nobody "
        "can tell. [Chapter 4]"
    )
    assert all("[Chapter " in line for line in benchmark_messages(told))
    assert benchmark_messages(small()) == []
