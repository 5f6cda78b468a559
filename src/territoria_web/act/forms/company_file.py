"""Companies in a CSV file: read as a whole, all faults at once; its heads, and an example to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from territoria.sources.polis.as_text import bare
from territoria_web.act.rules.companies import LANGUAGES, SIZE_NAMES
from territoria_web.act.rules.company_tags import Tags, words_to_tags
from territoria_web.act.rules.company_words import CompanyWords, faults_of
from territoria_web.library.languages import compared, words_for
from territoria_web.library.saying import colon, spoken

HEADS: Final = (
    *("name", "city", "nace", "size", "about", "website", "offers", "seeks", "languages"),
    *("person", "email"),
)
NEEDED: Final = ("name", "city")
LARGEST: Final = 1_000_000  # bytes
MOST_ROWS: Final = 500
MOST_TOLD: Final = 40  # faults


@dataclass(frozen=True)
class ReadFile:
    """Companies that were found, and what has to be mended, each with its line."""

    rows: tuple[CompanyWords, ...]
    problems: tuple[str, ...]


def read_companies(text: str, tags: Tags) -> ReadFile:
    """A table with the heads above, parted by commas, semicolons or tabs; several words in a cell by
    semicolons or bars. Nothing is taken over where anything is wrong.
    """
    lines, fault = _lines(text)
    if not lines:
        return ReadFile((), (fault or _("The file is empty."),))
    heads = [compared(cell) for cell in lines[0][1]]
    if faults := _faults_of_heads(heads):
        return ReadFile((), faults)
    rows, problems = [], []
    for number, cells in lines[1:]:
        words, wrong = _company(dict(zip(heads, cells, strict=False)), tags)
        if any(cells[len(heads) :]):  # a mark within a cell moves all that follows
            wrong = [_("the row has more cells than the header has columns.")]
        where = _("Line %(number)d") % {"number": number}
        problems += [f"{where}{colon()}{what}" for what in wrong]
        rows.append(words)
    problems += _twice(rows)
    if len(rows) > MOST_ROWS:
        problems.append(_("A day has at most 500 companies."))
    if not rows:
        problems.append(_("The file names no company."))
    return ReadFile(() if problems else tuple(rows), tuple(problems[:MOST_TOLD]))


def _lines(text: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Number and cells of each line that says something, the heads first; or what keeps it from being
    read.
    """
    held = text.replace("\x00", "").lstrip("\ufeff").splitlines()
    first = next((line for line in held if line.strip()), "")
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO("\n".join(held)), delimiter=mark, strict=True)
    found, begin = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begin, [bare(cell.strip()) for cell in cells]))
            begin = reader.line_num + 1
    except csv.Error:
        said = _("Row %(row)d does not end. Close its quotation mark, or take it out.")
        return [], said % {"row": begin}
    return found, ""


def _faults_of_heads(heads: Sequence[str]) -> tuple[str, ...]:
    """Columns that are missing; else those that nobody knows or that stand twice: what is in them would
    be lost.
    """
    if missing := [name for name in NEEDED if name not in heads]:
        said = _("The first line names the columns; these are missing: %(names)s")
        return (said % {"names": ", ".join(missing)},)
    named = [name for name in heads if name]
    strange = spoken("there is a column {name}, which is not known.")
    twice = spoken("the column {name} stands twice.")
    return (
        *(strange.format(name=name[:80]) for name in dict.fromkeys(named) if name not in HEADS),
        *(twice.format(name=name) for name in HEADS if named.count(name) > 1),
    )


def _company(cell: Mapping[str, str], tags: Tags) -> tuple[CompanyWords, list[str]]:
    wrong: list[str] = []
    sizes = words_for(SIZE_NAMES)
    size = sizes.get(compared(cell.get("size", "")), "" if cell.get("size") else "small")
    words = CompanyWords(
        name=cell.get("name", ""),
        city=cell.get("city", ""),
        nace=cell.get("nace", "").partition(".")[0].zfill(2) if cell.get("nace") else "",
        size=size,
        about=cell.get("about", ""),
        website=cell.get("website", ""),
        offers=_tags(cell.get("offers", ""), tags, wrong),
        seeks=_tags(cell.get("seeks", ""), tags, wrong),
        languages=_languages(cell.get("languages", ""), wrong),
        person=cell.get("person", ""),
        email=cell.get("email", ""),
    )
    faults = faults_of(words, tags, on_paper=True)
    if wrong:  # a word that is not known is said once
        faults = {k: v for k, v in faults.items() if k not in ("offers", "seeks", "languages")}
    return words, [*wrong, *faults.values()]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]


def _tags(text: str, tags: Tags, wrong: list[str]) -> tuple[str, ...]:
    known = words_to_tags(tags)
    for part in _parts(text):
        if compared(part) not in known:
            wrong.append(_("“%(word)s” is none of the agreed words.") % {"word": part[:80]})
    return tuple(dict.fromkeys(known[compared(p)] for p in _parts(text) if compared(p) in known))


def _languages(text: str, wrong: list[str]) -> tuple[str, ...]:
    parts = [part.lower() for part in _parts(text.replace(" ", ";").replace(",", ";"))]
    for part in parts:
        if part not in LANGUAGES:
            said = _("“%(word)s” is no language of the list. Write codes such as en fr de.")
            wrong.append(said % {"word": part[:20]})
    return tuple(dict.fromkeys(part for part in parts if part in LANGUAGES))


def _twice(rows: Sequence[CompanyWords]) -> list[str]:
    emails = [row.email.strip().lower() for row in rows if row.email]
    return [
        _("%(email)s stands in the file more than once.") % {"email": email}
        for email in sorted({one for one in emails if emails.count(one) > 1})
    ]
