"""Which types of question are asked, kept aside or refused, however a form spells them."""

from __future__ import annotations

import re
from typing import Final, Literal

from territoria.errors import did_you_mean
from territoria.speech import gettext, gettext_noop

Does = Literal["ask", "open", "close", "aside", "refuse", "repeat", "close repeat"]

ASKED: Final = {
    "select_one": "one",
    "select_multiple": "many",
    "text": "text",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "note": "note",
}
_SAME: Final = {
    "select1": "select_one",
    "select one": "select_one",
    "select one from": "select_one",
    "select one using": "select_one",
    "add select one prompt using": "select_one",
    "q select1": "select_one",
    "select multiple": "select_multiple",
    "select multiple from": "select_multiple",
    "select multiple using": "select_multiple",
    "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple",
    "add select multiple prompt using": "select_multiple",
    "string": "text",
    "q string": "text",
    "add text prompt": "text",
    "int": "integer",
    "q int": "integer",
    "add integer prompt": "integer",
    "q decimal": "decimal",
    "add decimal prompt": "decimal",
    "q date": "date",
    "add date prompt": "date",
    "add note prompt": "note",
    "begin group": "begin_group",
    "end group": "end_group",
    "begin repeat": "begin_repeat",
    "end repeat": "end_repeat",
    "begin lgroup": "begin_repeat",
    "end lgroup": "end_repeat",
    "begin looped group": "begin_repeat",
    "end looped group": "end_repeat",
    "begin loop": "begin_repeat",
    "end loop": "end_repeat",
}
ASIDE: Final = frozenset(
    [
        "calculate",
        "hidden",
        "start",
        "end",
        "today",
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "simserial",
        "subscriberid",
        "audit",
        "start-geopoint",
        "background-audio",
        "background-geopoint",
        "xml-external",
        "csv-external",
        "imei",
        "start_time",
        "end_time",
    ]
)
_SPOKEN_ASIDE: Final = re.compile(
    r"^(get |uri:|add calculate|q calculate|device id|phone number|sim id|subscriber id|start time|"
    r"end time)"
)
_PLACE = gettext_noop("a place on a map is not asked here.")
_FILE = gettext_noop("pictures, sounds and files are not taken here.")
REFUSED: Final = {
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "location", "gps", "osm"), _PLACE),
    **dict.fromkeys(
        ("image", "photo", "audio", "video", "file", "q image", "q picture", "q audio", "q video"),
        _FILE,
    ),
    "barcode": gettext_noop("a bar code is not read here."),
    "rank": gettext_noop("an order of preference is not asked here."),
    "time": gettext_noop("a time of day is not asked here."),
    "datetime": gettext_noop("a time of day is not asked here."),
    "acknowledge": gettext_noop("a tick without a question is not asked here."),
    "trigger": gettext_noop("a tick without a question is not asked here."),
    "select_one_external": gettext_noop("options of another sheet or file are not read."),
    "select_one_from_file": gettext_noop("options of another sheet or file are not read."),
    "select_multiple_from_file": gettext_noop("options of another sheet or file are not read."),
}
_MENDS: Final = {
    "rank": gettext_noop("Ask for the first choice, or for a number of each."),
    "time": gettext_noop("Ask for it as text."),
    "datetime": gettext_noop("Ask for the date, and for the time as text."),
    "acknowledge": gettext_noop("Make it a select_one with one option."),
    "trigger": gettext_noop("Make it a select_one with one option."),
    "select_one_external": gettext_noop("Copy the options into the sheet choices."),
    "select_one_from_file": gettext_noop("Copy the options into the sheet choices."),
    "select_multiple_from_file": gettext_noop("Copy the options into the sheet choices."),
}
OR_OTHER: Final = re.compile(r"\s+(or_other|or specify other|or other)$", re.IGNORECASE)


def read_type(written: str) -> tuple[str, str, bool]:
    """Type in its one spelling, the list of options it names, and whether *other* may be written."""
    text = re.sub(r"\s+", " ", written.strip())
    other = bool(OR_OTHER.search(text))
    text = OR_OTHER.sub("", text)
    small = text.lower()
    known = _SAME.get(small)
    if known:
        return known, "", other
    for spelling in sorted((*_SAME, "select_one", "select_multiple", *REFUSED), key=len)[::-1]:
        if small.startswith(f"{spelling} ") and (
            "select" in spelling or spelling.startswith("rank")
        ):
            return _SAME.get(spelling, spelling), text[len(spelling) :].strip(), other
    return small, "", other


def does(kind: str) -> Does:
    """What becomes of a row of that type."""
    if kind in ASKED:
        return "ask"
    if kind == "begin_group":
        return "open"
    if kind == "end_group":
        return "close"
    if kind in ("begin_repeat", "end_repeat"):
        return "repeat" if kind == "begin_repeat" else "close repeat"
    if kind in ASIDE or _SPOKEN_ASIDE.match(kind):
        return "aside"
    return "refuse"


def refusal(kind: str) -> tuple[str, str]:
    """Why a type is refused, and what to do."""
    plain = kind.replace("_", " ") if kind.startswith(("add", "q ")) else kind
    if plain.replace(" ", "") == "datetime":
        plain = "datetime"
    if plain in REFUSED:
        mend = _MENDS.get(plain) or gettext_noop("Take the row out, or ask for it as text.")
        return gettext(REFUSED[plain]), gettext(mend)
    what = gettext("the type {given} is not known.").format(given=repr(kind))
    return what, did_you_mean(kind, (*ASKED, "begin_group", "end_group"))
