"""The short list of a dot vote on two questions: what is certain, what is tied, whom it leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from territoria.convene.dots import Tally
from territoria.errors import MethodError, Problem, did_you_mean
from territoria.speech import gettext

State = Literal["chosen", "tied", "out"]


@dataclass(frozen=True)
class Listed:
    """One item in the order of the plenary.

    ``product``: share of the dots on the one axis × share on the other, 0 to 1. ``rank``: 1 + items
    with a larger product; ``rank_low`` (best) and ``rank_high`` (worst) with one actor group left out
    at a time. ``firm``: its state is the same whichever group is left out. Where the tally is not
    ``ranged``, nobody is left out: the ends are the rank, and nothing is called loose.
    """

    item: str
    product: float
    rank: int
    rank_low: int
    rank_high: int
    state: State
    firm: bool


@dataclass(frozen=True)
class Minority:
    """An item that one actor group put first while the plenary left it out."""

    group: str
    item: str
    rank: int


@dataclass(frozen=True)
class ShortList:
    """What the vote decided.

    ``chosen``: items whose place is certain. ``tied_out``: items that share the border; they want
    more places than there are left (``open_places``), so none is taken until somebody decides.
    ``order``: all items, the best first, equals by name. ``minorities``: of groups that may be shown.
    """

    chosen: tuple[str, ...]
    tied_out: tuple[str, ...]
    open_places: int
    order: tuple[Listed, ...]
    minorities: tuple[Minority, ...]


def short_list(tally: Tally, *, first: str, second: str, size: int) -> ShortList:
    """The ``size`` items with the largest product of their shares of dots on two axes.

    Fractions are exact: a tie is a tie. An item without a dot on one of the axes is never chosen.
    MethodError: an axis that was not voted on, twice the same, or a size below 0.
    """
    _check(tally, first, second, size)
    axes = (first, second)
    whole = _products(tally, axes, tally.groups)
    states = _states(whole, size)
    panels = [(whole, states)]
    for group in tally.groups if tally.ranged else ():
        left = _products(tally, axes, (g for g in tally.groups if g != group))
        panels.append((left, _states(left, size)))
    order = sorted(tally.items, key=lambda item: (-whole[item], item))
    listed = tuple(
        Listed(
            item=item,
            product=float(whole[item]),
            rank=_rank(whole, item),
            rank_low=min(_rank(panel, item) for panel, _ in panels),
            rank_high=max(_rank(panel, item) for panel, _ in panels),
            state=states[item],
            firm={found[item] for _, found in panels} == {states[item]},
        )
        for item in order
    )
    chosen = tuple(item for item in order if states[item] == "chosen")
    return ShortList(
        chosen=chosen,
        tied_out=tuple(item for item in order if states[item] == "tied"),
        open_places=size - len(chosen) if "tied" in states.values() else 0,
        order=listed,
        minorities=_minorities(tally, axes, listed),
    )


def _products(tally: Tally, axes: tuple[str, str], groups: Iterable[str]) -> dict[str, Fraction]:
    inside = tuple(groups)
    return {item: tally.share_product(item, axes, inside) for item in tally.items}


def _rank(products: dict[str, Fraction], item: str) -> int:
    return 1 + sum(other > products[item] for other in products.values())


def _states(products: dict[str, Fraction], size: int) -> dict[str, State]:
    """Chosen where it is certain, tied where the border runs through equals, else out."""
    out: dict[str, State] = {}
    for item, own in products.items():
        above = sum(other > own for other in products.values())
        level = sum(other == own for other in products.values())
        if own == 0 or above >= size:
            out[item] = "out"
        else:
            out[item] = "chosen" if above + level <= size else "tied"
    return out


def _minorities(
    tally: Tally, axes: tuple[str, str], listed: tuple[Listed, ...]
) -> tuple[Minority, ...]:
    out = []
    for group in tally.shown:
        own = _products(tally, axes, (group,))
        best = max(own.values(), default=Fraction(0))
        out += [
            Minority(group, one.item, one.rank)
            for one in listed
            if one.state == "out" and own[one.item] == best > 0
        ]
    return tuple(out)


def _check(tally: Tally, first: str, second: str, size: int) -> None:
    problems = []
    for axis in (first, second):
        if axis not in tally.axes:
            text = gettext("there is no such question: {name}.").format(name=axis)
            problems.append(Problem("axes", text, did_you_mean(axis, tally.axes)))
    if first == second:
        text = gettext("the short list needs two different questions.")
        problems.append(Problem("axes", text, gettext("Name another one for the second.")))
    if size < 0:
        text = gettext("{size} places cannot be filled.").format(size=size)
        problems.append(Problem("size", text, gettext("Give 0 or more.")))
    if problems:
        raise MethodError(problems)
