"""Statements that look like formulas are text in a spreadsheet and the same when they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.sources.polis.as_text import bare, marked


@pytest.mark.parametrize("text", ["=1+1", "+ more buses", "- fewer cars", "@mayor", "\tx"])
def test_what_would_be_computed_stands_behind_an_apostrophe(text: str):
    assert marked(text) == f"'{text}"


@pytest.mark.parametrize("text", ["More buses", "'t is late", "''So'' it is", ""])
def test_other_texts_stay(text: str):
    assert (marked(text), bare(text)) == (text, text)


@given(st.text(alphabet="'=+-@\ta", max_size=6))
def test_every_text_comes_back(text: str):
    assert bare(marked(text)) == text
