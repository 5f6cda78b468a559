"""Companies in a CSV file: read as a whole, all faults at once; its heads, and an example to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from territoria_web.act.rules.companies import LANGUAGES, SIZE_NAMES
from territoria_web.act.rules.company_tags import Tags, words_to_tags
from territoria_web.act.rules.company_words import CompanyWords, faults_of
from territoria_web.library.languages import compared, words_for
from territoria_web.library.saying import colon

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
    lines = text.replace("\x00", "").lstrip("\ufeff").splitlines()
    if not lines:
        return ReadFile((), (_("The file is empty."),))
    mark = max(",;\t", key=lines[0].count)
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=mark)
    heads = [compared(cell) for cell in next(reader, [])]
    if missing := [name for name in NEEDED if name not in heads]:
        said = _("The first line names the columns; these are missing: %(names)s")
        return ReadFile((), (said % {"names": ", ".join(missing)},))
    rows, problems = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        words, wrong = _company(dict(zip(heads, map(str.strip, cells), strict=False)), tags)
        where = _("Line %(number)d") % {"number": reader.line_num}
        problems += [f"{where}{colon()}{what}" for what in wrong]
        rows.append(words)
    problems += _twice(rows)
    if len(rows) > MOST_ROWS:
        problems.append(_("A day has at most 500 companies."))
    if not rows:
        problems.append(_("The file names no company."))
    return ReadFile(() if problems else tuple(rows), tuple(problems[:MOST_TOLD]))


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
