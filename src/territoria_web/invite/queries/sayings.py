"""Words that people wrote in several languages, and moments, as a reader gets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from territoria.speech import language
from territoria_web.library.languages import language_codes, name_of_language
from territoria_web.library.saying import day


@dataclass(frozen=True)
class Said:
    """A text, the language it is in, and whether that is another than the one spoken."""

    text: str
    lang: str
    other: bool

    def __str__(self) -> str:
        return self.text

    @property
    def language_name(self) -> str:
        """What its language calls itself."""
        return name_of_language(self.lang)


def said_of(words: Mapping[str, str]) -> Said:
    """A text in the language spoken, else in English, else in the first it was written in."""
    spoken = language()
    order = dict.fromkeys((spoken, "en", *language_codes(), *sorted(words)))
    found = next((code for code in order if words.get(code)), spoken)
    return Said(words.get(found, ""), found, found != spoken)


@dataclass(frozen=True)
class Block:
    """A piece of a plain text: ``kind`` is paragraph, head or list; a list has one line an item."""

    kind: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> list[Block]:
    """A plain text as its writer meant it: an empty line ends a paragraph, ``- `` begins an item of
    a list, ``#`` a heading. Nothing else is read as a sign.
    """
    found: list[Block] = []
    going = ""
    for line in text.splitlines():
        kind, said = _read(line.strip())
        if not said:
            going = ""
        elif kind == going and kind != "head":
            found[-1] = Block(kind, (*found[-1].lines, said))
        else:
            found.append(Block(kind, (said,)))
            going = kind
    return found


def _read(line: str) -> tuple[str, str]:
    if line.startswith("- "):
        return "list", line[2:].strip()
    if line.startswith("#"):
        return "head", line.lstrip("#").strip()
    return "paragraph", line


def moment(when: datetime | None) -> str:
    """``12 May 2027, 17:00 (UTC+2)``: the day in the language spoken, the time of the site. Names
    of time zones differ from language to language; the distance to UTC does not.
    """
    if when is None:
        return ""
    here = localtime(when)
    return f"{day(here)}, {here:%H:%M} ({_from_utc(here)})"


def _from_utc(here: datetime) -> str:
    minutes = int((here.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"
