"""Small universes to work out by hand, and the bundled release with its structural space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from territoria import content, observations
from territoria.compare.distance import Space, build_space
from territoria.compare.peers import PeerSet, peers_of
from territoria.compare.search import structural_space
from territoria.compare.space_draws import SpaceDraws, draw_space
from territoria.model import Framework, Indicator, PeerPreset, Status, Territory
from territoria.observations import Cut, Observations


class Small:
    """Builders of indicators, presets, cuts and structural spaces."""

    def indicator(
        self,
        name: str,
        *,
        role: str = "structural",
        direction: int = 0,
        bounds: tuple[float | None, float | None] = (None, None),
        obligation: Any = None,
    ) -> Indicator:
        """An indicator of which only the role, direction, bounds and obligation matter."""
        return Indicator.model_validate(
            {
                "id": name,
                "name": {"en": name},
                "short": {"en": name[:36]},
                "definition": {"en": name},
                "unit_of_measure": {"en": "%"},
                "direction": direction,
                "role": role,
                "chain": "input",
                "theme": "small",
                "level": "region",
                "source": {"publisher": "nobody", "dataset": "none", "licence": "CC0"},
                "natural_bounds": bounds,
                "decimals": 1,
                "caveats": {"en": "none"},
                "obligation": obligation,
            }
        )

    def preset(
        self,
        elements: Mapping[str, Mapping[str, str]],
        *,
        weights: Sequence[float] | None = None,
        **more: Any,
    ) -> PeerPreset:
        """``{"size": {"population": "log"}, …}``: elements, their variables and transforms."""
        return PeerPreset.model_validate(
            {
                "elements": [
                    {
                        "id": name,
                        "title": {"en": name},
                        "weight": 1.0 if weights is None else weights[n],
                        "variables": [
                            {"indicator": i, "transform": t} for i, t in variables.items()
                        ],
                    }
                    for n, (name, variables) in enumerate(elements.items())
                ],
                **more,
            }
        )

    def cut(
        self,
        rows: Mapping[str, Any],
        *,
        codes: Sequence[str] | None = None,
        countries: Sequence[str] | None = None,
    ) -> Cut:
        """Figures by variable; places are called A, B, C … (P000 … where there are many)."""
        values = np.array(list(rows.values()), dtype=float)
        count = values.shape[1]
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        named = codes or (letters[:count] if count <= 26 else [f"P{n:03}" for n in range(count)])
        homes = countries or ["XX"] * count
        return Cut(
            territories=tuple(
                Territory(code, "own", f"Place {code}", 2, home, home)
                for code, home in zip(named, homes, strict=True)
            ),
            indicators=tuple(rows),
            values=values,
            period=np.full(values.shape, 2021),
            status=np.where(np.isfinite(values), Status.OBSERVED, Status.MISSING).astype(np.uint8),
            doubtful=np.zeros(values.shape, dtype=bool),
        )

    def space(
        self,
        elements: Mapping[str, Mapping[str, str]],
        rows: Mapping[str, Any],
        *,
        codes: Sequence[str] | None = None,
        countries: Sequence[str] | None = None,
        **preset: Any,
    ) -> Space:
        """The structural space of figures by variable."""
        return build_space(
            self.preset(elements, **preset),
            self.cut(rows, codes=codes, countries=countries),
            {name: self.indicator(name) for name in rows},
        )

    def peers(self, space: Space, code: str, errors: Any = None, **more: Any) -> PeerSet:
        """The peers of the place of that code."""
        place = next(t for t in space.cut.territories if t.code == code)
        return peers_of(space, place, draw_space(space, errors), **more)

    def by_hand(self, **more: Any) -> Space:
        """Four places, three variables, two elements of equal weight; A, B in XX, C, D in YY.

        =====================  ===  ===  ====  ===
        as points              A    B    C     D
        =====================  ===  ===  ====  ===
        size: population, log  0    1/2  1     0
        trades: farms          0    1/2  1     1/4
        trades: mines          1    1/2  0     1
        =====================  ===  ===  ====  ===
        """
        return self.space(
            {"size": {"population": "log"}, "trades": {"farms": "none", "mines": "none"}},
            {"population": [10, 100, 1000, 10], "farms": [0, 10, 20, 5], "mines": [4, 2, 0, 4]},
            countries=["XX", "XX", "YY", "YY"],
            **more,
        )


@dataclass(frozen=True)
class Bundled:
    """The bundled release, its framework, and the structural space of its regions."""

    observations: Observations
    framework: Framework
    indicators: Mapping[str, Indicator]
    space: Space
    errors: Any
    draws: SpaceDraws

    def peers(self, code: str, **more: Any) -> PeerSet:
        """The peers of a region."""
        return peers_of(self.space, self.observations.territory(code), self.draws, **more)


@pytest.fixture(scope="session")
def small() -> Small:
    """Builders of small universes."""
    return Small()


@pytest.fixture(scope="session")
def bundled() -> Bundled:
    """The bundled release with its structural space."""
    framework = content.load_framework("blueprint")
    release = observations.bundled("europe-nuts2021")
    indicators = content.load_library().indicators
    assert framework.peers is not None
    space, errors = structural_space(framework.peers, release, indicators, framework.reference_year)
    draws = draw_space(space, errors)
    return Bundled(release, framework, indicators, space, errors, draws)


@pytest.fixture(scope="session")
def fre1(bundled: Bundled) -> PeerSet:
    """The peers of Nord-Pas de Calais."""
    return bundled.peers("FRE1")
