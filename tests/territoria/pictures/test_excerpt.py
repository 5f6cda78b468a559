from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.excerpt import Gap, excerpt


def places(count: int, *chosen: int) -> list[bool]:
    return [index in chosen for index in range(count)]


def test_a_short_list_is_shown_whole() -> None:
    assert excerpt(places(4, 2), None, 60) == [0, 1, 2, 3]


def test_around_a_chosen_row_and_at_both_ends_rows_are_kept() -> None:
    assert excerpt(places(20, 9), 1, 60) == [0, Gap(7), 8, 9, 10, Gap(8), 19]


def test_a_gap_never_stands_for_a_single_row() -> None:
    assert excerpt(places(7, 3), 1, 60) == [0, 1, 2, 3, 4, 5, 6]


def test_a_long_list_is_narrowed_around_the_chosen_until_it_fits() -> None:
    assert excerpt(places(20, 9), None, 7) == [0, Gap(6), 7, 8, 9, 10, 11, Gap(7), 19]


def test_without_a_chosen_row_the_first_are_kept() -> None:
    assert excerpt(places(20), 3, 4) == [0, 1, 2, 3, Gap(16)]


@given(st.lists(st.booleans(), max_size=300), st.none() | st.integers(-1, 300), st.integers(1, 60))
def test_every_row_is_shown_or_counted_and_never_too_many(
    chosen: list[bool], around: int | None, most: int
) -> None:
    found = excerpt(chosen, around, most)
    shown = [place for place in found if not isinstance(place, Gap)]
    left_out = sum(place.count for place in found if isinstance(place, Gap))
    assert shown == sorted(set(shown))
    assert len(shown) + left_out == len(chosen)
    assert len(shown) <= most
