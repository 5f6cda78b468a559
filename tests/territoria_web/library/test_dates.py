"""Days as plain data."""

from __future__ import annotations

from datetime import date

from territoria_web.library.dates import day_in, written


def test_a_day_is_read_as_it_was_written():
    assert day_in(written(date(2027, 3, 31))) == date(2027, 3, 31)


def test_no_day_is_none():
    assert (written(None), day_in(None), day_in("")) == (None, None, None)
