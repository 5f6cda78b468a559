from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.sources import open311
from territoria.sources.open311 import (
    FIELDS,
    Form,
    ServiceRequest,
    clean,
    read_requests,
    write_requests,
)

LAMP = {
    "service_request_id": 638344,
    "status": "Closed",
    "status_notes": "Mended.",
    "service_name": "Street lamp",
    "service_code": "006",
    "description": "The lamp before no. 4 is dark.",
    "requested_datetime": "2026-04-14T06:37:38+02:00",
    "updated_datetime": "2026-04-15T06:37:38Z",
    "address": "Long Lane 4",
    "lat": "48.15",
    "long": -1.5,
    "account_id": "a1", "device_id": "d1", "email": "ann@example.org", "first_name": "Ann",
    "last_name": "Lee", "phone": "123", "media_url": "https://example.org/ann.jpg",
}  # fmt: skip
XML = """<?xml version="1.0" encoding="utf-8"?>
<service_requests>
  <request>
    <service_request_id>638344</service_request_id>
    <status>closed</status>
    <extended_status>fixed</extended_status>
    <email>ann@example.org</email>
    <description><![CDATA[Dark & cold]]></description>
    <lat>48.15</lat><long>-1.5</long>
    <extended_attributes><status>open</status></extended_attributes>
  </request>
</service_requests>
"""

words = st.text(max_size=20).map(clean)
moments = st.none() | st.datetimes(
    timezones=st.none() | st.just(timezone(timedelta(hours=2))) | st.just(timezone.utc)  # noqa: UP017
)
places = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
requests = st.builds(
    lambda number, status, told, times, place: ServiceRequest(
        f"r{number}",
        status,
        *told[:5],
        requested_datetime=times[0],
        updated_datetime=times[1],
        address=told[5],
        lat=place and place[0],
        long=place and place[1],
    ),
    st.integers(0, 10**9),
    st.sampled_from(["open", "closed"]),
    st.tuples(*[words] * 6),
    st.tuples(moments, moments),
    places,
)


def problems(content: bytes | str | object) -> list[str]:
    if not isinstance(content, bytes | str):
        content = json.dumps(content)
    with pytest.raises(DataError) as found:
        read_requests(content.encode() if isinstance(content, str) else content)
    return [str(p) for p in found.value.problems]


@given(
    st.lists(requests, max_size=4, unique_by=lambda r: r.service_request_id),
    st.sampled_from(["json", "xml"]),
)
def test_what_is_written_is_read_again(told: list[ServiceRequest], form: Form) -> None:
    assert read_requests(write_requests(told, form)) == tuple(told)


def test_nothing_that_names_a_person_is_kept() -> None:
    (request,) = read_requests(json.dumps([LAMP]).encode())
    assert request == ServiceRequest(
        service_request_id="638344",
        status="closed",
        status_notes="Mended.",
        service_name="Street lamp",
        service_code="006",
        description="The lamp before no. 4 is dark.",
        requested_datetime=datetime.fromisoformat("2026-04-14T06:37:38+02:00"),
        updated_datetime=datetime.fromisoformat("2026-04-15T06:37:38+00:00"),
        address="Long Lane 4",
        lat=48.15,
        long=-1.5,
    )
    personal = {"account_id", "device_id", "email", "first_name", "last_name", "phone", "media_url"}
    assert personal & {*FIELDS, *asdict(request)} == set()
    for form in ("json", "xml"):
        assert b"ann" not in write_requests([request], form).lower()


def test_xml_is_read_like_json_and_what_lies_deeper_is_left_out() -> None:
    (request,) = read_requests(b"\xef\xbb\xbf" + XML.encode())
    assert request == ServiceRequest(
        "638344", "closed", "fixed", description="Dark & cold", lat=48.15, long=-1.5
    )


def test_a_list_may_stand_in_an_object_and_may_be_empty() -> None:
    assert len(read_requests(json.dumps({"service_requests": [LAMP]}).encode())) == 1
    assert read_requests(b"[]") == ()
    assert read_requests(b"<service_requests/>") == ()


def test_one_request_that_is_closed_in_its_finer_word_stays_open() -> None:
    told = {"service_request_id": "1", "status": "open", "extended_status": "in progress"}
    (request,) = read_requests(json.dumps([told]).encode())
    assert (request.status, request.extended_status) == ("open", "in progress")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "https://example.org/a.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_document_type_is_refused(head: str) -> None:
    text = XML.replace("<service_requests>", f"{head}<service_requests>")
    expected = "Open311: the XML declares a document type. Service requests need none; ask for them again."  # fmt: skip
    assert problems(text) == [expected]
    sixteen = text.replace("utf-8", "utf-16").encode("utf-16-le")
    assert problems(b"\xff\xfe" + sixteen)[0].startswith("Open311: ")


def test_all_problems_are_told_at_once() -> None:
    wrong = [
        {**LAMP, "status": "fixed", "lat": "95", "requested_datetime": "yesterday"},
        {"status": "open", "address": {"street": "x"}},
        {**LAMP, "long": None},
        LAMP,
    ]
    assert problems(wrong) == [
        "Open311, request 1: the status 'fixed' is neither open nor closed. "
        "Finer words belong into extended_status.",
        "Open311, request 1: lat is no number of degrees: '95'. "
        "Give at most 90 degrees, with a decimal point.",
        "Open311, request 1: requested_datetime is no date and time: 'yesterday'. "
        "Write it as 2026-05-03T14:05:00+02:00.",
        "Open311, request 2: address is no text and no number. Ask for the requests again.",
        "Open311, request 2: it has no service_request_id. Every request needs one.",
        "Open311, request 3: of lat and long only one is given. Give both, or neither.",
        "Open311, request 3: the id 638344 stands twice. Ask for the requests again.",
        "Open311, request 4: the id 638344 stands twice. Ask for the requests again.",
    ]


def test_an_error_of_the_service_is_said_again() -> None:
    told = [{"code": 404, "description": "jurisdiction_id was not found"}]
    said = "Open311: the service answers with an error: 404 jurisdiction_id was not found Check what was asked for."  # fmt: skip
    assert problems(told) == [said]
    xml = "<errors><error><code>404</code><description>jurisdiction_id was not found</description></error></errors>"  # fmt: skip
    assert problems(xml) == [said]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither whole JSON nor XML"),
        (b"[{", "neither whole JSON nor XML"),
        (b"\xff\xfe[", "neither whole JSON nor XML"),
        (b"[1]", "no list of service requests"),
        (b"<service_requests>", "not whole XML"),
        (b"<html><body/></html>", "this XML is html"),
        (b"[" * 100_000, "neither whole JSON nor XML"),
    ],
)
def test_what_is_no_answer_is_refused(content: bytes, said: str) -> None:
    assert [said in p for p in problems(content)] == [True]


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open311, "MOST_BYTES", 1_000_000)
    assert "more than 1 megabytes" in problems(b" " * 1_000_001)[0]
    monkeypatch.setattr(open311, "MOST_REQUESTS", 1)
    assert "more than 1 requests" in problems([LAMP, LAMP])[0]


def test_of_very_many_problems_the_first_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open311, "MOST_SHOWN", 1)
    wrong = [{"service_request_id": n, "status": ""} for n in range(3)]
    assert problems(wrong)[1:] == ["Open311: and 2 more problems."]
