"""Deal people to tables: once, or in rounds so that few meet again; hosts stay where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from territoria.convene.colouring import fair_colouring
from territoria.convene.people import Person, check_people
from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Tables = tuple[tuple[str, ...], ...]
"""Ids at each table, in the order in which people were given."""

# What a deal may cost, each dearer than all of the next together: a group uneven, colleagues at one
# table, somebody back at a table, two who meet again.
GROUP, COLLEAGUES, BACK = 10**12, 10**8, 10**4
STARTS = 4
KICKS = 40_000
"""Divided by the number of people: how often a round is shaken and settled again."""
MOST_KICKS = 1000
SHAKEN = 2
"""Exchanges at random in a kick."""


@dataclass(frozen=True)
class Rounds:
    """Rounds of a world café.

    ``rounds``: round → table → ids. ``again``: pairs of people who sit together in both of two
    rounds, summed over all pairs of rounds. ``floor``: no deal of these table sizes has fewer; where
    nobody comes back to a table, no deal in which nobody does. ``back``: how often somebody sits at a
    table again, hosts not counted.
    """

    rounds: tuple[Tables, ...]
    again: int
    floor: int
    back: int


def deal_tables(people: Sequence[Person], *, size: int, seed: int) -> Tables:
    """Deal people to as few tables as seat them with at most ``size`` each.

    Sizes differ by at most one; each actor group, and each organisation, has at every table the
    floor or the ceiling of its share, so colleagues never meet where there are tables enough.
    MethodError: tables for nobody. DataError: a person is named twice.
    Source: fair edge colouring of a bipartite graph (de Werra 1971).
    """
    _check(people, size, 1, {})
    tables = -(-len(people) // size)
    if not tables:
        return ()
    return _named(people, _deal(people, tables, np.random.default_rng(seed)), tables)


def deal_rounds(
    people: Sequence[Person],
    *,
    size: int,
    rounds: int,
    seed: int,
    hosts: Mapping[int, str] | None = None,
    themes: bool = True,
) -> Rounds:
    """Deal people to tables ``rounds`` times so that pairs meet again as rarely as can be found.

    Tables are counted from 0. ``hosts``: table → id of the person who stays there in every round.
    ``themes``: each table has a theme of its own, so nobody comes back to one while others are left;
    that makes people meet again more often.
    In this order it spreads groups, parts colleagues, avoids tables already seen, then people
    already met. Rounds are shaken and settled again by exchanges of two people, so ``again`` is the
    best found; ``floor`` says how much better it could be at most.
    MethodError: no seats or no rounds. DataError: a person named twice, a host nobody knows, a
    table that is not there.
    """
    stay = dict(hosts or {})
    _check(people, size, rounds, stay)
    tables = -(-len(people) // size)
    if not tables:
        return Rounds(((),) * rounds, 0, 0, 0)
    place = {person.id: n for n, person in enumerate(people)}
    fixed = {place[name]: table for table, name in stay.items()}
    prices = _Prices(_alike(people), BACK if themes else 0, tables)
    deals = _rotate(people, prices, rounds, fixed, np.random.default_rng(seed))
    moving = [n for n in range(len(people)) if n not in fixed]
    seats = [np.bincount(deals[:, n], minlength=tables) for n in moving]
    back = int(sum((visits.clip(1) - 1).sum() for visits in seats))
    return Rounds(
        rounds=tuple(_named(people, deal, tables) for deal in deals),
        again=_again(deals),
        floor=_floor(deals[:, moving], tables, tables if back else max(tables - 1, 1)),
        back=back,
    )


# ── one deal ──────────────────────────────────────────────────────────────────────────────────


def _deal(people: Sequence[Person], tables: int, chance: np.random.Generator) -> Integers:
    """The table of each person; who is where hangs on chance, how evenly does not."""
    order = chance.permutation(len(people))
    edges = [(people[n].group, _home(people[n])) for n in order]
    label = chance.permutation(tables)
    out = np.empty(len(people), dtype=np.int64)
    out[order] = label[fair_colouring(edges, tables)]
    return out


def _home(person: Person) -> tuple[str, str]:
    """The organisation; whoever has none is alone in a nameless one."""
    return (person.organisation, "" if person.organisation else person.id)


def _named(people: Sequence[Person], deal: Integers, tables: int) -> Tables:
    return tuple(
        tuple(person.id for person, at in zip(people, deal, strict=True) if at == table)
        for table in range(tables)
    )


# ── rounds ────────────────────────────────────────────────────────────────────────────────────


def _rotate(
    people: Sequence[Person],
    prices: _Prices,
    rounds: int,
    fixed: Mapping[int, int],
    chance: np.random.Generator,
) -> Integers:
    """Rounds × people: each round the best of some starts, then all shaken and settled by turns."""
    deals = np.empty((0, len(people)), dtype=np.int64)
    for _ in range(rounds):
        prices.given(deals)
        found = [_start(people, prices, fixed, chance) for _ in range(STARTS)]
        deals = np.vstack([deals, min(found, key=prices.cost)[None, :]])
    free = np.array([n for n in range(len(people)) if n not in fixed], dtype=np.int64)
    if rounds > 1 and prices.tables.size > 1 and free.size > 1:
        for kick in range(min(KICKS // len(people), MOST_KICKS)):
            turn = kick % rounds
            prices.given(np.delete(deals, turn, axis=0))
            shaken = deals[turn].copy()
            for one, other in chance.choice(free, (SHAKEN, 2)):
                shaken[one], shaken[other] = shaken[other], shaken[one]
            prices.settle(shaken, list(fixed))
            if prices.cost(shaken) <= prices.cost(deals[turn]):
                deals[turn] = shaken
    return deals


def _alike(people: Sequence[Person]) -> Floats:
    """People × people: what it costs to have two at one table whatever came before."""
    groups = np.unique([p.group for p in people], return_inverse=True)[1]
    homes = {home: n for n, home in enumerate(dict.fromkeys(map(_home, people)))}
    home = np.array([homes[_home(p)] for p in people])
    same = GROUP * (groups[:, None] == groups) + COLLEAGUES * (home[:, None] == home)
    np.fill_diagonal(same, 0)
    out: Floats = same.astype(np.float64)
    return out


def _start(
    people: Sequence[Person],
    prices: _Prices,
    fixed: Mapping[int, int],
    chance: np.random.Generator,
) -> Integers:
    """A fair deal with the hosts at their tables, settled."""
    deal = _deal(people, prices.tables.size, chance)
    _seat_hosts(deal, fixed, prices.alike)
    prices.settle(deal, list(fixed))
    return deal


def _seat_hosts(deal: Integers, fixed: Mapping[int, int], alike: Floats) -> None:
    """Bring each host to the own table in exchange for somebody there, rather of the same group."""
    seated: set[int] = set()
    for host, table in fixed.items():
        if deal[host] != table:
            there = [n for n in np.flatnonzero(deal == table) if n not in seated]
            other = max(there, key=lambda n: alike[host, n])
            deal[host], deal[other] = table, deal[host]
        seated.add(host)


class _Prices:
    """What one round costs given the others; whole numbers, held as floats for speed."""

    def __init__(self, alike: Floats, back: int, tables: int) -> None:
        self.alike, self.back, self.tables = alike, back, np.arange(tables)
        self.given(np.empty((0, len(alike)), dtype=np.int64))

    def given(self, others: Integers) -> None:
        """What two at one table (people × people), and a seat (people × tables), cost from now on."""
        self.pairs = self.alike + _met(others)
        self.seats = self.back * (others[:, :, None] == self.tables).sum(axis=0, dtype=np.float64)

    def cost(self, deal: Integers) -> float:
        """The whole round."""
        pairs = self.pairs[deal[:, None] == deal].sum() / 2
        return float(pairs + self.seats[np.arange(len(deal)), deal].sum())

    def settle(self, deal: Integers, stay: list[int]) -> None:
        """Exchange the two people that save most, until no exchange saves anything."""
        rows = np.arange(len(deal))
        while True:
            cost = self.pairs @ (deal[:, None] == self.tables).astype(np.float64) + self.seats
            saved = cost[rows, deal][:, None] - cost[:, deal] + self.pairs
            both = saved + saved.T
            both[deal[:, None] == deal] = 0
            both[stay, :] = both[:, stay] = 0
            one, other = divmod(int(both.argmax()), len(deal))
            if both[one, other] <= 0:
                return
            deal[one], deal[other] = deal[other], deal[one]


def _met(rounds: Integers) -> Integers:
    """People × people: in how many rounds two sit together."""
    together: Integers = (rounds[:, :, None] == rounds[:, None, :]).sum(axis=0, dtype=np.int64)
    np.fill_diagonal(together, 0)
    return together


def _again(deals: Integers) -> int:
    """Σ over pairs of rounds: pairs of people who sit together in both."""
    count = _met(deals)
    return int((count * (count - 1) // 2).sum()) // 2


def _floor(deals: Integers, tables: int, over: int) -> int:
    """The fewest pairs that rounds share: each table of one spread evenly over tables of another.

    ``deals``: those who move; ``over``: how many tables are open to the people of one.
    """
    least = []
    for deal in deals:
        shares = [divmod(int(size), over) for size in np.bincount(deal, minlength=tables)]
        least.append(
            sum(rest * whole + over * (whole * (whole - 1) // 2) for whole, rest in shares)
        )
    return sum(max(pair) for pair in combinations(least, 2))


# ── what cannot be dealt ──────────────────────────────────────────────────────────────────────


def _check(people: Sequence[Person], size: int, rounds: int, hosts: Mapping[int, str]) -> None:
    if size < 1 or rounds < 1:
        text = gettext("{size} seats at a table and {rounds} rounds cannot be dealt.")
        raise MethodError(
            Problem("tables", text.format(size=size, rounds=rounds), gettext("Give at least 1."))
        )
    check_people(people)
    known, tables = {person.id for person in people}, -(-len(people) // size)
    problems = []
    for table, name in sorted(hosts.items()):
        where = f"hosts, {table}"
        if name not in known:
            text = gettext("no such person: {name}.").format(name=name)
            problems.append(Problem(where, text, did_you_mean(name, known)))
        if not 0 <= table < tables:
            text = gettext("there is no such table.")
            mend = gettext("Tables are counted from 0, there are {count}.").format(count=tables)
            problems.append(Problem(where, text, mend))
    if len(set(hosts.values())) < len(hosts):
        text = gettext("a person cannot stay at two tables.")
        problems.append(Problem("hosts", text, gettext("Name another host for one of them.")))
    if problems:
        raise DataError(problems)
