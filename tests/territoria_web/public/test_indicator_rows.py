"""The rows of the list of indicators."""

from __future__ import annotations

import pytest

from territoria_web.library.queries import library
from territoria_web.measure.queries.indicator_texts import Coverage
from territoria_web.public.indicator_rows import indicator_rows, years_said


def row(coverage: Coverage) -> str:
    return indicator_rows([library().indicators["gerd"]], {"gerd": coverage}, 242)


def test_a_bar_is_filled_as_far_as_it_is_known_and_hatched_beyond():
    half = row(Coverage(121, 300, 0, 2013, 2021))
    assert 'data-value="121">121</td>' in half
    assert '<rect y="1.5" width="50" height="6" fill="currentColor"/>' in half
    assert 'd="M50 1.5H100V7.5H50Z' in half
    assert "<td>2013–2021</td>" in half
    assert "hatch" not in row(Coverage(242, 300, 0, 2021, 2021))


def test_an_indicator_without_figures_is_said_to_have_none():
    empty = row(Coverage())
    assert 'data-value=""><span class="unknown">none</span></td>' in empty
    assert "<rect" not in empty


@pytest.mark.parametrize(
    ("first", "last", "said"), [(None, None, ""), (2019, 2019, "2019"), (2013, 2019, "2013–2019")]
)
def test_a_span_of_years(first: int | None, last: int | None, said: str):
    assert years_said(Coverage(1, 1, 0, first, last)) == said
