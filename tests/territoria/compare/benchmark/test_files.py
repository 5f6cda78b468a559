"""The table of scores goes out and comes back; all problems of it at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from territoria.compare.benchmark.files import (
    Score,
    read_scores,
    sheets_in,
    write_profiles,
    write_scores,
)
from territoria.compare.benchmark.judging import Settlement, Sheet, judge
from territoria.errors import DataError

SCORES = [
    Score(2, "a", "results", "Ann", "assessor", 3.0, "=counted, not compared", "s1"),
    Score(3, "a", "results", "Bob", "assessor", None, "no report", "s2"),
    Score(4, "a", "results", "", "settled", None, "we looked\nagain"),
    Score(5, "a", "results", "Team", "owner", 4.0, "", "s3"),
]


def test_the_table_comes_back_as_it_went_out():
    found = read_scores(write_scores(SCORES).encode(), label="scores.csv")
    assert [replace(s, line=0, label="") for s in found] == [replace(s, line=0) for s in SCORES]
    assert write_scores(found) == write_scores(SCORES)


def test_lines_become_sheets_and_what_was_settled():
    sheets, settled = sheets_in(SCORES)["a"]
    assert sheets == [
        Sheet("Ann", {"results": 3.0}),
        Sheet("Bob", {"results": None}),
        Sheet("Team", {"results": 4.0}, owner=True),
    ]
    assert settled == {"results": Settlement(None)}


def test_two_of_one_name_or_without_any_keep_their_sheets():
    text = (
        "initiative,criterion,assessor,role,value,sheet\n"
        "a,results,Ann,assessor,1,s1\na,results,Ann,assessor,4,s2\na,results,,assessor,2,s3\n"
    )
    sheets, _settled = sheets_in(read_scores(text.encode(), label="s.csv"))["a"]
    assert sheets == [Sheet(f"s{n}", {"results": v}) for n, v in ((1, 1.0), (2, 4.0), (3, 2.0))]


def test_every_problem_is_told_with_its_line():
    text = (
        "initiative,criterion,assessor,role,value\n"
        "a,results,Ann,assessor,5\n"
        "a,resluts,Ann,assesor,three\n"
        ",results,,owner,1\n"
        "a,results,Bob,assessor,1\n"
        "a,results,Bob,assessor,2\n"
    )
    with pytest.raises(DataError) as refused:
        read_scores(text.encode(), label="s.csv", criteria=("results",))
    assert [p.where for p in refused.value.problems] == [
        *("s.csv:2", "s.csv:3", "s.csv:3", "s.csv:3", "s.csv:4", "s.csv:4", "s.csv:6"),
    ]


def test_profiles_are_written_with_unknown_left_empty():
    profile = judge([Sheet("a", {"results": 1}), Sheet("b", {"results": 2})], ("results", "x"))
    assert write_profiles({"one": profile}).splitlines() == [
        "initiative,criterion,value,low,high,known,of,state,owner,capped",
        "one,results,1.5,1,2,2,2,known,,no",
        "one,x,,,,0,2,unknown,,no",
    ]
