from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.convene.dots import Dot, Tally, tally_dots
from territoria.errors import DataError

ITEMS = ("bus", "data", "skills", "wifi")
AXES = ("impact", "feasible")
KINDS = ("authority", "business", "knowledge", "society")


def cast(*votes: tuple[str, str, int], axis: str = "impact") -> list[Dot]:
    return [Dot(person, item, axis, count) for person, item, count in votes]


def tally(dots: list[Dot], groups: dict[str, str], each: int = 5) -> Tally:
    return tally_dots(dots, items=ITEMS, axes=AXES, each=dict.fromkeys(AXES, each), groups=groups)


@st.composite
def votes(draw: st.DrawFn) -> tuple[list[Dot], dict[str, str]]:
    groups = {f"p{n}": draw(st.sampled_from(KINDS)) for n in range(draw(st.integers(1, 30)))}
    dots = draw(
        st.lists(
            st.builds(
                Dot, st.sampled_from(sorted(groups)), st.sampled_from(ITEMS), st.sampled_from(AXES)
            ),
            max_size=90,
        )
    )
    return dots, groups


def test_a_vote_by_hand_is_counted_to_the_dot() -> None:
    dots = cast(("ann", "bus", 2), ("ann", "data", 1), ("bob", "bus", 1), ("cyd", "data", 2))
    found = tally(dots, {"ann": "business", "bob": "society", "cyd": "society"})
    bus, data, wifi = (found.counts[item, "impact"] for item in ("bus", "data", "wifi"))
    assert (bus.dots, bus.share, bus.voters, bus.voters_share) == (3, 0.5, 2, 2 / 3)
    assert (bus.rank, data.rank, wifi.rank) == (1, 1, 3)
    # one person of business: places without that group would tell how they voted
    assert not found.ranged
    assert (bus.rank_low, bus.rank_high) == (1, 1)
    assert found.voters == {"impact": 3, "feasible": 0}
    assert found.dots_of("impact", "society") == {"bus": 2, "data": 1, "skills": 0, "wifi": 0}


def test_small_groups_are_not_shown_apart() -> None:
    groups = {f"a{n}": "authority" for n in range(7)} | {f"b{n}": "business" for n in range(6)}
    dots = cast(*((person, "bus", 1) for person in groups))
    found = tally(dots, groups)
    assert found.shown == ("authority", "business")
    assert found.counts["bus", "impact"].by_group == {"authority": 7, "business": 6}
    # two of society: the total less the others would give them away, so business goes, too
    small = groups | {"s0": "society", "s1": "society"}
    found = tally(cast(*((person, "bus", 1) for person in small)), small)
    assert found.shown == ("authority",)
    # five hidden together are enough
    more = small | {f"k{n}": "knowledge" for n in range(3)}
    found = tally(cast(*((person, "bus", 1) for person in more)), more)
    assert found.shown == ("authority", "business")


def test_places_have_a_range_only_where_every_group_has_five_voters() -> None:
    groups = {f"a{n}": "authority" for n in range(6)} | {f"b{n}": "business" for n in range(5)}
    dots = cast(*((p, "bus" if g == "authority" else "data", 1) for p, g in groups.items()))
    found = tally(dots, groups)
    assert found.ranged
    ranks = {i: found.counts[i, "impact"] for i in ("bus", "data")}
    # without authority data leads by 5 to 0, without business bus by 6 to 0
    assert [(c.rank_low, c.rank, c.rank_high) for c in ranks.values()] == [(1, 1, 2), (1, 2, 2)]
    # one more group with a single voter: nothing moves any more
    more = groups | {"s0": "society"}
    found = tally([*dots, *cast(("s0", "data", 1))], more)
    assert not found.ranged
    ranks = {i: found.counts[i, "impact"] for i in ("bus", "data")}
    assert [(c.rank_low, c.rank, c.rank_high) for c in ranks.values()] == [(1, 1, 1), (1, 1, 1)]


@given(votes())
def test_no_total_gives_a_group_of_fewer_than_five_away(
    vote: tuple[list[Dot], dict[str, str]],
) -> None:
    dots, groups = vote
    found = tally(dots, groups, each=100)
    for axis in AXES:
        voters = {dot.person for dot in dots if dot.axis == axis}
        sizes = Counter(groups[person] for person in voters)
        if voters:
            assert all(sizes[group] >= 5 for group in found.shown)
            hidden = sum(sizes[group] for group in found.groups if group not in found.shown)
            assert hidden >= 5 or set(found.groups) == set(found.shown) or not found.shown


@given(votes(), st.randoms(use_true_random=False))
def test_counts_add_up_and_ranges_hold_their_ranks(
    vote: tuple[list[Dot], dict[str, str]], chance: object
) -> None:
    dots, groups = vote
    found = tally(dots, groups, each=100)
    for axis in AXES:
        given_ = [dot for dot in dots if dot.axis == axis]
        counts = [found.counts[item, axis] for item in ITEMS]
        assert sum(count.dots for count in counts) == len(given_)
        assert found.voters[axis] == len({dot.person for dot in given_})
        assert sum(count.share for count in counts) == pytest.approx(1 if given_ else 0)
        for count in counts:
            assert 1 <= count.rank_low <= count.rank <= count.rank_high <= len(ITEMS)
            assert count.rank == 1 + sum(other.dots > count.dots for other in counts)
            assert 0 <= count.voters_share <= 1
    mixed = list(dots)
    chance.shuffle(mixed)
    assert tally(mixed, groups, each=100) == found


def test_more_dots_than_a_person_has_are_refused() -> None:
    dots = cast(("ann", "bus", 3), ("ann", "data", 3))
    with pytest.raises(DataError) as caught:
        tally(dots, {"ann": "business"})
    assert str(caught.value) == (
        "ann: 6 dots were given on impact, each person has 5. Take back the dots that are too many."
    )


@pytest.mark.parametrize(
    ("dot", "said"),
    [
        (Dot("ann", "buss", "impact"), "ann, buss: there is no such item: buss. Did you mean bus?"),
        (Dot("ann", "bus", "impakt"), "ann, bus: there is no such question: impakt."),
        (Dot("zoe", "bus", "impact"), "zoe, bus: this person is not among those who vote."),
        (Dot("ann", "bus", "impact", 0), "ann, bus: 0 dots cannot be given."),
    ],
)
def test_dots_that_do_not_hold_are_refused(dot: Dot, said: str) -> None:
    with pytest.raises(DataError) as caught:
        tally([dot], {"ann": "business"})
    assert str(caught.value).startswith(said)


def test_items_named_twice_are_refused() -> None:
    with pytest.raises(DataError) as caught:
        tally_dots([], items=["bus", "bus"], axes=AXES, each={}, groups={})
    assert str(caught.value) == "items: bus is named more than once. Name each once."
