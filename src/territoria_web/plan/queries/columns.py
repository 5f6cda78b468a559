"""The columns of a plan as a table: what each is called, holds, and how a cell of it is read.

Headers and choices are understood by their id and in every language of the site, whichever the
reader speaks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.library.languages import compared, words_for
from territoria_web.library.typed import sum_in
from territoria_web.plan.models import Action
from territoria_web.plan.queries.words import LABEL_NAMES, MONEY_NAMES, STATE_NAMES

YES_NO: Final[Mapping[str, Promise]] = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
}
CHOICES: Final[Mapping[str, Mapping[str, Promise]]] = {
    "money_state": MONEY_NAMES,
    "state": STATE_NAMES,
    "indicator_is_outcome": YES_NO,
    "quick_win": YES_NO,
}
BLANKS = " \u00a0\u202f\u2009'’"


@dataclass(frozen=True)
class Column:
    """One column. ``kind`` says how a cell is read; ``fixed`` ones are shown, never taken."""

    id: str
    label: Promise
    kind: str
    width: int = 16
    fixed: bool = False


def _column(
    name: str, label: Promise, kind: str, width: int = 16, *, fixed: bool = False
) -> Column:
    return Column(name, label, kind, width, fixed)


ACTIONS: Final = (
    _column("id", gettext_lazy("Id (leave as it is; empty: new)"), "id", 12),
    _column("number", pgettext_lazy("of an action", "Number"), "id", 9),
    _column("title", gettext_lazy("Action"), "text", 40),
    _column("what", gettext_lazy("What exactly"), "long", 40),
    _column("why", gettext_lazy("Why"), "long", 30),
    _column("nodes", gettext_lazy("Factors (ids, one a line)"), "lines", 14),
    _column("serves", gettext_lazy("Strategies it serves"), "text", 24),
    _column("source", gettext_lazy("Comes from"), "text", 14, fixed=True),
    _column("owner", gettext_lazy("Owner"), "text", 24),
    _column("partners", gettext_lazy("Partners (one a line)"), "lines", 24),
    _column("begins", gettext_lazy("Begins"), "day", 12),
    _column("ends", gettext_lazy("Ends"), "day", 12),
    _column("effort", gettext_lazy("Effort in person-months"), "number", 12),
    _column("money", gettext_lazy("Money"), "money", 14),
    _column("currency", gettext_lazy("Currency"), "text", 9),
    _column("money_from", gettext_lazy("Where the money comes from"), "text", 24),
    _column("money_state", gettext_lazy("State of the money"), "choice", 14),
    _column("needs", gettext_lazy("Waits for (numbers)"), "needs", 14),
    _column("conditions", gettext_lazy("Other conditions (one a line)"), "lines", 30),
    _column("indicator", gettext_lazy("Indicator (id, or own words)"), "text", 24),
    _column("indicator_is_outcome", gettext_lazy("Shows an outcome"), "yes", 10),
    _column("unit_of_measure", gettext_lazy("Unit of measure"), "text", 14),
    _column("baseline", gettext_lazy("Baseline"), "number", 10),
    _column("baseline_period", gettext_lazy("Year of the baseline"), "text", 10),
    _column("baseline_source", gettext_lazy("Source of the baseline"), "text", 20),
    _column("target_low", gettext_lazy("Target from"), "number", 10),
    _column("target_high", gettext_lazy("Target to"), "number", 10),
    _column("target_year", gettext_lazy("Year of the target"), "whole", 10),
    _column("target_label", gettext_lazy("What the target asks for"), "text", 20, fixed=True),
    _column("quick_win", gettext_lazy("Within 100 days"), "yes", 10),
    _column("wave", gettext_lazy("Wave (1 to 3; empty: worked out)"), "whole", 10),
    _column("state", pgettext_lazy("of an action", "State"), "choice", 12),
    _column("reason", gettext_lazy("Reason of a change"), "long", 30),
)
MILESTONES: Final = (
    _column("id", gettext_lazy("Id (leave as it is; empty: new)"), "id", 12),
    _column("action", gettext_lazy("Number or title of the action"), "text", 30),
    _column("due", gettext_lazy("Due"), "day", 12),
    _column("text", gettext_lazy("Milestone"), "text", 60),
)
SHEETS: Final[Mapping[str, Sequence[Column]]] = {"actions": ACTIONS, "milestones": MILESTONES}


class NotRead(Exception):
    """A cell that cannot be read: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def called(columns: Sequence[Column]) -> dict[str, str]:
    """Everything that a header may be called → id of its column."""
    return words_for({c.id: c.label for c in columns})


# ── reading a cell ────────────────────────────────────────────────────────────────────────────


def read_cell(column: Column, cell: Any) -> Any:
    """What a cell of a column says; NotRead where it says nothing that fits."""
    if isinstance(cell, str) and not cell.strip():
        cell = None
    return _READERS[column.kind](column, cell)


def as_text(cell: Any) -> str:
    """A cell as text; a number as it is written."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _text(column: Column, cell: Any) -> str:
    return as_text(cell)


def _lines(column: Column, cell: Any) -> tuple[str, ...]:
    return tuple(as_text(cell).replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _day(column: Column, cell: Any) -> date | None:
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell).strip()
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise NotRead(_("“%(text)s” is no date.") % {"text": text[:40]}, _("Write it as 2027-01-31."))


def number_in(text: str) -> Decimal:
    """A number as people write it: blanks between thousands, a point or comma before decimals."""
    bare = "".join(c for c in text if c not in BLANKS)
    if "," in bare and "." in bare:
        group = "." if bare.rindex(",") > bare.rindex(".") else ","
        bare = bare.replace(group, "")
    try:
        found = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise NotRead(_("“%(text)s” is no number.") % {"text": text[:40]}, _("Write it as 1234.5."))
    return found


def _number(column: Column, cell: Any) -> float | None:
    if cell is None:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = float(cell)
    else:
        found = float(number_in(as_text(cell)))
    if not math.isfinite(found):
        raise NotRead(_("The number is too large."), _("Give a number of a usual size."))
    return found


def _money(column: Column, cell: Any) -> Decimal | None:
    if cell is None:
        return None
    found = sum_in(cell) if isinstance(cell, str) else None
    return number_in(as_text(cell)) if found is None else found


def _whole(column: Column, cell: Any) -> int | None:
    found = _number(column, cell)
    if found is None:
        return None
    if not found.is_integer() or abs(found) > 10_000:
        raise NotRead(_("“%(text)s” is no whole number.") % {"text": cell}, _("Write it as 2."))
    return int(found)


def _choice(column: Column, cell: Any) -> str:
    names = CHOICES[column.id]
    known = words_for(names)
    said = compared(as_text(cell))
    if said in known:
        return known[said]
    listed = ", ".join(str(name) for name in names.values())
    raise NotRead(
        _("“%(text)s” is none of the choices.") % {"text": as_text(cell)[:40]},
        _("Write one of these: %(choices)s.") % {"choices": listed},
    )


def _yes(column: Column, cell: Any) -> bool:
    return False if cell is None else _choice(column, cell) == "yes"


def _needs(column: Column, cell: Any) -> tuple[int, ...]:
    text = as_text(cell).replace(";", ",").replace("\n", ",").replace(" ", ",")
    parts = [part for part in text.split(",") if part]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise NotRead(
            _("“%(text)s” is no list of numbers.") % {"text": text[:40]},
            _("Write the numbers of actions, parted by commas: 2, 5."),
        )
    return tuple(int(part) for part in parts)


_READERS: Final[Mapping[str, Callable[[Column, Any], Any]]] = {
    "id": _text,
    "text": _text,
    "long": _text,
    "lines": _lines,
    "day": _day,
    "number": _number,
    "money": _money,
    "whole": _whole,
    "choice": _choice,
    "yes": _yes,
    "needs": _needs,
}


# ── writing a cell ────────────────────────────────────────────────────────────────────────────


def cell_of(column: Column, value: Any) -> Any:
    """A value as it stands in a cell: text, number, date or None; choices in the language spoken."""
    if column.kind == "choice":
        return str(CHOICES[column.id][value])
    if column.kind == "yes":
        return str(YES_NO["yes" if value else "no"])
    if column.kind == "lines":
        return "\n".join(value) or None
    if column.kind == "needs":
        return ", ".join(map(str, value)) or None
    return None if value == "" else value


def label_name(label: str) -> str:
    """What a target asks for, in the language spoken."""
    return str(LABEL_NAMES[Action.Label(label)])
