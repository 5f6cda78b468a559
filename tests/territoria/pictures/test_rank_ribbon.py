from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.rank_ribbon import rank_ribbon
from territoria.pictures.style import ACCENT

Holds = Callable[..., Element]
LABEL = Label("between 112th and 148th of 242", "rank:all")


def test_the_ribbon_holds_all_that_every_picture_holds(holds: Holds) -> None:
    picture = rank_ribbon("k", "t", "d", 112, 148, 242, LABEL)
    holds(picture, [LABEL])
    assert [cell.text for cell in picture.rows[0]] == [LABEL.text, "112", "148", "242"]


@settings(deadline=None)
@given(
    st.none() | st.integers(),
    st.none() | st.integers(),
    st.integers(-5, 10**9),
    st.sampled_from([640, 360]),
)
def test_no_rank_however_strange_breaks_the_ribbon(
    holds: Holds, low: int | None, high: int | None, of: int, width: int
) -> None:
    picture = rank_ribbon("k", "t", "d", low, high, of, LABEL, width=width)
    holds(picture, [LABEL])
    assert picture == rank_ribbon("k", "t", "d", low, high, of, LABEL, width=width)


def test_an_unknown_rank_is_hatched_and_not_filled() -> None:
    svg = rank_ribbon("k", "t", "d", None, None, 242, Label("")).svg
    assert "url(#k-h)" in svg
    assert ACCENT not in svg
    assert ">unknown<" in svg


def test_the_first_rank_of_very_many_can_still_be_seen(holds: Holds) -> None:
    root = holds(rank_ribbon("k", "t", "d", 1, 1, 100_000, LABEL))
    filled = [e for e in root.iter() if e.tag.endswith("rect") and e.get("fill") == ACCENT]
    assert [(e.get("x"), e.get("width")) for e in filled] == [("4", "5")]
