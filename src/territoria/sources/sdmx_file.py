"""SDMX data files: SDMX-CSV (1.0 and 2.0) and SDMX-ML generic data (2.0 and 2.1).

The standard library reads them, no extra is needed. An XML file that declares a document type is
refused: SDMX needs none, and entities in it can grow without bound.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from territoria.errors import DataError, Problem
from territoria.sources.cube import Cube, cell_table, dimensions_of

# columns of SDMX-CSV that say what the table is, in either version of the format
ABOUT = {
    "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE",
    "SERIES_KEY", "OBS_KEY",
}  # fmt: skip
FIGURE = "OBS_VALUE"
FLAGS = ("OBS_STATUS", "OBS_FLAG", "CONF_STATUS")
TIME = "TIME_PERIOD"
NORMAL = "A"  # of the code list CL_OBS_STATUS
FREE = ("F", "A")  # CONF_STATUS: free for publication


def read_sdmx(content: bytes, *, where: str) -> Cube:
    """An SDMX-ML or SDMX-CSV message, told apart by its first character. DataError else."""
    begin = content.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if b"\0" in content[:200]:
        raise DataError(Problem(where, "the file is not UTF-8.", "Fetch it again in UTF-8."))
    if not begin:
        raise DataError(Problem(where, "the file is empty.", "Fetch it again."))
    if begin == b"<":
        return read_sdmx_ml(content, where=where)
    try:
        return read_sdmx_csv(content.decode("utf-8-sig"), where=where)
    except UnicodeDecodeError:
        raise DataError(Problem(where, "the file is not UTF-8.", "Fetch it again.")) from None


def read_sdmx_file(path: Path) -> Cube:
    """The SDMX data file at ``path``. DataError where it is none."""
    return read_sdmx(path.read_bytes(), where=str(path))


# ── SDMX-CSV ──────────────────────────────────────────────────────────────────────────────────


def read_sdmx_csv(text: str, *, where: str) -> Cube:
    """SDMX-CSV with ids as cells, or ``id: label`` as with ``labels=both``.

    Dimensions are the columns before the figures; attributes after them are left out but for the
    flags. DataError names each line that does not hold.
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [name.partition(":")[0].strip() for name in next(rows, [])]
    if FIGURE not in header:
        what = f"there is no column {FIGURE}."
        raise DataError(Problem(f"{where}:1", what, f"Found: {', '.join(header)}."))
    at = header.index(FIGURE)
    key = [n for n, name in enumerate(header[:at]) if name.upper() not in ABOUT]
    flags = [header.index(name) for name in FLAGS if name in header]
    ids = tuple(header[n] for n in key)
    both = ": " in next((row[key[0]] for row in csv.reader(text.splitlines()[1:2])), "")
    cells, problems = [], []
    for row in rows:
        if len(row) != len(header):
            what = f"{len(row)} cells under {len(header)} columns."
            problems.append(Problem(f"{where}:{rows.line_num}", what, "Fetch the file again."))
            continue
        codes = [row[n].partition(": ")[0] if both else row[n] for n in key]
        found = [row[n].partition(": ")[0] for n in flags]
        flag = _flag(dict(zip((header[n] for n in flags), found, strict=True)))
        cells.append((*codes, _figure(row[at]), flag))
    if problems:
        raise DataError(problems[:20])
    table = cell_table(ids, cells)
    updated = _first_cell(text, header, "LAST UPDATE")
    label = _first_cell(text, header, "DATAFLOW") or _first_cell(text, header, "STRUCTURE_ID")
    return Cube(dimensions_of(table, ids), table, label, "", updated)


def _first_cell(text: str, header: list[str], name: str) -> str:
    if name not in header:
        return ""
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    row = next(rows, [""] * len(header))
    return row[header.index(name)]


def _figure(text: str) -> str | None:
    text = text.strip()
    return None if text in ("", ":", "NaN", "nan") else text


def _flag(found: dict[str, str]) -> str:
    """The flags of a figure in one text: normal says nothing, confidential says ``c``."""
    status = found.get("OBS_FLAG") or found.get("OBS_STATUS") or ""
    status = "" if status == NORMAL else status
    secret = found.get("CONF_STATUS", "")
    if secret and secret not in FREE and "c" not in status.lower():
        status += "c"
    return status


# ── SDMX-ML ───────────────────────────────────────────────────────────────────────────────────


def read_sdmx_ml(content: bytes, *, where: str) -> Cube:
    """SDMX-ML generic data, grouped in series or flat. DataError where it is something else."""
    if b"\0" in content[:200]:
        raise DataError(Problem(where, "the file is not UTF-8.", "Fetch it again in UTF-8."))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise DataError(
            Problem(where, "the XML declares a document type.", "SDMX needs none; fetch it again.")
        )
    held: dict[str, str] = {}
    try:
        rows = list(_observations(content, held))
    except ElementTree.ParseError as error:
        raise DataError(
            Problem(
                where, f"this is not whole XML ({error}).", "Fetch it again, it may be cut off."
            )
        ) from None
    if held.get("root") != "GenericData":
        what = f"the message is {held.get('root')}, no generic data."
        mend = "Fetch it as SDMX-CSV or as application/vnd.sdmx.genericdata+xml."
        raise DataError(Problem(where, what, mend))
    if not rows:
        raise DataError(Problem(where, "the message holds no figure.", "Widen the key."))
    ids = tuple(dict.fromkeys(name for key, _, _ in rows for name in key))
    table = cell_table(
        ids, [(*(key.get(name) for name in ids), value, flag) for key, value, flag in rows]
    )
    return Cube(
        dimensions_of(table, ids),
        table,
        held.get("DataSetID", ""),
        held.get("Sender", ""),
        held.get("Extracted", held.get("Prepared", "")),
    )


Row = tuple[dict[str, str], str | None, str]


def _observations(content: bytes, held: dict[str, str]) -> Iterator[Row]:
    """Each observation as ``(codes, figure, flag)``; ``held`` gets the words of the header."""
    series: dict[str, str] = {}
    inside = False
    for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            held.setdefault("root", tag)
            if tag == "Series":
                series, inside = {}, True
            continue
        if tag in ("Prepared", "Extracted", "DataSetID"):
            held[tag] = element.text or ""
        elif tag == "Sender":
            held[tag] = element.get("id", "")
        elif tag == "SeriesKey":
            series = _named(element)
        elif tag == "Obs":
            yield _observation(element, series if inside else {})
            element.clear()
        elif tag == "Series":
            inside = False
            element.clear()


def _observation(element: ElementTree.Element, series: dict[str, str]) -> Row:
    key, value, attributes = dict(series), None, {}
    for part in element:
        tag = part.tag.rpartition("}")[2]
        if tag in ("ObsDimension", "Time"):
            key[part.get("id", TIME)] = part.get("value") or part.text or ""
        elif tag == "ObsKey":
            key |= _named(part)
        elif tag == "ObsValue":
            value = _figure(part.get("value", ""))
        elif tag == "Attributes":
            attributes = _named(part)
    # Eurostat states "na" beside NaN: that the figure is missing is said by its absence
    stated = {k: v for k, v in attributes.items() if k in FLAGS and v != "na"}
    return key, value, _flag(stated)


def _named(element: ElementTree.Element) -> dict[str, str]:
    return {
        v.get("id", v.get("concept", "")): v.get("value", "")
        for v in element
        if v.tag.rpartition("}")[2] == "Value"
    }
