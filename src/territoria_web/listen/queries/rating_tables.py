"""Ratings counted as they may be shown: totals that move by five people or more, tables by channel,
quarter, age and district in which no sum and no earlier table gives a few people away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from territoria.errors import MethodError
from territoria.listen.publishing import PublishedTable, read_rows
from territoria.listen.reach import similarity
from territoria.listen.suppression import release
from territoria_web.listen.models import Forum, Rating, Service
from territoria_web.listen.queries.rating_answers import NOT_TOLD, Margin, margins_of, weigh
from territoria_web.listen.rating_rules import parts_are_due, quarter_of, total_is_due
from territoria_web.listen.rules import LEAST

Tally = dict[str, int]
"""Ratings by *channel:solved:satisfaction*."""
Kept = dict[str, Any]
Cells = Mapping[str, int | None]
"""Ratings by label, None where hidden."""
Told = tuple[int, Cells]
"""A table that was shown once: how many ratings it was of, and its cells."""
TABLES: Final = ((), ("label",))
MANY: Final = 100  # ratings from which tables are left to the worker
HELD_AGAINST: Final = 2  # earlier tables that the integer programs look at


def tally_of(rows: Iterable[Rating]) -> Tally:
    """Ratings counted by what they say and how they came in."""
    return dict(Counter(f"{r.channel}:{r.solved}:{r.satisfaction}" for r in rows))


def people_in(tally: Mapping[str, int]) -> int:
    """How many ratings are counted."""
    return sum(tally.values())


def next_body(forum: Forum, last: Mapping[str, Any], services: Sequence[Service]) -> Kept | None:
    """What a look shows next, after ``last`` (the body of the last one, {} before), where ratings of
    some services came in; None where nothing may change.
    """
    before: Mapping[str, Any] = last.get("services", {})
    margins = margins_of(forum)
    changed = {
        str(service.public_id): record
        for service in services
        if (record := _next_record(service, before.get(str(service.public_id)), margins))
    }
    if not changed:
        return None
    body: Kept = {"services": {**before, **changed}, "who": last.get("who")}
    return body | {"who": _next_who(forum, body, margins)} if margins else body


def is_long_work(service: Service, last: Mapping[str, Any]) -> bool:
    """Whether the next figures of a service need tables of many ratings, which take seconds."""
    before = last.get("services", {}).get(str(service.public_id))
    if before is None or before["instrument"] != service.instrument:
        return False
    waiting = service.ratings.filter(pk__gt=before["cut"], instrument=service.instrument)
    people = before["n"] + waiting.filter(unusual=False).count()
    parts = before["parts"]
    return people >= MANY and parts_are_due(people, parts["n"] if parts else 0)


def _next_record(service: Service, before: Kept | None, margins: Sequence[Margin]) -> Kept | None:
    """The figures of a service with those that wait; None where they are too few to change anything."""
    waiting = service.ratings.filter(
        pk__gt=before["cut"] if before else 0, instrument=service.instrument
    )
    counted = waiting.filter(unusual=False)
    if not total_is_due(counted.count()):
        return None
    rows = list(_plain(counted))
    held: Kept = before if before and before["instrument"] == service.instrument else {}
    total = dict(Counter(held.get("counts", {})) + Counter(tally_of(rows)))
    cut = rows[-1].pk
    record: Kept = {
        "instrument": service.instrument,
        "cut": cut,
        "n": people_in(total),
        "until": max(held.get("until", ""), max(r.day for r in rows).isoformat()),
        "counts": total,
        "unusual": held.get("unusual", 0) + waiting.filter(unusual=True, pk__lt=cut).count(),
        "parts": held.get("parts"),
        "earlier": held.get("earlier", {}),
        "former": held["former"] if held else _former(before),
    }
    parts = record["parts"]
    if parts_are_due(record["n"], parts["n"] if parts else 0):
        _part(service, record, margins)
    return record


def _plain(rows: Any) -> Any:
    """Rows without their words, as they came in."""
    return rows.defer("comment", "comment_reason").order_by("pk")


def _former(before: Kept | None) -> list[Kept]:
    """Series of former questions, with their tables as last shown; of another question than now."""
    if before is None:
        return []
    own = {key: before[key] for key in ("instrument", "n", "until", "counts", "parts")}
    return [*before.get("former", []), own]


# ── tables of one service ─────────────────────────────────────────────────────────────────────


def _part(service: Service, record: Kept, margins: Sequence[Margin]) -> None:
    """Tables of all ratings that are shown, by channel, quarter and each margin."""
    rows = _shown_rows(service, record)
    columns = {
        "channel": [r.channel for r in rows],
        "quarter": [quarter_of(r.day) for r in rows],
        **{f"margin {m.id}": [_label(r, m) for r in rows] for m in margins},
    }
    tables = {}
    for name, labels in columns.items():
        told = record["earlier"].get(name, [])
        shown = _released(labels, told)
        if shown is None:
            continue
        record["earlier"] = record["earlier"] | {name: [*told, (len(rows), shown)]}
        tables[name] = {
            cell: tally_of(r for r, own in zip(rows, labels, strict=True) if own == cell)
            if shown[cell] is not None
            else None
            for cell in sorted(set(labels))
        }
    record["parts"] = {"n": record["n"], "until": record["until"], "tables": tables}


def _shown_rows(service: Service, record: Mapping[str, Any]) -> list[Rating]:
    held = service.ratings.filter(pk__lte=record["cut"], instrument=record["instrument"])
    return list(_plain(held.filter(unusual=False)))


def _label(row: Rating, margin: Margin) -> str:
    label = row.margins.get(margin.id, "")
    return label if label in margin.labels else NOT_TOLD


def _released(labels: Sequence[str], earlier: Sequence[Told]) -> dict[str, int | None] | None:
    """Ratings by label, None where hidden; None altogether where earlier tables forbid it.

    Where every cell and every change is plainly large, all is shown. Else integer programs look for
    what must be hidden, against the last tables; whatever they leave is held against all of them.
    """
    every = sorted(set(labels).union(*(cells for _n, cells in earlier)))
    counts = dict.fromkeys(every, 0) | Counter(labels)
    if not any(map(_few, counts.values())) and all(_plainly_safe(counts, *t) for t in earlier):
        return dict(counts)
    rows = read_rows({"label": labels}, {"label": every})
    try:
        found = release(rows, TABLES, earlier=[_as_told(t, every) for t in earlier[-HELD_AGAINST:]])
    except MethodError:
        return None
    table = next(t for t in found.tables if t.attributes)
    shown = {cell[0]: n for cell, n in table.cells.items()}
    return shown if all(_no_few_came(shown, cells) for _n, cells in earlier) else None


def _as_told(told: Told, every: Sequence[str]) -> list[PublishedTable]:
    """A former table as the engine reads it; labels that it does not know had nobody."""
    n, cells = told
    held: dict[tuple[str, ...], int | None] = {(one,): cells.get(one, 0) for one in every}
    return [PublishedTable((), {(): n}), PublishedTable(("label",), held)]


def _few(n: int) -> bool:
    return 0 < n < LEAST


def _no_few_came(shown: Cells, before: Cells) -> bool:
    """Whether no cell that both tables show differs by a few people."""
    pairs = [(n, before.get(label, 0)) for label, n in shown.items()]
    return not any(_few(n - old) for n, old in pairs if n is not None and old is not None)


def _plainly_safe(counts: Mapping[str, int], n: int, before: Cells) -> bool:
    """Whether all counts may stand beside an earlier table of ``n`` ratings: no few came to a cell that
    both show, and of what that table hides nothing is learnt, for by now each of its hidden cells
    could hold all that they hid together.
    """
    hidden = [label for label, count in before.items() if count is None]
    most = n - sum(count for count in before.values() if count is not None)
    return _no_few_came(counts, before) and all(counts[label] >= most for label in hidden)


# ── all services together: who answered ───────────────────────────────────────────────────────


def _next_who(forum: Forum, body: Kept, margins: Sequence[Margin]) -> Kept | None:
    """Who answered, over all that is shown; the former facts where too few came since."""
    held: Kept | None = body["who"]
    n = sum(record["n"] for record in body["services"].values())
    if not parts_are_due(n, held["n"] if held else 0):
        return held
    rows = [
        row
        for service in forum.services.all()
        if (record := body["services"].get(str(service.public_id)))
        for row in _shown_rows(service, record)
    ]
    fresh: Kept = {"n": len(rows), "earlier": {}, "tables": {}, "alike": {}}
    for margin in margins:
        labels = [_label(row, margin) for row in rows]
        told = held["earlier"].get(margin.id, []) if held else []
        shown = _released(labels, told)
        if shown is None:
            continue
        fresh["earlier"][margin.id] = [*told, (len(rows), shown)]
        fresh["tables"][margin.id] = shown
        fresh["alike"][margin.id] = _alike(labels, margin)
    return fresh | {"weighed": _weighed(rows, margins, fresh, held)}


def _weighed(
    rows: Sequence[Rating], margins: Sequence[Margin], fresh: Kept, held: Kept | None
) -> Kept:
    """What weights make of them; the former where the number of those who told all would tell of few."""
    found = weigh([(r.solved, r.satisfaction or 0, r.margins) for r in rows], margins)
    before: Kept = held["weighed"] if held else {"told": 0, "why": "few"}
    apart = abs(found["told"] - before["told"]), len(rows) - found["told"]
    hidden = any(cells.get(NOT_TOLD, 0) is None for cells in fresh["tables"].values())
    return before if hidden or any(0 < n < LEAST for n in apart) else found


def _alike(labels: Sequence[str], margin: Margin) -> float | None:
    """How alike those who told are to all; only of five and more."""
    told = Counter(label for label in labels if label != NOT_TOLD)
    return similarity(told, margin.shares) if told.total() >= LEAST else None
