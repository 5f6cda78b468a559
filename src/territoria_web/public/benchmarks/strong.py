"""Who is strong at what, and which initiatives others may take up; with evidence, and never in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria_web.compare.queries.benchmark_pages import Best, Entry, ReadBenchmark
from territoria_web.compare.queries.benchmarks import Asked
from territoria_web.library.saying import listed, quoted
from territoria_web.public.benchmarks.cells import PRACTICES, entry_url, level_said
from territoria_web.public.benchmarks.rows import cell_shown, short_mark

SHOWN: Final = 5
"""So many on a criterion stand open, those with the best evidence; the others are folded."""
MOST: Final = 1 / 3
"""Where more than this share stands in the best quarter, the page says that it is none."""


def strong_rows(read: ReadBenchmark, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Criterion by criterion those of ``entries`` in the best quarter of all, by name: first the five
    with the best evidence, then the rest. Criteria on which nobody stands out are none of them.
    """
    return [
        _strong(read, c, read.best[c.id], [e for e in entries if c.id in e.strong])
        for c in read.criteria
        if c.id in read.best and read.best[c.id].quartile is not None
    ]


def none_strong(read: ReadBenchmark) -> str:
    """On which criteria nobody stands out; nothing where there are none."""
    titles = [
        quoted(c.title.text)
        for c in read.criteria
        if c.id in read.best and read.best[c.id].quartile is None
    ]
    said = _("On %(criteria)s none stands out: those with a level are too few, or all alike.")
    return said % {"criteria": listed(titles)} if titles else ""


def _strong(
    read: ReadBenchmark, criterion: Asked, best: Best, held: Sequence[Entry]
) -> dict[str, Any]:
    ids = {e.id for e in sorted(held, key=lambda e: e.grade, reverse=True)[:SHOWN]}
    rows = [_row(read, e, criterion.id) for e in sorted(held, key=_by_name)]
    return {
        "criterion": criterion,
        "said": _quarter_said(best, sum(criterion.id in e.strong for e in read.entries)),
        "rows": [row for row in rows if row["entry"].id in ids],
        "more": [row for row in rows if row["entry"].id not in ids],
    }


def _by_name(entry: Entry) -> tuple[str, str]:
    return entry.title.text.casefold(), entry.id


def _quarter_said(best: Best, count: int) -> str:
    told = {"of": best.of, "level": level_said(best.quartile), "count": count}
    if count > MOST * best.of:
        return (
            _(
                "%(count)d of %(of)d initiatives stand at %(level)s or more: so many are alike that this is "
                "more than a quarter."
            )
            % told
        )
    return _("The best quarter of %(of)d initiatives begins at %(level)s.") % told


def _row(read: ReadBenchmark, entry: Entry, criterion: str) -> dict[str, Any]:
    return {
        "entry": entry,
        "url": entry_url(read.row, entry),
        "cell": cell_shown(entry.cells[criterion]),
        "mark": short_mark(entry.grade),
    }


def labelled(read: ReadBenchmark, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Good practice, then what is promising among ``entries``, in the words of the method."""
    why = {
        "good": _(
            "In the best quarter on at least three of results, monitoring, access for small firms "
            "and sustainability, with evidence of E2 or more."
        ),
        "promising": _(
            "In the best quarter on as many, but with evidence of E0 or E1 only: worth watching, "
            "not yet worth copying."
        ),
    }
    return [
        {
            "name": name,
            "why": why[label],
            "rows": [
                {"entry": e, "url": entry_url(read.row, e), "on": _titles(read, e)}
                for e in sorted(entries, key=_by_name)
                if e.practice == label
            ],
        }
        for label, name in PRACTICES.items()
    ]


def _titles(read: ReadBenchmark, entry: Entry) -> list[str]:
    return [c.title.text for c in read.criteria if c.id in entry.strong]
