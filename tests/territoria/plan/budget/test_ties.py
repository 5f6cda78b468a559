from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.plan.budget.ties import Tie, break_tie, check_lot, say_tie, with_losers


# the three examples of equalshares.net, “Tie breaking”, with ten times fewer votes
@pytest.mark.parametrize(
    ("costs", "votes", "chosen", "by"),
    [
        ({"a": 700, "b": 600}, (3, 5), 1, "cost"),
        ({"a": 600, "b": 600, "c": 600}, (3, 5, 2), 1, "votes"),
        ({"a": 600, "b": 600}, (5, 5), 0, "list"),
    ],
)
def test_least_cost_then_most_votes_then_the_list(made, costs, votes, chosen, by):
    held = made(2000, costs, *(i for i, n in zip(costs, votes, strict=True) for _ in range(n)))
    assert break_tie(held, range(len(costs)), ()) == (chosen, by)


def test_a_lot_that_was_drawn_stands_before_the_list(made):
    held = made(10, {"a": 5, "b": 5, "c": 5}, "a", "b", "c")
    assert break_tie(held, [0, 1, 2], ("c", "b")) == (2, "lot")
    assert break_tie(held, [0, 1], ("c",)) == (0, "list")


def test_a_lot_names_projects_once(made):
    held = made(10, {"a": 5, "b": 5}, "ab")
    check_lot(held, ("b", "a"))
    with pytest.raises(DataError) as caught:
        check_lot(held, ("b", "z", "b"))
    assert [p.what for p in caught.value.problems] == [
        "z is no project.",
        "a project is named twice.",
    ]


def test_losers_are_those_of_the_tie_that_do_not_win():
    tie = Tie(("a", "b", "c"), "a", "list")
    assert with_losers([tie], ["a", "c", "d"]) == (Tie(("a", "b", "c"), "a", "list", ("b",)),)


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (
            Tie(("a", "b"), "b", "cost"),
            "a, b were equal; b came first because it costs least. All of them are funded.",
        ),
        (
            Tie(("a", "b"), "b", "votes", ("a",)),
            "a, b were equal in cost too; b came first with most votes. Not funded: a.",
        ),
        (
            Tie(("a", "b"), "b", "lot", ("a",)),
            "a, b were equal in cost and votes too; the lot put b first. Not funded: a.",
        ),
        (
            Tie(("a", "b"), "a", "list", ("b",)),
            "a, b were equal in cost and votes too; a came first only because the list names it "
            "first. Draw lots instead. Not funded: b.",
        ),
    ],
)
def test_a_tie_is_said_in_words(tie, said):
    assert say_tie(tie) == said
