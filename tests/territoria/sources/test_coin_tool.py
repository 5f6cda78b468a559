"""A workbook in the layout of the COIN Tool, written here, is read."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal
from openpyxl import Workbook

from territoria.errors import DataError
from territoria.sources.coin_tool import read_coin_tool

# code, name, weight, direction, goalposts, sub-pillar, pillar, sub-index
INDICATORS = [
    ("Ind.01", "Broadband", 1, 1, (0, 100), "sp.01", "p.01", "si.01"),
    ("Ind.02", "Skills", 2, 1, (0, 50), "sp.02", "p.01", "si.01"),
    ("Ind.03", "Barriers", 1, -1, (None, None), "sp.03", "p.02", "si.01"),
]
PLACES = [("Lakeside", "LA", 80, 20, 5), ("Seaside", "SE", 90, "n/a", 7)]
NODES = [
    ("Index", "The whole", 1), ("si.01", "Only one", 1), ("p.01", "Means", 2), ("p.02", "Ways", 1),
    ("sp.01", "Lines", 1), ("sp.02", "People", 1), ("sp.03", "Fences", 1),
]  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def write(indicators=INDICATORS, places=PLACES, nodes=NODES):
        book = Workbook()
        sheet = book.active
        sheet.title = "Database"
        for n, (code, name, weight, direction, posts, *above) in enumerate(indicators, start=5):
            rows = {7: weight, 8: direction, 9: posts[0], 10: posts[1], 15: name, 16: code}
            rows |= {11: "Index", 12: above[2], 13: above[1], 14: above[0]}
            for row, value in rows.items():
                sheet.cell(row, n, value)
        for n, (name, code, *values) in enumerate(places, start=17):
            for column, value in zip((2, 3, 5, 6, 7), (name, code, *values), strict=True):
                sheet.cell(n, column, value)
        frame = book.create_sheet("Framework")
        frame.cell(4, 3, "Code")
        for n, (code, name, weight) in enumerate(nodes, start=5):
            for column, value in ((3, code), (5, weight), (8, name)):
                frame.cell(n, column, value)
        path = tmp_path / "tool.xlsx"
        book.save(path)
        return path

    return write


def refused(path) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_coin_tool(path)
    return [str(p).removeprefix(f"{path}, ") for p in caught.value.problems]


def test_the_tree_is_read_without_the_level_that_is_not_used(write):
    framework = read_coin_tool(write()).framework
    assert [(n.id, n.title.say(), n.weight) for n in framework.walk()] == [
        ("p.01", "Means", 2.0),
        ("sp.01", "Lines", 1.0),
        ("sp.02", "People", 1.0),
        ("p.02", "Ways", 1.0),
        ("sp.03", "Fences", 1.0),
    ]
    assert framework.title.say() == "The whole"


def test_figures_weights_directions_and_goalposts_are_read(write):
    index = read_coin_tool(write())
    assert [t.key for t in index.observations.territories] == ["LA@own", "SE@own"]
    assert_array_equal(index.observations.values[0], [[80, 20, 5], [90, float("nan"), 7]])
    assert index.directions == {"Ind.01": 1.0, "Ind.02": 1.0, "Ind.03": -1.0}
    assert [(b.indicator, b.weight, b.minimum, b.maximum) for b in index.framework.bindings()] == [
        ("Ind.01", 1.0, 0.0, 100.0),
        ("Ind.02", 2.0, 0.0, 50.0),
        ("Ind.03", 1.0, None, None),
    ]


def test_empty_columns_of_the_tool_do_not_count(write):
    empty = ("Ind.04", "--", 1, 1, (None, None), "--", "--", "--")
    places = [(*place,) for place in PLACES]
    index = read_coin_tool(write([*INDICATORS, empty], places))
    assert len(index.directions) == 3


def test_all_problems_are_named(write):
    wrong = [
        ("Ind.01", "Broadband", 1, 1, (100, 0), "sp.01", "p.01", "si.01"),
        ("Ind.02", "Skills", "much", 0, (None, None), "sp.02", "p.01", "si.01"),
        INDICATORS[2],
    ]
    problems = refused(write(wrong, [("Lakeside", "LA", "many", 20, 5), PLACES[1]]))
    assert [p.split(": ", 1)[1] for p in problems] == [
        "the goalposts '100' and '0' are no range. Give two numbers, the lower one first.",
        "'0' is no direction. Write 1 or -1.",
        "'much' is no weight. Write a number above 0; leave out what should not count.",
        "'many' is no number. Write it with a decimal point, or leave the cell empty.",
    ]
    assert problems[-1].startswith("sheet Database, row 17, column Ind.01: ")


def test_a_workbook_that_is_not_the_tool_is_refused(tmp_path):
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    assert refused(path)[0].endswith("there is no sheet 'Database'. Known: Sheet.")


def test_a_tool_without_figures_is_refused(write):
    (problem,) = refused(write(places=[]))
    assert problem.startswith("sheet Database: row 16 names no indicator that has a figure")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match="there is no such file"):
        read_coin_tool(tmp_path / "none.xlsx")
