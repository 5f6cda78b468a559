from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.table_cliques import cliques_of

tables = st.lists(
    st.lists(st.sampled_from("abcdef"), max_size=2, unique=True).map(tuple), min_size=1, max_size=8
)


def told(found) -> list[tuple[str, str]]:
    return [("".join(sorted(names)), "".join(sorted(shared))) for names, shared in found]


def test_tables_that_hang_together_like_a_chain_stay_apart():
    assert told(cliques_of([("a", "b"), ("c", "b"), ("c", "d"), ("a",), ()])) == [
        ("ab", ""),
        ("bc", "b"),
        ("cd", "c"),
    ]


def test_a_ring_is_joined():
    assert told(cliques_of([("a", "b"), ("b", "c"), ("a", "c")])) == [("abc", "")]
    assert told(cliques_of([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])) == [
        ("abd", ""),
        ("bcd", "bd"),
    ]


def test_the_total_alone_is_one_set_without_names():
    assert told(cliques_of([()])) == [("", "")]


@given(tables)
def test_every_table_lies_in_a_set_and_what_is_shared_lies_in_one_before(given_tables):
    found = cliques_of(given_tables)
    assert all(any(set(table) <= names for names, _ in found) for table in given_tables)
    for number, (names, shared) in enumerate(found):
        before = [other for other, _ in found[:number]]
        assert shared == names & frozenset().union(*before)
        assert not before or any(shared <= other for other in before)
    assert found == cliques_of(reversed(given_tables))
