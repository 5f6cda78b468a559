"""What Eurostat's services say when they refuse, in the house's words.

The services answer with JSON (``{"error": [{"status", "id", "label"}]}``), with XML faults, or with
a web page where something stands before them. ``refusal`` knows the labels and asks, where it
helps, for the dataset's dimensions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from territoria.errors import Problem, did_you_mean
from territoria.sources.cube import Dimension
from territoria.sources.http_client import Answer

TOO_LARGE = ("EXTRACTION_TOO_BIG", "ASYNCHRONOUS_RESPONSE")
Dimensions = Callable[[], Sequence[Dimension]]


def is_too_large(answer: Answer) -> bool:
    """Whether the service wants a smaller request: 413, or an answer put off until later."""
    if answer.status == 413:
        return True
    begin = answer.body[:4096]
    if begin.lstrip()[:1] not in (b"<", b"{") or b'"dimension"' in begin:
        return False
    if b"<status>SUBMITTED" in begin or b"syncResponse" in begin:
        return True
    short = answer.status != 200 or len(answer.body) < 4096
    return short and any(word.encode() in begin for word in TOO_LARGE)


def refusal(answer: Answer, dataset: str, dimensions: Dimensions) -> list[Problem]:
    """The problems that a refused request has; empty where the answer is data."""
    where = f"eurostat {dataset.lower()}"
    if answer.status in (429, 503):
        what = "the service is busy and asks to be left in peace."
        return [Problem(where, what, "Try again later: what is here is not asked again.")]
    label = _label(answer.body)
    if answer.status == 200 and not label:
        return _not_data(answer, where)
    see = f"See them with: territoria release dimensions eurostat {dataset.lower()}"
    bad = re.search(r"parameter (\S+) is not a valid dimension", label)
    if bad:
        return [_no_dimension(bad[1], where, dimensions, see)]
    values = re.search(r"values for dimension are not allowed: (.+?)\.?$", label)
    if values:
        return _no_values(values[1], where, dimensions, see)
    if answer.status == 404 or "NO_RESULT" in label or "NOT_FOUND" in label.upper():
        what = "there is no such dataset, or the cut is empty."
        return [Problem(where, what, f"Check the code and the cut. {see}.")]
    if answer.status in (401, 403):
        what = f"access is refused (status {answer.status})."
        return [Problem(where, what, "A proxy may stand between; try another network.")]
    said = f" and says: {label}" if label else ""
    what = f"the service refuses (status {answer.status}){said.rstrip('.')}."
    return [Problem(where, what, f"Check code and cut. {see}.")]


def _label(body: bytes) -> str:
    """The sentence of an error body, JSON or XML; empty where the body is no error."""
    text = body[:20_000].decode("utf-8", "replace").lstrip()
    if text.startswith("{") and '"error"' in text[:200]:
        try:
            held = json.loads(text)["error"]
            first = held[0] if isinstance(held, list) else held
            return str(first.get("label", ""))
        except (ValueError, KeyError, IndexError, AttributeError):
            return text[:200]
    found = re.search(r"<faultstring>(.*?)</faultstring>", text, re.DOTALL)
    found = found or re.search(r"<(?:\w+:)?Text[^>]*>(.*?)</", text, re.DOTALL)
    return found[1].strip() if found and text.startswith("<") else ""


def _not_data(answer: Answer, where: str) -> list[Problem]:
    begin = answer.body[:200].lstrip().lower()
    page = begin.startswith((b"<!doctype html", b"<html")) or "html" in answer.content_type
    if page:
        what = "a web page came instead of data."
        mend = "A proxy or sign-in may stand between; open the address in a browser: "
        return [Problem(where, what, mend + answer.url)]
    if not begin:
        return [Problem(where, "the answer is empty.", "Check the cut, then try again later.")]
    return []


def _no_dimension(name: str, where: str, dimensions: Dimensions, see: str) -> Problem:
    what = f"the dimension {name} is not in this dataset."
    ids = [d.id for d in dimensions()]
    if not ids:
        return Problem(where, what, f"{see}.")
    return Problem(where, what, f"{did_you_mean(name.lower(), ids)} {see}.")


def _no_values(stated: str, where: str, dimensions: Dimensions, see: str) -> list[Problem]:
    """``GEO=EUROVISION`` or ``GEO=EUROVISION,MARS;UNIT=X``: one problem each."""
    from difflib import get_close_matches

    known = {d.id.lower(): d for d in dimensions()}
    problems, name = [], ""
    for part in re.split(r"[,;]\s*|\s+", stated):
        before, equals, code = part.rpartition("=")
        name = before.strip().lower() if equals else name
        what = f"{name}={code} is not in this dataset."
        held = known.get(name)
        close = get_close_matches(code, held.codes, n=5, cutoff=0.3) if held else []
        mend = f"Close: {', '.join(held.say(c) for c in close)}. " if held and close else ""
        problems.append(Problem(where, what, f"{mend}{see}."))
    return problems
