from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.convene.dots import Dot, Tally, tally_dots
from territoria.convene.short_list import Minority, ShortList, short_list
from territoria.errors import MethodError

ITEMS = ("bus", "data", "skills", "wifi")
AXES = ("impact", "feasible")
Votes = dict[str, dict[str, tuple[int, int]]]
"""Group → item → dots of each of its six people on impact and on feasibility."""


def tally(votes: Votes, people: int = 6) -> Tally:
    dots = [
        Dot(f"{group}{n}", item, axis, count)
        for group, items in votes.items()
        for item, counts in items.items()
        for axis, count in zip(AXES, counts, strict=True)
        for n in range(people)
        if count
    ]
    return tally_dots(
        dots,
        items=ITEMS,
        axes=AXES,
        each=dict.fromkeys(AXES, 99),
        groups={f"{group}{n}": group for group in votes for n in range(people)},
    )


def listed(votes: Votes, size: int) -> ShortList:
    return short_list(tally(votes), first="impact", second="feasible", size=size)


votes = st.dictionaries(
    st.sampled_from(["authority", "business", "knowledge"]),
    st.dictionaries(st.sampled_from(ITEMS), st.tuples(st.integers(0, 3), st.integers(0, 3))),
    max_size=3,
)


def test_the_largest_products_of_both_shares_are_chosen() -> None:
    found = listed({"business": {"bus": (3, 1), "data": (2, 2), "wifi": (1, 1)}}, 2)
    assert found.chosen == ("data", "bus")
    # impact 3, 2, 1 of 6; feasible 1, 2, 1 of 4
    assert [one.product for one in found.order] == pytest.approx([4 / 24, 3 / 24, 1 / 24, 0])
    assert [one.rank for one in found.order] == [1, 2, 3, 4]
    assert (found.tied_out, found.open_places) == ((), 0)


def test_a_tie_at_the_border_is_named_and_not_broken() -> None:
    found = listed({"business": {"bus": (2, 2), "data": (1, 2), "wifi": (2, 1)}}, 2)
    assert found.chosen == ("bus",)
    assert found.tied_out == ("data", "wifi")
    assert found.open_places == 1
    assert [one.rank for one in found.order] == [1, 2, 2, 4]


def test_without_a_dot_on_both_questions_nothing_is_chosen() -> None:
    found = listed({"business": {"bus": (2, 2), "data": (5, 0)}}, 3)
    assert (found.chosen, found.tied_out) == (("bus",), ())
    assert listed({}, 2).chosen == ()


def test_a_place_is_firm_when_it_holds_whichever_group_is_left_out() -> None:
    found = listed(
        {
            "authority": {"bus": (3, 3), "data": (1, 1)},
            "business": {"bus": (3, 3), "wifi": (3, 3)},
        },
        2,
    )
    firm = {one.item: (one.state, one.firm, one.rank_low, one.rank_high) for one in found.order}
    assert firm == {
        "bus": ("chosen", True, 1, 1),
        "wifi": ("chosen", False, 1, 3),
        "data": ("out", False, 2, 3),
        "skills": ("out", True, 3, 4),
    }


def test_what_one_group_put_first_and_the_plenary_left_out_is_noted() -> None:
    found = listed(
        {
            "authority": {"bus": (3, 3), "data": (1, 1)},
            "business": {"bus": (3, 3)},
            "society": {"wifi": (2, 2), "bus": (1, 1)},
        },
        1,
    )
    assert found.chosen == ("bus",)
    assert found.minorities == (Minority("society", "wifi", 2),)


def test_a_small_group_has_no_note_that_would_give_it_away() -> None:
    whole = tally({"authority": {"bus": (3, 3)}, "society": {"wifi": (2, 2)}}, people=3)
    found = short_list(whole, first="impact", second="feasible", size=1)
    assert whole.shown == ()
    assert found.minorities == ()


def test_nobody_is_left_out_where_a_group_has_fewer_than_five_voters() -> None:
    whole = tally({"authority": {"bus": (3, 3)}, "society": {"wifi": (2, 2)}}, people=4)
    found = short_list(whole, first="impact", second="feasible", size=1)
    assert {(one.rank_low, one.rank_high, one.firm) for one in found.order} == {
        (one.rank, one.rank, True) for one in found.order
    }


@given(votes, st.integers(0, 5))
def test_the_border_is_where_places_end(found_votes: Votes, size: int) -> None:
    found = listed(found_votes, size)
    products = {one.item: one.product for one in found.order}
    assert set(products) == set(ITEMS)
    assert len(found.chosen) <= size
    if found.tied_out:
        assert len(found.chosen) + found.open_places == size
        assert 0 < found.open_places < len(found.tied_out)
        assert len({products[item] for item in found.tied_out}) == 1
    out = [one for one in found.order if one.state == "out"]
    for one in found.order:
        assert one.rank_low <= one.rank <= one.rank_high
        if one.state == "chosen":
            assert one.product > max((other.product for other in out), default=0)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "impcat"}, "axes: there is no such question: impcat. Did you mean impact?"),
        ({"first": "feasible"}, "axes: the short list needs two different questions."),
        ({"size": -1}, "size: -1 places cannot be filled."),
    ],
)
def test_rules_that_make_no_sense_are_refused(asked: dict[str, object], said: str) -> None:
    whole = {"first": "impact", "second": "feasible", "size": 2, **asked}
    with pytest.raises(MethodError) as caught:
        short_list(tally({}), **whole)
    assert str(caught.value).startswith(said)
