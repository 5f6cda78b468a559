"""The parts of a pair, and their points."""

from __future__ import annotations

import pytest

from territoria.act.mentoring import Mentee, Mentor, Pairing


def pairing(wish: int | None, themes: tuple[str, ...], can_talk: bool = True) -> Pairing:
    return Pairing(Mentor("m"), Mentee("a"), wish, themes, (), can_talk)


@pytest.mark.parametrize(
    ("wish", "themes", "points"),
    [(1, (), 6), (2, (), 4), (3, ("x",), 4), (None, ("x", "y"), 4), (1, ("x", "y", "z"), 10)],
)
def test_points(wish: int | None, themes: tuple[str, ...], points: int) -> None:
    assert (pairing(wish, themes).points, pairing(wish, themes).fits) == (points, True)


def test_without_a_language_or_anything_in_common_two_do_not_fit() -> None:
    assert not pairing(1, (), can_talk=False).fits
    assert not pairing(None, ()).fits
    same = Pairing(Mentor("a"), Mentee("a"), None, ("x",), (), True)
    assert not same.fits
