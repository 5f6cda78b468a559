from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.step_bars import Step, step_bars
from territoria.speech import speaking

Holds = Callable[..., Element]

STEPS = [Step("Asked for", 80), Step("Agreed by both", 40), Step("Held", 0), Step("Goes on", None)]
steps = st.builds(Step, st.text(max_size=120), st.none() | st.integers(0, 10**9))


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(step_bars("k", "t", "d", STEPS, width=width))


@given(st.lists(steps, max_size=6), st.sampled_from([640, 360]))
def test_no_count_however_large_breaks_it(holds: Holds, shown: list[Step], width: int) -> None:
    picture = step_bars("k", "t", "d", shown, width=width)
    holds(picture)
    assert len(picture.rows) == len(shown)


def test_the_table_says_the_share_of_the_step_before_and_what_is_not_shown() -> None:
    picture = step_bars("k", "t", "d", STEPS)
    assert picture.header == ("Step", "Count", "Of the step before")
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["Asked for", "80", ""],
        ["Agreed by both", "40", "50 %"],
        ["Held", "0", "0 %"],
        ["Goes on", "too few to show", ""],
    ]


@pytest.mark.parametrize("width", [640, 360])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_what_is_said_of_a_step_stands_there_uncut(language: str, width: int) -> None:
    with speaking(language):
        assert "…" not in step_bars("k", "t", "d", [STEPS[0], *STEPS], width=width).svg


def test_what_is_not_shown_is_hatched() -> None:
    assert step_bars("k", "t", "d", STEPS).svg.count("url(#") == 1
