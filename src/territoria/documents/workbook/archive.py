"""The workbook as bytes that depend on its content alone, not on the clock or the machine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


_FORMULA = re.compile(
    r'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style>[^>]*)>(?P<text><f[^>]*>[^<]*</f>)<v\s*(?:/>|></v>)'
)


def bytes_of(
    workbook: Workbook, day: date, cached: Mapping[str, Mapping[str, float | str]]
) -> bytes:
    """The workbook as an ``.xlsx`` file whose only date is ``day`` (1980 or later).

    ``cached``: sheet → cell → the value to store beside its formula.
    """
    files = {
        f"xl/worksheets/sheet{n}.xml": cached.get(name, {})
        for n, name in enumerate(workbook.sheetnames, start=1)
    }
    stamp = datetime(day.year, day.month, day.day)
    workbook.properties.created = stamp
    written = io.BytesIO()
    workbook.save(written)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            data = _dated(name, source.read(name), stamp)
            target.writestr(entry, _with_values(data, files.get(name, {})))
    return out.getvalue()


def _dated(name: str, data: bytes, stamp: datetime) -> bytes:
    """The properties with the day in place of the moment of saving."""
    if name != "docProps/core.xml":
        return data
    return _MODIFIED.sub(rb"\g<1>" + stamp.strftime("%Y-%m-%dT00:00:00Z").encode() + rb"\2", data)


def _with_values(data: bytes, values: Mapping[str, float | str]) -> bytes:
    """A sheet whose formulas have their values beside them."""
    if not values:
        return data

    def stored(match: re.Match[str]) -> str:
        value = values.get(match["cell"])
        if value is None:
            return match[0]
        kind = ' t="str"' if isinstance(value, str) else ""
        words = escape(value) if isinstance(value, str) else repr(value)
        return f'<c r="{match["cell"]}"{match["style"]}{kind}>{match["text"]}<v>{words}</v>'

    return _FORMULA.sub(stored, data.decode()).encode()
