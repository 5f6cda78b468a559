"""Known shares of groups as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.listen.queries.margins_list import margins_as_lines, margins_in


def test_shares_are_read_in_percent_or_as_counts_and_made_whole():
    text = "what;group;share\nAge;under 30;31\nAge;30 and more;69\nSex;women;5200\nSex;men;4800"
    assert margins_in(text).margins == {
        "Age": {"under 30": 31.0, "30 and more": 69.0},
        "Sex": {"women": 52.0, "men": 48.0},
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Age;under 30;31\nAge;30 and more;40", 1),
        ("Age;under 30;100", 1),
        ("Age;under 30;31\nAge;;69", 1),
        ("Age;young;31\nAge;young;69", 1),
        ("Age;young;many\nAge;old;69", 1),
    ],
)
def test_a_fault_names_its_line_and_nothing_is_taken(text: str, line: int):
    read = margins_in(text)
    assert (read.faults[0].line <= max(line, 2), read.margins) == (True, {})


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str):
    read = margins_in(text)
    assert not (read.faults and read.margins)


def test_what_is_kept_is_read_again_as_it_was():
    held = {"Age": {"under 30": 31.25, "30 and more": 68.75}}
    assert margins_in(margins_as_lines(held)).margins == held
