"""Who is strong at what, and which initiatives others may take up; with evidence, and never in order."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from territoria_web.compare.queries.benchmark_pages import Best, Entry, ReadBenchmark
from territoria_web.public.benchmarks.cells import PRACTICES, entry_url, level_said
from territoria_web.public.benchmarks.rows import cell_shown, short_mark


def strong_rows(read: ReadBenchmark) -> list[dict[str, Any]]:
    """Criterion by criterion those in the best quarter, by name."""
    return [
        {
            "criterion": c,
            "said": _quarter_said(read.best[c.id]),
            "rows": [_row(read, e, c.id) for e in read.entries if c.id in e.strong],
        }
        for c in read.criteria
        if c.id in read.best
    ]


def _quarter_said(best: Best) -> str:
    if best.quartile is None:
        return _(
            "Of %(of)d initiatives with a level here none stands out: they are too few, or all alike."
        ) % {"of": best.of}
    return _("The best quarter of %(of)d initiatives begins at %(level)s.") % {
        "of": best.of,
        "level": level_said(best.quartile),
    }


def _row(read: ReadBenchmark, entry: Entry, criterion: str) -> dict[str, Any]:
    return {
        "entry": entry,
        "url": entry_url(read.row, entry),
        "cell": cell_shown(entry.cells[criterion]),
        "mark": short_mark(entry.grade),
    }


def labelled(read: ReadBenchmark) -> list[dict[str, Any]]:
    """Good practice, then what is promising, in the words of the method."""
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
                for e in read.entries
                if e.practice == label
            ],
        }
        for label, name in PRACTICES.items()
    ]


def _titles(read: ReadBenchmark, entry: Entry) -> list[str]:
    return [c.title.text for c in read.criteria if c.id in entry.strong]
