"""One row of a table of answers gathered on paper: what its cells say, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.listen.self_check.sitting import NO, UNKNOWN, YES
from territoria_web.library.initiative_names import SIZES
from territoria_web.library.languages import compared, words_for
from territoria_web.library.sector_names import SECTORS
from territoria_web.listen.queries.paper_columns import Column
from territoria_web.listen.queries.sitting_turns import OBSTACLES, Value
from territoria_web.listen.sitting_rules import MOST_OBSTACLES

SAID: Final[Mapping[str, Promise]] = {
    YES: gettext_lazy("yes"),
    NO: gettext_lazy("no"),
    UNKNOWN: gettext_lazy("unknown"),
}
YEARS_BACK: Final = 10
WEIGHTS: Final = frozenset("01234")


class NotRead(Exception):
    """A cell that does not say what its column asks; the message says how to mend it."""


@dataclass
class PaperRow:
    """What a row says; ``wrong``: column → how to mend it. ``size`` is empty and ``day`` None where they
    cannot be read.
    """

    number: int
    firm: str = ""
    size: str = ""
    sector: str = ""
    day: date | None = None
    answers: dict[str, Value] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def paper_row(
    number: int, cells: Mapping[str, str], columns: Sequence[Column], words: Mapping[str, str]
) -> PaperRow:
    """The row of a firm. ``cells``: by the names of columns; ``words``: of ``spoken_words``."""
    row = PaperRow(number, firm=compared(cells.get("firm", "")))
    for column in columns:
        try:
            _take(row, column, cells.get(column.name, ""), words)
        except NotRead as refused:
            row.wrong[column.name] = str(refused)
    _weigh(row, columns)
    return row


def spoken_words() -> dict[str, str]:
    """Yes, no and unknown in each language → what is kept."""
    return words_for(SAID)


def _take(row: PaperRow, column: Column, cell: str, words: Mapping[str, str]) -> None:
    if column.kind == "day":
        row.day = _day(cell)
    elif column.kind == "size":
        row.size = _code(column, cell)
    elif column.kind == "sector":
        row.sector = _code(column, cell) if cell else ""
    elif column.kind != "firm" and cell:
        row.answers[column.name] = _answer(column, cell, words)


def _day(cell: str) -> date:
    try:
        found = date.fromisoformat(cell)
    except ValueError:
        raise NotRead(_("Give a day as 2027-03-31.")) from None
    today = timezone.localdate()
    if not today.year - YEARS_BACK <= found.year or found > today:
        raise NotRead(_("Give a day of the last ten years, not one to come."))
    return found


def _code(column: Column, cell: str) -> str:
    """The code that is meant, where it or its name in any language stands there."""
    codes = [str(code) for code, _words in column.choices]
    found = _codes_for(column.kind).get(compared(cell))
    if found not in codes:
        raise NotRead(_("Choose one of: %(codes)s.") % {"codes": ", ".join(codes)})
    return found


@cache
def _codes_for(kind: str) -> Mapping[str, str]:
    names = SIZES if kind == "size" else SECTORS
    return words_for({code: gettext_lazy(name) for code, name in names.items()})


def _answer(column: Column, cell: str, words: Mapping[str, str]) -> Value:
    said = words.get(compared(cell), cell)
    if column.kind == "yes-no" and said in (YES, NO, UNKNOWN):
        return said
    if column.kind == "obstacles" and said in (YES, NO):
        return said
    if column.kind == "level" and said == UNKNOWN:
        return said
    if column.kind in ("level", "severity") and said in WEIGHTS:
        return int(said)
    raise NotRead(str(_MEND[column.kind]))


_MEND: Final[Mapping[str, Promise]] = {
    "level": gettext_lazy("Write a number from 0 to 4, or unknown."),
    "severity": gettext_lazy("Write a number from 0 to 4, or leave it empty."),
    "yes-no": gettext_lazy("Write yes, no or unknown."),
    "obstacles": gettext_lazy("Write yes or no."),
}


def _weigh(row: PaperRow, columns: Sequence[Column]) -> None:
    """What a firm could not finish with on its phone is not taken from paper either."""
    levels = [c.name for c in columns if c.kind == "level"]
    if not any(isinstance(row.answers.get(name), int) or name in row.wrong for name in levels):
        row.wrong[levels[0]] = _("At least one question takes a number from 0 to 4.")
    named = [c.name for c in columns if c.kind == "severity" and c.name in row.answers]
    if OBSTACLES in {c.name for c in columns} and OBSTACLES not in row.wrong:
        _keeps_back(row, named, any(c.name in row.wrong for c in columns if c.kind == "severity"))


def _keeps_back(row: PaperRow, named: Sequence[str], unread: bool) -> None:
    said = row.answers.setdefault(OBSTACLES, YES) if named or unread else row.answers.get(OBSTACLES)
    if len(named) > MOST_OBSTACLES:
        row.wrong[OBSTACLES] = _("Weigh at most five obstacles, and leave the others empty.")
    elif said == NO and named:
        row.wrong[OBSTACLES] = _("Write yes, or empty the cells of the obstacles.")
    elif said is None or (said == YES and not named and not unread):
        mend = _("Write no where nothing keeps them back, or weigh at least one obstacle.")
        row.wrong[OBSTACLES] = mend
