"""What a table of answers gathered on paper would bring: firms with their sittings, or all that is wrong.

All or nothing, so that a table which was mended can be given again as a whole. What tells the firms of a
table apart stays in it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.cell_faults import CellFault
from territoria_web.listen.models import SelfCheck, Taker
from territoria_web.listen.queries.paper_cells import PaperRow, paper_row, spoken_words
from territoria_web.listen.queries.paper_columns import LEFT_OUT, Column, columns_of, name_in
from territoria_web.listen.queries.sitting_turns import Value
from territoria_web.listen.rules import key_of
from territoria_web.listen.sitting_rules import sizes_for
from territoria_web.people.models import Entry

MOST: Final = 500
DEED: Final = "enter sittings"

Rows = Sequence[tuple[int, Sequence[str]]]
"""Number of a row as a spreadsheet shows it, and its cells."""


@dataclass(frozen=True)
class PaperFirm:
    """A firm, or a body, without a name. ``sittings``: day → item → answer."""

    size: str
    sector: str
    sittings: Mapping[date, Mapping[str, Value]]


@dataclass(frozen=True)
class LookedSittings:
    """What was found; no firms where anything is wrong."""

    firms: tuple[PaperFirm, ...] = ()
    faults: tuple[CellFault, ...] = ()

    @property
    def count(self) -> int:
        """How many sittings."""
        return sum(len(firm.sittings) for firm in self.firms)


def look_at_paper(check: SelfCheck, head: Sequence[str], rows: Rows) -> LookedSittings:
    """What a table would bring to a self-check; nothing is written."""
    columns, names = columns_of(check), [name_in(title) for title in head]
    faults = _head_faults(columns, head, names)
    if len(rows) > MOST:
        faults.append(CellFault(0, "", _("A table has at most 500 lines. Shorten it.")))
    if faults:
        return LookedSittings(faults=tuple(faults))
    words = spoken_words()
    read = [
        paper_row(n, dict(zip(names, cells, strict=False)), columns, words) for n, cells in rows
    ]
    _match(read)
    wrong = [CellFault(r.number, name, said) for r in read for name, said in r.wrong.items()]
    return LookedSittings(faults=tuple(wrong)) if wrong else LookedSittings(_firms(read))


def _head_faults(
    columns: Sequence[Column], head: Sequence[str], names: Sequence[str]
) -> list[CellFault]:
    known = {column.name for column in columns}
    missing = _("This column is missing. Begin with the template.")
    unknown = _("This column is not known. Leave it out, or name it as the template does.")
    double = _("This column stands twice. Keep one of them.")
    lacking = [c.name for c in columns if c.name not in (*names, *LEFT_OUT)]
    strange = [t for t, name in zip(head, names, strict=True) if t.strip() and name not in known]
    twice = [name for name, times in Counter(names).items() if times > 1 and name in known]
    return [
        *(CellFault(0, name, missing) for name in lacking),
        *(CellFault(0, title, unknown) for title in strange),
        *(CellFault(0, name, double) for name in twice),
    ]


def _match(rows: Sequence[PaperRow]) -> None:
    """Rows of one firm are of different days, and tell one size and one sector."""
    first: dict[str, PaperRow] = {}
    seen: dict[tuple[str, date | None], int] = {}
    for row in rows:
        if not row.firm:
            continue
        before = first.setdefault(row.firm, row)
        again = seen.setdefault((row.firm, row.day), row.number)
        if row.day and again != row.number:
            said = _("Row %(row)d is of the same firm on the same day. Keep one of them.")
            row.wrong["day"] = said % {"row": again}
        for name in ("size", "sector"):
            if name not in {**row.wrong, **before.wrong} and _differ(row, before, name):
                said = _("Row %(row)d says otherwise of the same firm. Write the latest in both.")
                row.wrong[name] = said % {"row": before.number}


def _differ(row: PaperRow, before: PaperRow, name: str) -> bool:
    return bool(getattr(row, name) != getattr(before, name))


def _firms(rows: Sequence[PaperRow]) -> tuple[PaperFirm, ...]:
    held: dict[str, list[PaperRow]] = {}
    for row in rows:
        held.setdefault(row.firm or f"\n{row.number}", []).append(row)
    return tuple(
        PaperFirm(of[0].size, of[0].sector, {r.day: r.answers for r in of if r.day})
        for of in held.values()
    )


def sizes_in(check: SelfCheck, firms: Sequence[PaperFirm]) -> list[tuple[str, int, int]]:
    """Name of a size, firms and sittings, in the order of the list; sizes without firms are left out."""
    held = {code: [f for f in firms if f.size == code] for code in sizes_for(check.audience)}
    return [
        (_(name), len(held[code]), sum(len(f.sittings) for f in held[code]))
        for code, name in sizes_for(check.audience).items()
        if held[code]
    ]


# ── taken in before ───────────────────────────────────────────────────────────────────────────


def mark_of(check: SelfCheck, firms: Sequence[PaperFirm]) -> str:
    """What the journal keeps of a table, so that the same one is known again in whatever order and kind
    of file; with the house's secret in it, it tells nothing of what was answered.
    """
    told = json.dumps(sorted(map(_answered, firms)))
    return key_of("entered", f"{check.public_id} {told}")[:16]


def day_entered(check: SelfCheck, mark: str) -> date | None:
    """When a table with this mark was taken in; None where none was."""
    about = f"self-check {check.public_id}"
    held = Entry.objects.filter(what=DEED, about=about, after__digest=mark).first()
    return timezone.localdate(held.when) if held else None


def keys_of(check: SelfCheck, firms: Sequence[PaperFirm]) -> list[str]:
    """The key of each firm, made of its answers with the house's secret in it: from a table there is no
    link to make it of. Firms that answered alike are counted on.
    """
    seen = Counter[str]()
    keys = []
    for firm in firms:
        told = _answered(firm)
        seen[told] += 1
        keys.append(_key(check, told, seen[told]))
    return keys


def are_some_kept(check: SelfCheck, firms: Sequence[PaperFirm]) -> bool:
    """Whether a firm with the very same answers stood in a table before, to which rows were added since.
    What firms answered by themselves is not looked at: a table must not find out what it was.
    """
    keys = {_key(check, _answered(firm), 1) for firm in firms}
    return Taker.objects.filter(check_of=check, key__in=keys).exists()


def _key(check: SelfCheck, told: str, number: int) -> str:
    return key_of("entered firm", f"{check.public_id} {told} {number}")


def _answered(firm: PaperFirm) -> str:
    rows = (_told(firm.size, firm.sector, day, said) for day, said in firm.sittings.items())
    return json.dumps(sorted(rows))


def _told(size: str, sector: str, day: date, answers: Mapping[str, Value]) -> str:
    return json.dumps([size, sector, str(day), sorted(answers.items())])
