"""Reading a feed of another installation: nothing is believed before everything was checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem
from territoria_web.act.feed.format import (
    DEEPEST,
    FORMAT,
    KINDS,
    MOST_BYTES,
    Document,
    Item,
    canonical,
    digest_of,
    followed_by,
    item_digest,
    unsigned,
)
from territoria_web.act.feed.shape import has_shape, head_holds, is_plain, moment_in
from territoria_web.act.feed.signing import is_signed
from territoria_web.library.saying import day

AHEAD: Final = timedelta(days=1)  # of our clock, at most
MOST_PROBLEMS: Final = 10


@dataclass(frozen=True)
class Read:
    """A feed whose signature, dates and digests hold. ``before``: earlier keys, oldest first."""

    name: str
    url: str
    key: str
    before: tuple[Mapping[str, str], ...]
    sequence: int
    dated: datetime
    valid_until: datetime
    items: tuple[Item, ...]
    document: Document
    digest: str


def read_feed(content: bytes, *, where: str, now: datetime) -> Read:
    """What a feed says. DataError where anything of it does not hold; ``where``: its address or file."""
    document = _parsed(content, where)
    _check_signs(document, where)
    _check_head(document, where)
    held = document["installation"]
    if not is_signed(held["key"], document["signature"], canonical(unsigned(document))):
        what = _("the signature does not hold: something of it was changed on the way.")
        raise _refused(where, what, _("Fetch it again; if it stays so, call its operator."))
    read = _read(document)
    _check_dates(read, where, now)
    _check_items(read, where)
    return read


def following_key(read: Read, *, key: str, where: str) -> str:
    """The key to be pinned from now on: the same, or one that the pinned key vouches for. DataError
    for any other.
    """
    if read.key == key:
        return key
    keys = [*(one["key"] for one in read.before), read.key]
    signatures = [one["signature"] for one in read.before]
    if key in keys:
        first = keys.index(key)
        steps = zip(keys[first:], signatures[first:], keys[first + 1 :], strict=False)
        if all(is_signed(old, said, followed_by(new)) for old, said, new in steps):
            return read.key
    what = _("it is signed with another key than the one that was confirmed.")
    mend = _("Call its operator; confirm the other key only if they say that it is theirs.")
    raise _refused(where, what, mend)


def check_order(read: Read, *, sequence: int, digest: str, where: str) -> bool:
    """Whether it is newer than what was taken over last; the very same is not. DataError for an older
    one, and for another one of the same number.
    """
    if read.sequence > sequence:
        return True
    if read.sequence == sequence and read.digest == digest:
        return False
    what = _("it is older than what was taken over already, as if somebody sent it once more.")
    raise _refused(where, what, _("Fetch it again from its own address."))


# ── the parts ─────────────────────────────────────────────────────────────────────────────────


def _refused(where: str, what: str, mend: str) -> DataError:
    return DataError(Problem(where, what, mend))


def _parsed(content: bytes, where: str) -> Document:
    if len(content) > MOST_BYTES:
        what = _("it is larger than %(most)d kilobytes.") % {"most": MOST_BYTES // 1000}
        raise _refused(where, what, _("Ask its operator to publish less."))
    if content.count(b"[") + content.count(b"{") > MOST_BYTES // 8:
        raise _no_feed(where)
    try:
        held = json.loads(
            content.decode(),
            object_pairs_hook=_once_each,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError among them
        raise _no_feed(where) from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        what = _("it is not written in the format %(format)s.") % {"format": FORMAT}
        mend = _("Give the address of a feed: it ends with feed.json.")
        raise _refused(where, what, mend)
    return held


def _no_feed(where: str) -> DataError:
    what = _("it cannot be read as JSON.")
    return _refused(where, what, _("Give the address of a feed: it ends with feed.json."))


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a name stands twice")
    return held


def _no_number(said: str) -> Any:
    raise ValueError(f"{said} is no whole number")


def _check_signs(document: Document, where: str) -> None:
    """Depth, names, numbers and signs of everything in it."""
    left: list[tuple[Any, int]] = [(document, 1)]
    while left:
        value, depth = left.pop()
        if not is_plain(value):
            what = _("it holds signs or numbers that no feed holds.")
            raise _refused(where, what, _("Ask its operator to update the programme."))
        if depth > DEEPEST:
            what = _("lists stand in it deeper in each other than in any feed.")
            raise _refused(where, what, _("Ask its operator to update the programme."))
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list):
            left += [(one, depth + 1) for one in inner]


def _check_head(document: Document, where: str) -> None:
    missing = [name for name, holds in head_holds(document) if not holds]
    if missing:
        what = _("these parts are missing or not what they should be: %(names)s.") % {
            "names": ", ".join(missing)
        }
        raise _refused(where, what, _("Ask its operator to update the programme."))


def _read(document: Document) -> Read:
    held = document["installation"]
    dated, until = moment_in(document["dated"]), moment_in(document["valid_until"])
    assert dated is not None
    assert until is not None
    return Read(
        name=held["name"].strip(),
        url=held["url"].rstrip("/"),
        key=held["key"],
        before=tuple(held.get("before", ())),
        sequence=document["sequence"],
        dated=dated,
        valid_until=until,
        items=tuple(document["items"]),
        document=document,
        digest=digest_of(document),
    )


def _check_dates(read: Read, where: str, now: datetime) -> None:
    if read.dated > now + AHEAD:
        what = _("it is dated %(day)s, which is still to come.") % {"day": day(read.dated)}
        raise _refused(where, what, _("Compare the clocks of both machines."))
    if read.valid_until <= now:
        what = _("it was valid until %(day)s.") % {"day": day(read.valid_until)}
        raise _refused(where, what, _("Ask its operator whether the site still runs; fetch anew."))


def _check_items(read: Read, where: str) -> None:
    """All that does not hold of the items, the first ones by name."""
    found: list[Problem] = []
    seen: set[tuple[Any, Any]] = set()
    for number, item in enumerate(read.items, start=1):
        what = _fault(item, read)
        name = (item.get("kind"), item.get("id")) if isinstance(item, dict) else (number, None)
        if not what and name in seen:
            what = _("it stands there twice.")
        seen.add(name if all(isinstance(one, str) for one in name) else (number, None))
        if what:
            place = _("%(where)s, item %(number)d") % {"where": where, "number": number}
            found.append(Problem(place, what, _("Tell its operator; nothing was taken over.")))
        if len(found) == MOST_PROBLEMS:
            break
    if found:
        raise DataError(found)


def _fault(item: Any, read: Read) -> str:
    if not isinstance(item, dict) or not has_shape(item):
        return _("a part of it is missing or not what it should be.")
    if item["kind"] not in KINDS:
        return _("its kind %(kind)s is not known.") % {"kind": item["kind"][:40]}
    if item["digest"] != item_digest(item):
        return _("its digest is not that of its words.")
    if not item["address"].startswith(f"{read.url}/"):
        return _("its address is not one of the installation that signed it.")
    return ""
