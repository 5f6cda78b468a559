"""Themes stand in the order in which people look for them."""

from __future__ import annotations

from territoria_web.library.saying import said_in
from territoria_web.listen.queries.need_themes import need_themes


def test_a_letter_with_an_accent_stands_beside_the_one_without():
    with said_in("fr"):
        names = list(need_themes().values())
    assert "École et formation" in names
    after = [name for name in names if name > "École" and name[0] != "É"]
    assert (after, names[-1][0] > "É") == ([], False)
