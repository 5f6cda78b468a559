"""Reports of another system read from a file; what of their words is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.sources.open311 import ServiceRequest
from territoria_web.listen.need_rules import LONGEST_TITLE
from territoria_web.listen.queries.need_reports import (
    Ways,
    masked,
    report_of,
    reports_in,
)

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_by_its_names_of_columns(sign: str):
    table = [
        ["id", "Status", "text", "lat", "lon"],
        ["R-1", "open", "A dark lamp", "50.5", "3.0"],
        ["R-2", "closed", "A missing bin", "", ""],
    ]
    content = "\ufeff" + "\r\n".join(sign.join(row) for row in table)
    read = reports_in(content.encode(), "r.csv")
    assert read.problems == ()
    assert [(r.service_request_id, r.status, r.description, r.lat) for r in read.requests] == [
        ("R-1", "open", "A dark lamp", 50.5),
        ("R-2", "closed", "A missing bin", None),
    ]


def test_all_that_cannot_be_kept_is_named_at_once_and_how_to_mend_it():
    content = b"id,status,text\n,open,A dark lamp\nR-2,gone,Bin\nR-3,open,x\n"
    read = reports_in(content, "r.csv")
    assert [(one.where, bool(one.what), bool(one.mend)) for one in read.problems] == [
        ("r.csv, line 2", True, True),
        ("r.csv, line 3", True, True),
        ("R-3", True, True),
    ]


def test_an_id_that_stands_twice_is_named_with_its_line():
    content = b"id,status,text\nR-1,open,A dark lamp\nR-1,open,A dark lamp\n"
    assert [one.where for one in reports_in(content, "r.csv").problems] == ["r.csv, line 3"]


def test_lines_that_end_as_on_an_old_machine_are_lines():
    read = reports_in(b"id,status,text\rR-1,open,A dark lamp\r", "r.csv")
    assert [one.service_request_id for one in read.requests] == ["R-1"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"{", b"<a/>", b"nothing"]
    + [b'id,status,text\nR-1,open,"' + 200_000 * b"x"],
)
def test_what_is_no_list_of_reports_is_said_and_breaks_nothing(content: bytes):
    read = reports_in(content, "r")
    assert read.requests == ()


@pytest.mark.parametrize(
    "said",
    [
        "eve.b@example.org",
        "+33 6 12 34 56 78",
        "0049-30-1234567",
        "06.12.34.56.78",
        "(030) 1234567",
    ],
)
def test_addresses_and_telephones_are_masked(said: str):
    assert said not in masked(f"Write to {said} please")
    assert "[…]" in masked(f"Write to {said} please")


@pytest.mark.parametrize("said", ["Bus 12 at 22:30", "since 2019", "the 14 July 2026", "50.512345"])
def test_numbers_that_are_no_telephone_stay(said: str):
    assert masked(said) == said


@given(st.text(max_size=400), st.text(max_size=200))
def test_a_title_is_one_line_that_fits(description: str, name: str):
    request = ServiceRequest("1", "open", service_name=name, description=description)
    title = report_of(request, Ways("Fix it"), NOW).title
    assert len(title) <= LONGEST_TITLE
    assert "\n" not in title


def test_no_day_lies_after_today():
    request = ServiceRequest(
        *("1", "open"),
        description="A dark lamp",
        requested_datetime=datetime(2030, 1, 1, tzinfo=UTC),
        updated_datetime=datetime(2020, 1, 1),
    )
    report = report_of(request, Ways("Fix it"), NOW)
    assert (report.made, report.changed) == (NOW, NOW)
