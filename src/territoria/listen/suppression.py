"""Which cells of several tables over the same people must stay hidden, so that no sum gives one away.

Small cells are hidden first. Then whoever knows all that is published, adds and subtracts must be left
with at least ``k`` + 1 possible counts for every hidden cell; where fewer are left, more cells are
hidden, those whose loss costs least. The same holds against tables that are out already, over the
same people or over fewer of them. Source: complementary cell suppression by linear programming
(Fischetti and Salazar 2001), with whole people in place of fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.listen.disclosure import LEAST, check_k
from territoria.listen.feasible import Program, Quantity, Unknowns, contradiction
from territoria.listen.publishing import Attributes, PublishedTable, Rows
from territoria.speech import gettext


@dataclass(frozen=True, slots=True)
class Release:
    """Tables as they may be published.

    ``small``: cells hidden because few people are in them; ``beside``: cells hidden to protect those;
    ``solved``: integer programs that it took.
    """

    tables: tuple[PublishedTable, ...]
    k: int
    small: int
    beside: int
    solved: int


@dataclass(frozen=True, slots=True)
class Known:
    """What anybody can work out of a hidden count: it lies between ``least`` and ``most`` people.

    ``release``: number of the release, the newest last; ``since``: None for people in a cell of it,
    else the number of the earlier release after which they came.
    """

    attributes: Attributes
    cell: tuple[str, ...]
    release: int
    since: int | None
    least: int
    most: int


def release(
    rows: Rows,
    tables: Sequence[Attributes],
    *,
    k: int = LEAST,
    out: Sequence[PublishedTable] = (),
    earlier: Sequence[Sequence[PublishedTable]] = (),
    hide_zeros: bool = False,
) -> Release:
    """Tables of some rows, with the cells hidden that must be.

    ``tables``: the attributes of each, one or two, or () for the total; ``out``: tables over the same
    people that anybody has already; ``earlier``: releases from before people were added, oldest
    first. ``hide_zeros``: empty cells count as small. DataError: attributes that are not known;
    MethodError: ``k`` below 3, too many cells, or tables already out that reveal a cell by themselves.
    """
    check_k(k)
    _check(rows, tables, out, earlier)
    wanted = tuple(dict.fromkeys(tuple(table) for table in tables))
    counts = {table: rows.table(table) for table in wanted}
    last = len(earlier)
    own = {Quantity(t, c, 0, last): n for t, cells in counts.items() for c, n in cells.items()}
    hidden = [q for q, n in own.items() if (n or hide_zeros) and n < k]
    guard = _Guard(rows, wanted, (*earlier, out), own, hidden, k)
    guard.protect()
    shown = {
        table: {
            c: None if Quantity(table, c, 0, last) in guard.hidden else n for c, n in cells.items()
        }
        for table, cells in counts.items()
    }
    return Release(
        tuple(PublishedTable(table, cells) for table, cells in shown.items()),
        k,
        len(hidden),
        len(guard.hidden) - len(hidden),
        guard.program.solved,
    )


def what_is_known(
    labels: Mapping[str, Sequence[str]],
    releases: Sequence[Sequence[PublishedTable]],
    *,
    k: int = LEAST,
    most: int | None = None,
) -> tuple[Known, ...]:
    """Hidden counts of releases that are known too well: within fewer than ``k`` + 1 values.

    ``releases``: oldest first, people only added. Also the people who came between two releases to
    a cell, where they are known to be some but fewer than ``k``. ``most``: above any true count;
    without it above every count that is printed.
    """
    printed = [n or 0 for told in releases for table in told for n in table.cells.values()]
    program = _program(labels, releases, sum(printed) + 20 * k if most is None else most)
    found = []
    for asked, difference in _delicate(releases):
        least, high = (
            int(program.end(asked, most=top)[program.unknowns.places(asked)].sum())
            for top in (False, True)
        )
        if not _is_safe(least, high, k, difference):
            since = asked.first - 1 if difference else None
            found.append(Known(asked.attributes, asked.cell, asked.last, since, least, high))
    return tuple(found)


class _Guard:
    """Hides cells until every delicate quantity is open enough."""

    def __init__(
        self,
        rows: Rows,
        wanted: Sequence[Attributes],
        told: Sequence[Sequence[PublishedTable]],
        own: Mapping[Quantity, int],
        small: Iterable[Quantity],
        k: int,
    ) -> None:
        self.k, self.own = k, own
        self.hidden = dict.fromkeys(small)
        ours = [PublishedTable(table, {}) for table in wanted]
        self.program = _program(rows.labels, [*told[:-1], [*told[-1], *ours]], rows.people + 20 * k)
        self._fixed = {q for q in own if self.program.knows(q) is not None}
        if any(self.program.knows(q) != own[q] for q in self._fixed):
            raise contradiction()
        for quantity, n in own.items():
            if quantity not in self.hidden:
                self.program.publish(quantity, n)
        again = [PublishedTable(t, {q.cell: 0 for q in own if q.attributes == t}) for t in wanted]
        self._old = dict(_delicate([*told[:-1], [*told[-1], *again]]))
        self._seen: dict[Quantity, tuple[int, int]] = {}

    def protect(self) -> None:
        """Check quantity after quantity; hiding more only opens what was checked before."""
        waiting = [*((q, False) for q in self.hidden), *self._old.items()]
        while waiting:
            asked, difference = waiting.pop(0)
            before = set(self.hidden)
            self._open(asked, difference)
            waiting += [(q, False) for q in self.hidden if q not in before]

    def _open(self, asked: Quantity, difference: bool) -> None:
        if self._wide(asked):
            return
        least = self._count(asked, self.program.end(asked, most=False))
        if (difference and least >= self.k) or self._wide(asked):
            return
        high = self._count(asked, self.program.end(asked, most=True))
        if _is_safe(least, high, self.k, difference):
            return
        costs = {
            q: 1.0 + float(np.log2(1 + n))
            for q, n in self.own.items()
            if q not in self.hidden and q not in self._fixed and q != asked
        }
        ways = [
            self.program.past(asked, bound, costs, up=up)
            for bound, up in ((least + self.k, True), (high - self.k, False))
            if bound >= 0
        ]
        found = [way for way in ways if way is not None]
        if not found:
            raise _revealed(asked)
        people = min(found, key=lambda way: way[0])[1]
        for quantity in costs:
            if self._sum(quantity, people) != self.own[quantity]:
                self.hidden[quantity] = None
                self.program.hide(quantity)
        self._count(asked, people)

    def _wide(self, asked: Quantity) -> bool:
        least, most = self._seen.get(asked, (0, 0))
        return most - least >= self.k

    def _count(self, asked: Quantity, people: np.ndarray) -> int:
        """The quantity among some people that fit; what else they tell of hidden cells is kept."""
        for quantity in (*self.hidden, *self._old):
            n = self._sum(quantity, people)
            least, most = self._seen.get(quantity, (n, n))
            self._seen[quantity] = (min(least, n), max(most, n))
        return self._sum(asked, people)

    def _sum(self, asked: Quantity, people: np.ndarray) -> int:
        return int(people[self.program.unknowns.places(asked)].sum())


def _program(
    labels: Mapping[str, Sequence[str]], releases: Sequence[Sequence[PublishedTable]], most: int
) -> Program:
    """All tables of all releases, with what they show."""
    tables = {tuple(sorted(table.attributes)) for told in releases for table in told} | {()}
    names = {name for table in tables for name in table}
    used = {name: held for name, held in labels.items() if name in names}
    program = Program(Unknowns(used, sorted(tables), len(releases), most))
    for number, told in enumerate(releases):
        for table in told:
            for cell, n in table.cells.items():
                if n is not None:
                    program.publish(Quantity(table.attributes, cell, 0, number), n)
    return program


def _delicate(releases: Sequence[Sequence[PublishedTable]]) -> Iterable[tuple[Quantity, bool]]:
    """Every hidden cell, and the people who came to a cell between two releases that both have it:
    whether it is such a difference.
    """
    for number, told in enumerate(releases):
        for table in told:
            yield from ((Quantity(table.attributes, c, 0, number), False) for c in table.hidden)
            for early in range(number):
                if any(set(old.attributes) == set(table.attributes) for old in releases[early]):
                    came = (Quantity(table.attributes, c, early + 1, number) for c in table.cells)
                    yield from ((asked, True) for asked in came)


def _is_safe(least: int, most: int, k: int, difference: bool) -> bool:
    """Open over ``k`` + 1 counts; people between releases may also be known to be none, or many."""
    return most - least >= k or (difference and (most == 0 or least >= k))


def _revealed(asked: Quantity) -> MethodError:
    where = ", ".join(asked.cell) or gettext("total")
    what = gettext("tables that are out already give this count away.")
    mend = gettext("Nothing that is hidden now can cover it: leave these tables out.")
    return MethodError(Problem(where, what, mend))


def _check(
    rows: Rows,
    tables: Sequence[Attributes],
    out: Sequence[PublishedTable],
    earlier: Sequence[Sequence[PublishedTable]],
) -> None:
    every = [*map(tuple, tables), *(t.attributes for told in (*earlier, out) for t in told)]
    names = dict.fromkeys(name for table in every for name in table)
    problems = [
        Problem(name, gettext("there is no such attribute."), did_you_mean(name, rows.labels))
        for name in names
        if name not in rows.labels
    ]
    if problems:
        raise DataError(problems)
