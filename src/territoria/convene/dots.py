"""Dot votes: counts per item and axis, by actor group where nobody can be told, ranks with ties."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

PUBLIC = 5
"""Fewest people in a group whose dots are shown apart."""
Cell = tuple[str, str]
"""Item and axis."""


@dataclass(frozen=True)
class Dot:
    """So many dots of one person on one item, on one axis."""

    person: str
    item: str
    axis: str
    count: int = 1


@dataclass(frozen=True)
class Count:
    """What an item got on an axis.

    ``dots``: how many; ``share``: of all dots on the axis; ``voters``: people with a dot here;
    ``voters_share``: of those who voted on the axis; shares are 0 where nobody voted.
    ``rank``: 1 + items with more dots; ``rank_low`` (best) and ``rank_high`` (worst) with one actor
    group left out at a time, where the tally is ``ranged``, else the rank. ``by_group``: dots of the
    groups that may be shown.
    """

    item: str
    axis: str
    dots: int
    share: float
    voters: int
    voters_share: float
    rank: int
    rank_low: int
    rank_high: int
    by_group: Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """A counted vote.

    ``counts``: one per item and axis. ``voters``: people per axis. ``shown``: groups that may be
    shown apart: at least five voters on every axis that was voted on, and those not shown at least
    five together, so that no total gives a small group away. ``ranged``: whether groups may be left
    out one at a time: there are two or more, and each has five voters on every such axis; else what
    changes without a small group would tell how single people voted. ``cells``: dots by group, item
    and axis, of small groups too: for computing only, never to be shown.
    """

    items: tuple[str, ...]
    axes: tuple[str, ...]
    groups: tuple[str, ...]
    shown: tuple[str, ...]
    ranged: bool
    voters: Mapping[str, int]
    counts: Mapping[Cell, Count]
    cells: Mapping[tuple[str, str, str], int]

    def dots_of(self, axis: str, without: str | None = None) -> dict[str, int]:
        """Item → dots on an axis, with one group left out where it is named."""
        return _dots(self.cells, self.items, self.groups, axis, without)

    def share_product(self, item: str, axes: Sequence[str], groups: Iterable[str]) -> Fraction:
        """The product over the axes of an item's share of the dots that these groups gave."""
        product, inside = Fraction(1), tuple(groups)
        for axis in axes:
            own = sum(self.cells.get((g, item, axis), 0) for g in inside)
            total = sum(self.cells.get((g, i, axis), 0) for g in inside for i in self.items)
            product *= Fraction(own, total) if total else Fraction(0)
        return product


def tally_dots(
    dots: Iterable[Dot],
    *,
    items: Sequence[str],
    axes: Sequence[str],
    each: Mapping[str, int],
    groups: Mapping[str, str],
) -> Tally:
    """Count a dot vote.

    ``each``: axis → dots that a person may give there. ``groups``: person → actor group, of all who
    may vote. Several dots of a person on one item add up.
    DataError, all problems at once: an item or axis named twice, an unknown item, axis or person, a
    count below 1, more dots than a person has.
    """
    cast = list(dots)
    problems = [
        *_doubles("items", items),
        *_doubles("axes", axes),
        *_strangers(cast, items, axes, groups),
        *_too_many(cast, each),
    ]
    if problems:
        raise DataError(problems)
    cells = Counter[tuple[str, str, str]]()
    for dot in cast:
        cells[groups[dot.person], dot.item, dot.axis] += dot.count
    voters = {
        axis: {dot.person for dot in cast if dot.axis == axis} for axis in dict.fromkeys(axes)
    }
    named = tuple(sorted({groups[dot.person] for dot in cast}))
    sizes = [Counter(groups[person] for person in inside) for inside in voters.values() if inside]
    shown = _shown(named, sizes)
    ranged = len(named) > 1 and all(size[g] >= PUBLIC for size in sizes for g in named)
    left_out = named if ranged else ()
    counts = {
        (one.item, one.axis): one
        for axis in dict.fromkeys(axes)
        for one in _counts(
            [d for d in cast if d.axis == axis], axis, items, cells, named, shown, left_out
        )
    }
    return Tally(
        items=tuple(items),
        axes=tuple(axes),
        groups=named,
        shown=shown,
        ranged=ranged,
        voters={axis: len(inside) for axis, inside in voters.items()},
        counts=counts,
        cells=dict(cells),
    )


def _counts(
    cast: Sequence[Dot],
    axis: str,
    items: Sequence[str],
    cells: Mapping[tuple[str, str, str], int],
    named: Sequence[str],
    shown: Sequence[str],
    left_out: Sequence[str],
) -> list[Count]:
    """Each item on one axis: its dots, and the ranks it has with every group and without each of
    those that may be left out.
    """
    panels = [_dots(cells, items, named, axis, None)]
    panels += [_dots(cells, items, named, axis, g) for g in left_out]
    ranks = [_ranks(panel) for panel in panels]
    total, voters = sum(panels[0].values()), len({dot.person for dot in cast})
    out = []
    for item in items:
        places = [rank[item] for rank in ranks]
        inside = len({dot.person for dot in cast if dot.item == item})
        out.append(
            Count(
                item=item,
                axis=axis,
                dots=panels[0][item],
                share=panels[0][item] / total if total else 0.0,
                voters=inside,
                voters_share=inside / voters if voters else 0.0,
                rank=places[0],
                rank_low=min(places),
                rank_high=max(places),
                by_group={g: cells.get((g, item, axis), 0) for g in shown},
            )
        )
    return out


def _dots(
    cells: Mapping[tuple[str, str, str], int],
    items: Sequence[str],
    groups: Iterable[str],
    axis: str,
    without: str | None,
) -> dict[str, int]:
    inside = [g for g in groups if g != without]
    return {item: sum(cells.get((g, item, axis), 0) for g in inside) for item in items}


def _ranks(dots: Mapping[str, int]) -> dict[str, int]:
    """Competition ranks: 1 + how many have more."""
    ordered = sorted(dots.values())
    return {item: 1 + len(ordered) - bisect_right(ordered, n) for item, n in dots.items()}


def _shown(named: Sequence[str], sizes: Sequence[Counter[str]]) -> tuple[str, ...]:
    """Groups of five and more; the smallest of them go, too, while the hidden are fewer than five.

    ``sizes``: voters by group, on each axis that was voted on.
    """

    def least(inside: Iterable[str]) -> int:
        chosen = list(inside)
        return min((sum(size[g] for g in chosen) for size in sizes), default=0)

    shown = sorted((g for g in named if least([g]) >= PUBLIC), key=lambda g: (-least([g]), g))
    hidden = [g for g in named if g not in shown]
    while shown and hidden and least(hidden) < PUBLIC:
        hidden.append(shown.pop())
    return tuple(sorted(shown))


def _doubles(where: str, names: Sequence[str]) -> list[Problem]:
    return [
        Problem(
            where,
            gettext("{name} is named more than once.").format(name=name),
            gettext("Name each once."),
        )
        for name, count in Counter(names).items()
        if count > 1
    ]


def _strangers(
    cast: Sequence[Dot], items: Sequence[str], axes: Sequence[str], groups: Mapping[str, str]
) -> list[Problem]:
    out = []
    for dot in cast:
        where = f"{dot.person}, {dot.item}"
        if dot.item not in items:
            text = gettext("there is no such item: {name}.").format(name=dot.item)
            out.append(Problem(where, text, did_you_mean(dot.item, items)))
        if dot.axis not in axes:
            text = gettext("there is no such question: {name}.").format(name=dot.axis)
            out.append(Problem(where, text, did_you_mean(dot.axis, axes)))
        if dot.person not in groups:
            text = gettext("this person is not among those who vote.")
            mend = gettext("Add the person with an actor group, or take the dots away.")
            out.append(Problem(where, text, mend))
        if dot.count < 1:
            text = gettext("{count} dots cannot be given.").format(count=dot.count)
            out.append(Problem(where, text, gettext("Give at least 1, or leave it out.")))
    return out


def _too_many(cast: Sequence[Dot], each: Mapping[str, int]) -> list[Problem]:
    given = Counter[Cell]()
    for dot in cast:
        given[dot.person, dot.axis] += dot.count
    return [
        Problem(
            person,
            gettext("{count} dots were given on {axis}, each person has {each}.").format(
                count=count, axis=axis, each=each.get(axis, 0)
            ),
            gettext("Take back the dots that are too many."),
        )
        for (person, axis), count in given.items()
        if count > each.get(axis, 0)
    ]
