"""Published needs as Open311 GeoReport v2 reads them: nothing in them tells of a person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from territoria.sources.open311 import Form, ServiceRequest, write_requests
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import OPEN311_CLOSED, open311_status
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.queries.needs import district_names, published_needs, shown_spot

MOST: Final = 1000  # requests of one answer, as GeoReport says
OTHER: Final = "other"
LONGEST_NUMBER: Final = 10  # digits


def requests_of(forum: Forum, asked: Mapping[str, str], form: Form) -> bytes:
    """Those that GeoReport's parameters ask for, the latest first: ``status``, ``service_code``,
    ``service_request_id`` (several parted by commas), ``page``.
    """
    held = published_needs(forum).order_by("-made", "-pk")
    if status := asked.get("status"):
        named = {one.strip() for one in status.split(",")}
        if "closed" not in named:
            held = held.exclude(state__in=OPEN311_CLOSED)
        if "open" not in named:
            held = held.filter(state__in=OPEN311_CLOSED)
    if code := asked.get("service_code"):
        named = {one.strip() for one in code.split(",") if one.isprintable()}
        held = held.filter(theme__in=["" if one == OTHER else one for one in named])
    if ids := asked.get("service_request_id"):
        numbers = [one.strip() for one in ids.split(",")]
        known = [int(one) for one in numbers if one.isdecimal() and len(one) < LONGEST_NUMBER]
        held = held.filter(number__in=known[:MOST])
    said = asked.get("page", "")
    first = (max(int(said), 1) - 1) * MOST if said.isdecimal() and len(said) < 6 else 0
    themes, districts = need_themes(), district_names(forum)
    rows = [_request(need, themes, districts) for need in held[first : first + MOST]]
    return write_requests(rows, form)


def _request(need: Need, themes: dict[str, str], districts: dict[str, str]) -> ServiceRequest:
    lat, long = shown_spot(need) or (None, None)
    where = [need.place, districts.get(need.district, "")]
    status: Literal["open", "closed"] = (
        "closed" if open311_status(need.state) == "closed" else "open"
    )
    return ServiceRequest(
        service_request_id=str(need.number),
        status=status,
        extended_status=need.state,
        status_notes=need.reason,
        service_name=themes.get(need.theme, _("Something else")),
        service_code=need.theme or OTHER,
        description=f"{need.title}\n{need.text}".strip(),
        requested_datetime=need.made,
        updated_datetime=need.since,
        address=", ".join(part for part in where if part),
        lat=lat,
        long=long,
    )


def service_list(form: Form) -> bytes:
    """The themes as GeoReport's services. None is offered for sending: that takes the form."""
    rows = [_service(code, name) for code, name in need_themes().items()]
    rows.append(_service(OTHER, _("Something else")))
    if form == "json":
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
    return _as_xml(rows)


def _service(code: str, name: str) -> dict[str, Any]:
    return {
        "service_code": code,
        "service_name": name,
        "description": "",
        "metadata": False,
        "type": "batch",
        "keywords": "",
        "group": "",
    }


def _as_xml(rows: Sequence[Mapping[str, Any]]) -> bytes:
    root = ElementTree.Element("services")
    for row in rows:
        one = ElementTree.SubElement(root, "service")
        for name, value in row.items():
            said = str(value).lower() if isinstance(value, bool) else str(value)
            ElementTree.SubElement(one, name).text = said
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
