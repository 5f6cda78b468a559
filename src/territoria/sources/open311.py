"""Open311 GeoReport v2 service requests, JSON and XML, read and written (wiki.open311.org/GeoReport_v2).

Only what a public account of needs is read: nothing that names or finds a person (accounts,
devices, names, addresses of mail, telephones, pictures) passes this door. Descriptions are words
of people and may still name somebody: they are to be looked through before anyone publishes them.
An XML text that declares a document type is refused: requests need none, and entities in it can
grow without bound.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, Literal
from xml.etree import ElementTree
from xml.parsers import expat

from territoria.errors import DataError, Problem
from territoria.speech import gettext

MOST_BYTES: Final = 20_000_000
MOST_REQUESTS: Final = 50_000
MOST_SHOWN: Final = 200
LISTS: Final = ("service_requests", "requests")
# What XML cannot carry is dropped from either form, so that both hold the same.
_FORBIDDEN: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Status = Literal["open", "closed"]
Form = Literal["json", "xml"]


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """One request. ``extended_status``: a finer word beside ``status``; "" and None: not told.

    ``lat`` and ``long`` in degrees (WGS 84), both or neither.
    """

    service_request_id: str
    status: Status
    extended_status: str = ""
    status_notes: str = ""
    service_name: str = ""
    service_code: str = ""
    description: str = ""
    requested_datetime: datetime | None = None
    updated_datetime: datetime | None = None
    address: str = ""
    lat: float | None = None
    long: float | None = None


FIELDS: Final = tuple(field.name for field in fields(ServiceRequest))
Row = Mapping[str, Any]


def read_requests(content: bytes, *, where: str = "Open311") -> tuple[ServiceRequest, ...]:
    """Every request of an answer in JSON or XML, told apart by its first character.

    DataError lists all that does not hold; ``where`` names the answer in it.
    """
    if len(content) > MOST_BYTES:
        what = gettext("it holds more than {most} megabytes.").format(most=MOST_BYTES // 10**6)
        raise DataError(Problem(where, what, gettext("Ask for a shorter time.")))
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    rows = _xml_rows(content, where) if is_xml else _json_rows(content, where)
    if len(rows) > MOST_REQUESTS:
        what = gettext("it holds more than {most} requests.").format(most=MOST_REQUESTS)
        raise DataError(Problem(where, what, gettext("Ask for a shorter time.")))
    _refuse_error(rows, where)
    problems: list[Problem] = []
    found, met = [], set[str]()
    for number, row in enumerate(rows, start=1):
        spot = gettext("{where}, request {number}").format(where=where, number=number)
        request = _request(row, spot, problems)
        if request.service_request_id in met and request.service_request_id:
            what = gettext("the id {id} stands twice.").format(id=request.service_request_id)
            problems.append(Problem(spot, what, gettext("Ask for the requests again.")))
        met.add(request.service_request_id)
        found.append(request)
    if problems:
        raise DataError(_shown(problems, where))
    return tuple(found)


def write_requests(requests: Sequence[ServiceRequest], form: Form = "json") -> bytes:
    """The requests as a GeoReport v2 answer in UTF-8; ``read_requests`` gives them back."""
    rows = [_row(request) for request in requests]
    if form == "json":
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
    root = ElementTree.Element("service_requests")
    for row in rows:
        one = ElementTree.SubElement(root, "request")
        for name, value in row.items():
            ElementTree.SubElement(one, name).text = "" if value is None else str(value)
    ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _row(request: ServiceRequest) -> dict[str, Any]:
    """A request as plain data, in the order of its fields."""
    row: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(request, name)
        if isinstance(value, datetime):
            value = value.isoformat()
        row[name] = clean(value) if isinstance(value, str) else value
    return row


def clean(text: str) -> str:
    """A text as both forms carry it: without control characters, one sign for each line end, trimmed."""
    return _FORBIDDEN.sub("", re.sub(r"\r\n?", "\n", text)).strip()


# ── the two forms ─────────────────────────────────────────────────────────────────────────────


def _json_rows(content: bytes, where: str) -> list[Row]:
    """The objects of a JSON answer, their numbers as the text they are printed in."""
    try:
        held = json.loads(
            content.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str
        )
    except (ValueError, RecursionError):
        what = gettext("this is neither whole JSON nor XML in UTF-8.")
        mend = gettext("Fetch it again, it may be cut off.")
        raise DataError(Problem(where, what, mend)) from None
    if isinstance(held, dict):
        held = next((held[name] for name in LISTS if isinstance(held.get(name), list)), [held])
    if not isinstance(held, list) or not all(isinstance(row, dict) for row in held):
        what = gettext("this JSON is no list of service requests.")
        raise DataError(Problem(where, what, gettext("Ask for requests.json of GeoReport v2.")))
    return held


class _Refused(Exception):
    """A document type in an XML text."""


class _Answer:
    """The fields of every ``request`` or ``error`` as they come; what lies deeper is left out."""

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self.root = ""
        self._way: list[str] = []
        self._text: list[str] = []

    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.root = self.root or tag
        self._way.append(tag)
        self._text.clear()
        if len(self._way) == 2:
            self.rows.append({})

    def says(self, text: str) -> None:
        """A piece of text."""
        self._text.append(text)

    def closes(self, tag: str) -> None:
        """An element ends."""
        if len(self._way) == 3:
            self.rows[-1][tag] = "".join(self._text)
        self._way.pop()
        self._text.clear()

    def refuses(self, *_: object) -> None:
        """A document type or an entity is declared."""
        raise _Refused


def _xml_rows(content: bytes, where: str) -> list[Row]:
    """The requests of an XML answer. Of what nests deeper than a field nothing is read."""
    answer, parser = _Answer(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = answer.opens, answer.closes
    parser.CharacterDataHandler = answer.says
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = answer.refuses
    try:
        parser.Parse(content, True)
    except _Refused:
        what = gettext("the XML declares a document type.")
        mend = gettext("Service requests need none; ask for them again.")
        raise DataError(Problem(where, what, mend)) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        what = gettext("this is not whole XML ({error}).").format(error=error)
        mend = gettext("Fetch it again, it may be cut off.")
        raise DataError(Problem(where, what, mend)) from None
    if answer.root not in (*LISTS, "errors"):
        what = gettext("this XML is {root}, no list of service requests.").format(root=answer.root)
        mend = gettext("Ask for requests.xml of GeoReport v2.")
        raise DataError(Problem(where, what, mend))
    return list[Row](answer.rows)


def _refuse_error(rows: Sequence[Row], where: str) -> None:
    """What a service answers instead of requests, said again."""
    told = [row for row in rows if "service_request_id" not in row and "code" in row]
    if told and len(told) == len(rows):
        said = clean(str(told[0].get("description", "")))[:200]
        what = gettext("the service answers with an error: {code} {said}")
        code = clean(str(told[0]["code"]))[:20]
        mend = gettext("Check what was asked for.")
        raise DataError(Problem(where, what.format(code=code, said=said), mend))


# ── one request ───────────────────────────────────────────────────────────────────────────────


def _request(row: Row, spot: str, problems: list[Problem]) -> ServiceRequest:
    """A request of its fields; what does not hold is added to ``problems``."""
    told = {name: _told(row.get(name), name, spot, problems) for name in FIELDS}
    if not told["service_request_id"]:
        what = gettext("it has no service_request_id.")
        problems.append(Problem(spot, what, gettext("Every request needs one.")))
    status = told["status"].lower()
    if status not in ("open", "closed"):
        what = gettext("the status {status} is neither open nor closed.")
        mend = gettext("Finer words belong into extended_status.")
        problems.append(Problem(spot, what.format(status=repr(told["status"])), mend))
    lat, long = (_degrees(told, *of, spot, problems) for of in (("lat", 90.0), ("long", 180.0)))
    if (lat is None) != (long is None) and bool(told["lat"]) != bool(told["long"]):
        what = gettext("of lat and long only one is given.")
        problems.append(Problem(spot, what, gettext("Give both, or neither.")))
    return ServiceRequest(
        service_request_id=told["service_request_id"],
        status="closed" if status == "closed" else "open",
        extended_status=told["extended_status"],
        status_notes=told["status_notes"],
        service_name=told["service_name"],
        service_code=told["service_code"],
        description=told["description"],
        requested_datetime=_time(told, "requested_datetime", spot, problems),
        updated_datetime=_time(told, "updated_datetime", spot, problems),
        address=told["address"],
        lat=lat,
        long=long,
    )


def _told(value: object, name: str, spot: str, problems: list[Problem]) -> str:
    """A field as text; empty where it is not told."""
    if value is None:
        return ""
    if not isinstance(value, str):
        what = gettext("{field} is no text and no number.").format(field=name)
        problems.append(Problem(spot, what, gettext("Ask for the requests again.")))
        return ""
    return clean(value)


def _time(
    told: Mapping[str, str], name: str, spot: str, problems: list[Problem]
) -> datetime | None:
    if not told[name]:
        return None
    try:
        return datetime.fromisoformat(told[name])
    except ValueError:
        what = gettext("{field} is no date and time: {told}.")
        mend = gettext("Write it as 2026-05-03T14:05:00+02:00.")
        problems.append(Problem(spot, what.format(field=name, told=repr(told[name])), mend))
        return None


def _degrees(
    told: Mapping[str, str], name: str, most: float, spot: str, problems: list[Problem]
) -> float | None:
    if not told[name]:
        return None
    try:
        value = float(told[name])
    except ValueError:
        value = math.nan
    if abs(value) <= most:
        return value
    what = gettext("{field} is no number of degrees: {told}.")
    mend = gettext("Give at most {most} degrees, with a decimal point.").format(most=int(most))
    problems.append(Problem(spot, what.format(field=name, told=repr(told[name])), mend))
    return None


def _shown(problems: Sequence[Problem], where: str) -> Iterator[Problem]:
    """The first problems, and how many more there are."""
    yield from problems[:MOST_SHOWN]
    if len(problems) > MOST_SHOWN:
        what = gettext("and {count} more problems.").format(count=len(problems) - MOST_SHOWN)
        yield Problem(where, what)
