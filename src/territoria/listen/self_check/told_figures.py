"""What is asked of the firms of a year, figure by figure: who can be counted, and what they give.

Some figures follow from others: the whole is the mean of the dimensions, the basic level a sum of levels.
Whoever subtracts one from the other learns of the firms that count for one alone; so these are ten or
more, of their size and of their sector, or count for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from territoria.listen.self_check.counted import Firm
from territoria.listen.self_check.figures import Figure, Scale, mean_of, share_of
from territoria.listen.self_check.steps import LEAST_FIRMS

#: Levels of the Digital Intensity Index, lowest first.
LEVELS: Final = ("very-low", "low", "high", "very-high")
POINTS: Final = (0.0, 100.0, 25.0)
SEVERITY: Final = (1.0, 4.0, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of what a self-check asks: nodes of its framework, bands, obstacles."""

    dimensions: tuple[str, ...]
    bands: tuple[str, ...]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Figures about the same firms, shown or hidden together. ``known``: which firms count, (firms,);
    ``parts``: where each figure stands in the record of a year → its values (known firms,): numbers
    on ``scale``, or where it is None whether they hit. ``group``: of figures from which one follows from
    the others; ``apart`` (firms,): who counts in some of them alone.
    """

    name: str
    known: np.ndarray
    parts: Mapping[tuple[str, ...], np.ndarray] = field(default_factory=dict)
    scale: Scale | None = None
    group: str = ""
    apart: np.ndarray | None = None

    def figures(self, weights: np.ndarray, of: np.ndarray) -> dict[tuple[str, ...], Figure]:
        """Each figure over those firms that are known and in ``of`` (firms,); at least two."""
        among, own = of[self.known], weights[self.known & of]
        return {
            path: share_of(values[among], own)
            if self.scale is None
            else mean_of(values[among], own, self.scale)
            for path, values in self.parts.items()
        }


def units_of(
    firms: Sequence[Firm],
    asked: Asked,
    k: int = LEAST_FIRMS,
    *,
    told_apart: Callable[[str], Collection[int]] = lambda _group: (),
) -> list[Unit]:
    """All figures of a year. What a firm does not know leaves it out of that figure; if fewer than ``k``
    of its kind left something open, also out of those from which it could be worked out.
    ``told_apart``: which firms were told of before in some figures of a group alone.
    """
    return [
        Unit("firms", np.ones(len(firms), dtype=bool)),
        Unit("whole", np.array([firm.whole is not None for firm in firms], dtype=bool)),
        *_maturity(firms, asked, k, told_apart("overall")),
        _kinds("bands", [(firm.whole or {}).get("band") for firm in firms], asked.bands),
        *_intensity(firms, k, told_apart("basic")),
        *(unit for name in asked.obstacles for unit in _obstacle(firms, name)),
    ]


def _maturity(
    firms: Sequence[Firm], asked: Asked, k: int, before: Collection[int]
) -> Iterator[Unit]:
    """The whole and the dimensions, whose mean it is."""
    whole = [firm.whole or {} for firm in firms]
    values = [_value(one.get("overall")) for one in whole]
    held = [one.get("dimensions") or {} for one in whole]
    complete = [value is not None for value in values]
    partly = [
        not complete[n] and all(_value(one.get(node)) is not None for node in asked.dimensions)
        for n, one in enumerate(held)
    ]
    apart = _counting(firms, partly, k, before)
    counts = apart | np.array(complete, dtype=bool)
    kept = [one if counts[n] else {} for n, one in enumerate(held)]
    yield replace(_points(("overall",), values), group="overall", apart=apart)
    for node in asked.dimensions:
        unit = _points(("dimensions", node), [_value(one.get(node)) for one in kept])
        yield replace(unit, group="overall", apart=apart)


def _intensity(firms: Sequence[Firm], k: int, before: Collection[int]) -> Iterator[Unit]:
    """The levels, and the basic one that is a sum of them."""
    held = [(firm.whole or {}).get("intensity") or {} for firm in firms]
    graded = [one.get("level") in LEVELS for one in held]
    partly = [not graded[n] and one.get("basic") is not None for n, one in enumerate(held)]
    apart = _counting(firms, partly, k, before)
    counts = apart | np.array(graded, dtype=bool)
    said = [one.get("basic") if counts[n] else None for n, one in enumerate(held)]
    yield replace(_yes(("basic",), said), group="basic", apart=apart)
    levels = _kinds("intensity", [one.get("level") for one in held], LEVELS)
    yield replace(levels, group="basic", apart=apart)


def _counting(
    firms: Sequence[Firm], partly: Sequence[bool], k: int, before: Collection[int]
) -> np.ndarray:
    """Which of the firms that know the parts alone count for these, (firms,): those of ``before``, and
    of the others those of whose size, and of whose sector, there are ``k`` or more.
    """
    few, some = True, {n for n, knows in enumerate(partly) if knows and n not in before}
    while few:
        sizes = Counter(firms[n].size for n in some)
        sectors = Counter(firms[n].sector for n in some)
        alone = {n for n in some if min(sizes[firms[n].size], sectors[firms[n].sector]) < k}
        few, some = bool(alone), some - alone
    kept = some | {n for n in before if partly[n]}
    return np.array([n in kept for n in range(len(firms))], dtype=bool)


def _value(held: Mapping[str, Any] | None) -> float | None:
    return held.get("value") if held else None


def _points(path: tuple[str, ...], values: Sequence[float | None]) -> Unit:
    known = np.array([value is not None for value in values], dtype=bool)
    points = np.array([value for value in values if value is not None], dtype=float)
    return Unit(":".join(path), known, {path: points}, POINTS)


def _yes(path: tuple[str, ...], said: Sequence[bool | None]) -> Unit:
    known = np.array([one is not None for one in said], dtype=bool)
    return Unit(":".join(path), known, {path: np.array([one for one in said if one is not None])})


def _kinds(name: str, said: Sequence[str | None], kinds: Sequence[str]) -> Unit:
    known = np.array([one in kinds for one in said], dtype=bool)
    held = np.array([one for one in said if one in kinds], dtype=str)
    return Unit(name, known, {(name, kind): held == kind for kind in kinds})


def _obstacle(firms: Sequence[Firm], name: str) -> list[Unit]:
    """How many name it (severity 1 or more), and how heavy it is for those who do."""
    said = [_named(firm.obstacles, name) for firm in firms]
    met = [firm.obstacles.get(name) or None for firm in firms]
    path = ("obstacles", name)
    known = np.array([one is not None for one in met], dtype=bool)
    severity = np.array([one for one in met if one is not None], dtype=float)
    return [
        _yes(path, said),
        Unit(f"severity:{name}", known, {path: severity}, SEVERITY),
    ]


def _named(obstacles: Mapping[str, float | None], name: str) -> bool | None:
    """Whether a firm names it; None where it was not asked."""
    return obstacles[name] != 0 if name in obstacles else None
