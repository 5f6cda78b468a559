"""What is asked of the firms of a year, figure by figure: who can be counted, and what they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from territoria.listen.self_check.counted import Firm
from territoria.listen.self_check.figures import Figure, Scale, mean_of, share_of

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
    on ``scale``, or where it is None whether they hit.
    """

    name: str
    known: np.ndarray
    parts: Mapping[tuple[str, ...], np.ndarray] = field(default_factory=dict)
    scale: Scale | None = None

    def figures(self, weights: np.ndarray, of: np.ndarray) -> dict[tuple[str, ...], Figure]:
        """Each figure over those firms that are known and in ``of`` (firms,); at least two."""
        among, own = of[self.known], weights[self.known & of]
        return {
            path: share_of(values[among], own)
            if self.scale is None
            else mean_of(values[among], own, self.scale)
            for path, values in self.parts.items()
        }


def units_of(firms: Sequence[Firm], asked: Asked) -> list[Unit]:
    """All figures of a year. What a firm does not know leaves it out of that figure alone."""
    whole: list[Mapping[str, Any]] = [firm.whole or {} for firm in firms]
    dimensions = [one.get("dimensions") or {} for one in whole]
    intensity = [one.get("intensity") or {} for one in whole]
    return [
        Unit("firms", np.ones(len(firms), dtype=bool)),
        Unit("whole", np.array([firm.whole is not None for firm in firms], dtype=bool)),
        _points(("overall",), [_value(one.get("overall")) for one in whole]),
        *(
            _points(("dimensions", node), [_value(one.get(node)) for one in dimensions])
            for node in asked.dimensions
        ),
        _kinds("bands", [one.get("band") for one in whole], asked.bands),
        _yes(("basic",), [one.get("basic") for one in intensity]),
        _kinds("intensity", [one.get("level") for one in intensity], LEVELS),
        *(unit for name in asked.obstacles for unit in _obstacle(firms, name)),
    ]


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
