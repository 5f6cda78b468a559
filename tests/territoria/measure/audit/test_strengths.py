import numpy as np
import pytest
from numpy import nan

from territoria.measure.audit.strengths import (
    Standing,
    strengths_and_weaknesses,
    strengths_of,
    summary_of,
)
from territoria.measure.score import score

NAMES = ("first", "last", "second", "fallen")
VALUES = np.array([[9.0, 1, 2, 3], [0.0, 1, 2, 3], [7.0, 8, 1, 1], [1.0, 2, 3, 4]])
UP = np.array([1.0, 1, 1, -1])


def test_strengths_and_weaknesses_worked_by_hand():
    found = strengths_and_weaknesses(VALUES, UP, NAMES, 0, count=2)
    assert found.strengths == (Standing("first", 1, 4, 1, 9.0), Standing("fallen", 1, 4, 1, 1.0))
    assert found.weaknesses == (Standing("second", 2, 4, 1, 7.0), Standing("last", 4, 4, 1, 0.0))


def test_no_row_is_both():
    found = strengths_and_weaknesses(VALUES, UP, NAMES, 0, count=9)
    both = [s.name for s in found.strengths + found.weaknesses]
    assert sorted(both) == sorted(set(both))


def test_a_figure_that_everybody_shares_is_neither():
    found = strengths_and_weaknesses(np.full((1, 4), 3.0), np.ones(1), ("flat",), 0)
    assert (found.strengths, found.weaknesses) == ((), ())


def test_a_missing_figure_is_neither():
    found = strengths_and_weaknesses(np.array([[nan, 1.0, 2.0]]), np.ones(1), ("gap",), 0)
    assert (found.strengths, found.weaknesses) == ((), ())


def test_rows_with_few_different_figures_can_be_left_out():
    values = np.array([[1.0, 1, 1, 0], [4.0, 3, 2, 1]])
    found = strengths_and_weaknesses(values, np.ones(2), ("yes", "rate"), 0, least_distinct=0.75)
    assert [s.name for s in found.strengths] == ["rate"]


def test_imputed_figures_count_neither_way(small):
    tree = small.tree({"A": ["x", "y"]}, impute={"method": "mean"})
    result = score(tree, small.cut(tree, [[nan, 1.0, 2.0], [3.0, 2.0, 1.0]]))
    assert [s.name for s in strengths_of(result, "T0@own").strengths] == ["y"]


def test_the_summary_lists_the_nodes_with_scores(scored):
    lines = summary_of(scored, "T11@own")
    assert [line.name for line in lines] == ["A", "B", "overall"]
    assert (lines[0].rank, lines[0].among, lines[0].sharing) == (1, 12, 1)
    assert lines[0].value == scored.of("A")[11]


def test_an_unknown_territory_is_an_error(scored):
    with pytest.raises(KeyError):
        summary_of(scored, "nowhere")
