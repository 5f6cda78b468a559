from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from territoria_web.library.own_links import own_link, read_own_link

NUMBER = uuid.UUID("12345678-1234-5678-1234-567812345678")


@given(number=st.uuids(), renewed=st.integers(0, 2**16 - 1))
def test_a_link_says_whose_it_is_and_which_renewal(number: uuid.UUID, renewed: int) -> None:
    assert read_own_link("company", own_link("company", number, renewed)) == (number, renewed)


def test_a_link_of_one_thing_opens_no_other() -> None:
    assert read_own_link("partner", own_link("company", NUMBER)) is None


def test_a_link_that_was_changed_opens_nothing() -> None:
    token = own_link("company", NUMBER)
    other = own_link("company", NUMBER, 1)
    assert read_own_link("company", "A" + token[1:]) is None
    assert read_own_link("company", other[:-16] + token[-16:]) is None


def test_what_is_no_link_opens_nothing() -> None:
    for typed in ("", "x", "x" * 16, "ü" * 40, "=" * 40):
        assert read_own_link("company", typed) is None


def test_a_link_is_short_enough_for_a_letter() -> None:
    assert len(own_link("company", NUMBER)) == 40
