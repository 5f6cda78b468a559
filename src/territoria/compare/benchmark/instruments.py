"""Which obstacles are addressed with which instruments, and which by nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

OFTEN: Final = 5
"""Initiatives on one obstacle, from which it is addressed often."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an initiative addresses, and with what."""

    obstacles: tuple[str, ...]
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``cells``: obstacle → instrument → initiatives, of every pair. ``addressed``: obstacle →
    initiatives, each once. ``nobody``: obstacles that no initiative addresses; ``often``: those that
    five or more do. All in the order of the lists that were given.
    """

    cells: Mapping[str, Mapping[str, tuple[str, ...]]]
    addressed: Mapping[str, tuple[str, ...]]
    nobody: tuple[str, ...]
    often: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An obstacle that nobody addresses. ``share``: of firms that name it, 0 to 1; None: not asked."""

    obstacle: str
    share: float | None


def obstacle_matrix(
    offers: Mapping[str, Offer], *, obstacles: Sequence[str], instruments: Sequence[str]
) -> Matrix:
    """Every initiative in the cells of its obstacles and its instruments.

    An initiative with two instruments stands in two cells of an obstacle and is counted once for it.
    DataError names every obstacle and instrument that is not in the lists.
    """
    problems = [
        *_strangers({id: o.obstacles for id, o in offers.items()}, obstacles),
        *_strangers({id: o.instruments for id, o in offers.items()}, instruments),
    ]
    if problems:
        raise DataError(problems)
    addressed = {o: tuple(id for id, f in offers.items() if o in f.obstacles) for o in obstacles}
    cells = {
        o: {i: tuple(id for id in held if i in offers[id].instruments) for i in instruments}
        for o, held in addressed.items()
    }
    return Matrix(
        cells=cells,
        addressed=addressed,
        nobody=tuple(o for o, held in addressed.items() if not held),
        often=tuple(o for o, held in addressed.items() if len(held) >= OFTEN),
    )


def gaps(matrix: Matrix, shares: Mapping[str, float | None]) -> tuple[Gap, ...]:
    """The obstacles that nobody addresses, those that most firms name first; then those of which it is
    not known how many do. ``shares``: of firms that name an obstacle, 0 to 1.
    """
    found = [Gap(obstacle, shares.get(obstacle)) for obstacle in matrix.nobody]
    return tuple(sorted(found, key=lambda gap: (gap.share is None, -(gap.share or 0.0))))


def _strangers(named: Mapping[str, tuple[str, ...]], known: Sequence[str]) -> list[Problem]:
    return [
        Problem(id, gettext("{name} is not known.").format(name=name), did_you_mean(name, known))
        for id, names in named.items()
        for name in names
        if name not in known
    ]
