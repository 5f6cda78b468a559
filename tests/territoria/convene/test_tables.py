from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.convene.people import Person
from territoria.convene.tables import Rounds, Tables, deal_rounds, deal_tables
from territoria.errors import DataError, MethodError

groups = st.sampled_from(["authority", "business", "knowledge", "society"])
guests = st.lists(st.tuples(groups, st.sampled_from(["", "x", "y", "z"])), max_size=24).map(
    lambda found: [Person(f"p{n:02d}", *one) for n, one in enumerate(found)]
)


def crowd(count: int, kinds: int = 4) -> list[Person]:
    return [Person(f"p{n:03d}", f"g{n % kinds}") for n in range(count)]


def spread(people: list[Person], tables: Tables, field: str) -> int:
    """The largest difference between two tables in people of one kind; of "" nobody is asked."""
    kind = {person.id: getattr(person, field) for person in people}
    counts = [Counter(kind[name] for name in table) for table in tables]
    return max(
        (max(c[k] for c in counts) - min(c[k] for c in counts) for k in set(kind.values()) if k),
        default=0,
    )


def meetings(found: Rounds) -> int:
    """Pairs met beyond once, counted pair by pair."""
    met = Counter(
        pair for tables in found.rounds for table in tables for pair in combinations(table, 2)
    )
    return sum(count * (count - 1) // 2 for count in met.values())


@settings(deadline=None)
@given(guests, st.integers(1, 9), st.integers(0, 5))
def test_tables_groups_and_colleagues_are_dealt_as_evenly_as_arithmetic_allows(
    people: list[Person], size: int, seed: int
) -> None:
    tables = deal_tables(people, size=size, seed=seed)
    assert sorted(name for table in tables for name in table) == [person.id for person in people]
    assert len(tables) == -(-len(people) // size)
    lengths = [len(table) for table in tables]
    assert max(lengths, default=0) <= size
    assert max(lengths, default=0) - min(lengths, default=0) <= 1
    assert spread(people, tables, "group") <= 1
    assert spread(people, tables, "organisation") <= 1
    assert deal_tables(people, size=size, seed=seed) == tables


def test_another_seed_deals_another_way() -> None:
    assert len({deal_tables(crowd(24), size=8, seed=seed) for seed in range(5)}) == 5


@settings(deadline=None, max_examples=15)
@given(guests, st.integers(1, 9), st.integers(1, 3), st.booleans())
def test_every_round_is_as_even_as_a_single_deal(
    people: list[Person], size: int, rounds: int, themes: bool
) -> None:
    found = deal_rounds(people, size=size, rounds=rounds, seed=1, themes=themes)
    assert len(found.rounds) == rounds
    for tables in found.rounds:
        assert sorted(name for table in tables for name in table) == [p.id for p in people]
        lengths = [len(table) for table in tables]
        assert max(lengths, default=0) - min(lengths, default=0) <= 1
        assert spread(people, tables, "group") <= 1
        assert spread(people, tables, "organisation") <= 1
    assert found.again == meetings(found)
    assert found.floor <= found.again
    visits = Counter(
        (name, n) for tables in found.rounds for n, table in enumerate(tables) for name in table
    )
    assert found.back == sum(count - 1 for count in visits.values())


@pytest.mark.parametrize(
    ("count", "size", "rounds"), [(40, 8, 3), (16, 4, 4), (36, 6, 4), (32, 8, 3), (30, 6, 4)]
)
def test_without_groups_nobody_comes_back_and_no_pair_meets_more_often_than_it_must(
    count: int, size: int, rounds: int
) -> None:
    found = deal_rounds(crowd(count, 1), size=size, rounds=rounds, seed=1)
    assert found.back == 0
    assert found.again == found.floor


def test_where_tables_are_no_themes_sixteen_people_never_meet_twice_in_four_rounds() -> None:
    found = deal_rounds(crowd(16, 1), size=4, rounds=4, seed=1, themes=False)
    assert (found.again, found.floor) == (0, 0)


def test_a_hundred_and_twenty_people_hardly_meet_again_in_five_rounds() -> None:
    found = deal_rounds(crowd(120), size=8, rounds=5, seed=1)
    assert found.back == 0
    assert found.again <= 10  # of 2,100 meetings


@settings(deadline=None, max_examples=15)
@given(guests, st.integers(2, 9), st.integers(1, 3), st.data())
def test_hosts_stay_at_their_tables_and_tables_stay_equal(
    people: list[Person], size: int, rounds: int, data: st.DataObject
) -> None:
    tables = -(-len(people) // size)
    where = data.draw(st.sets(st.integers(0, max(tables - 1, 0)), max_size=tables))
    names = data.draw(st.permutations([p.id for p in people]))
    hosts = dict(zip(sorted(where), names, strict=False)) if tables else {}
    found = deal_rounds(people, size=size, rounds=rounds, seed=2, hosts=hosts)
    for dealt in found.rounds:
        assert all(name in dealt[table] for table, name in hosts.items())
        assert sorted(name for table in dealt for name in table) == [p.id for p in people]
        lengths = [len(table) for table in dealt]
        assert max(lengths, default=0) - min(lengths, default=0) <= 1
    assert found.again == meetings(found)
    assert found.floor <= found.again


def test_hosts_of_one_group_each_at_a_table_leave_the_groups_even() -> None:
    people = crowd(40)
    hosts = {table: f"p{4 * table:03d}" for table in range(5)}  # all of group g0
    found = deal_rounds(people, size=8, rounds=3, seed=1, hosts=hosts)
    assert [spread(people, tables, "group") for tables in found.rounds] == [0, 0, 0]
    assert found.back == 0


def test_the_same_seed_gives_the_same_rounds() -> None:
    one = deal_rounds(crowd(24), size=8, rounds=2, seed=3)
    assert one == deal_rounds(crowd(24), size=8, rounds=2, seed=3)


def test_nobody_is_dealt_to_no_table() -> None:
    assert deal_tables([], size=8, seed=1) == ()
    assert deal_rounds([], size=8, rounds=2, seed=1).rounds == ((), ())


@pytest.mark.parametrize("asked", [{"size": 0, "rounds": 1}, {"size": 1, "rounds": 0}])
def test_no_seats_or_no_rounds_are_refused(asked: dict[str, int]) -> None:
    with pytest.raises(MethodError):
        deal_rounds(crowd(3), seed=1, **asked)


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        ({0: "zed"}, "hosts, 0: no such person: zed."),
        ({2: "p000"}, "hosts, 2: there is no such table. Tables are counted from 0, there are 2."),
        ({0: "p000", 1: "p000"}, "hosts: a person cannot stay at two tables."),
    ],
)
def test_hosts_that_cannot_be_are_refused(hosts: dict[int, str], said: str) -> None:
    with pytest.raises(DataError) as caught:
        deal_rounds(crowd(8), size=4, rounds=2, seed=1, hosts=hosts)
    assert str(caught.value).startswith(said)
