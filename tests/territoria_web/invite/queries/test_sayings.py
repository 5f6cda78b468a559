from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from territoria_web.invite.queries.sayings import Block, blocks_of, moment


@pytest.mark.parametrize(
    ("zone", "when", "said"),
    [
        ("Europe/Brussels", datetime(2027, 5, 12, 15, tzinfo=UTC), "12 May 2027, 17:00 (UTC+2)"),
        ("Europe/London", datetime(2027, 1, 12, 17, tzinfo=UTC), "12 January 2027, 17:00 (UTC)"),
        ("America/St_Johns", datetime(2027, 1, 12, 17, tzinfo=UTC), "12 January 2027, 13:30 (UTC−3:30)"),
    ],
)  # fmt: skip
def test_a_moment_says_how_far_its_clock_is_from_utc(zone: str, when: datetime, said: str):
    with timezone.override(zone):
        assert moment(when) == said


def test_a_plain_text_is_read_as_its_writer_meant_it():
    text = "## What we ask\nOne challenge.\nOnly one.\n\n- a region\n- a city\n\n<b>No</b> *sign*."
    assert blocks_of(text) == [
        Block("head", ("What we ask",)),
        Block("paragraph", ("One challenge.", "Only one.")),
        Block("list", ("a region", "a city")),
        Block("paragraph", ("<b>No</b> *sign*.",)),
    ]


def test_an_empty_text_has_nothing():
    assert blocks_of(" \n\n") == []
