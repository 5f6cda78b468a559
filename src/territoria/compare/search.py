"""One call from a release to the peers of a territory."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from territoria import content
from territoria.compare.distance import Space, build_space
from territoria.compare.peers import PeerSet, Where, peers_of
from territoria.compare.space_draws import draw_space
from territoria.errors import MethodError, Problem
from territoria.measure.frame import Floats
from territoria.measure.standard_error import standard_errors
from territoria.model import Indicator, PeerPreset
from territoria.observations import Observations


def structural_space(
    preset: PeerPreset,
    observations: Observations,
    indicators: Mapping[str, Indicator],
    reference_year: int,
) -> tuple[Space, Floats]:
    """The structural space of a release's finest level, and the errors of its variables."""
    names = [v.indicator for e in preset.elements for v in e.variables]
    level = max(t.level for t in observations.territories)
    cut = observations.latest(names, level=level)
    return build_space(preset, cut, indicators), standard_errors(observations, cut, reference_year)


def find_peers(
    table: Observations,
    territory: str,
    *,
    k: int | None = None,
    seed: int | None = None,
    framework: str = "blueprint",
    where: Where = "all",
) -> PeerSet:
    """The structural peers of a territory, by code or name.

    ``k`` and ``seed`` replace those of the framework's preset; ``where`` restricts to the own
    country (``home``) or leaves it out (``abroad``).
    """
    text = content.load_framework(framework)
    if text.peers is None:
        raise MethodError(
            Problem(
                f"framework {framework}", "it says nothing about peers.", "Add a peers section."
            )
        )
    changes = {name: value for name, value in (("k", k), ("seed", seed)) if value is not None}
    try:
        preset = PeerPreset.model_validate({**text.peers.model_dump(), **changes})
    except ValidationError:
        raise MethodError(
            Problem(
                "peers", f"k={k} and seed={seed} do not fit.", "k is at least 1, seed at least 0."
            )
        ) from None
    indicators = content.load_library().indicators
    space, errors = structural_space(preset, table, indicators, text.reference_year)
    asked = table.territory(territory)
    if asked not in space.cut.territories:
        raise MethodError(
            Problem(
                f"{asked.code} ({asked.name})",
                "it is a country or a larger region; peers are found at the finest level.",
                "Name one of its regions.",
            )
        )
    return peers_of(space, asked, draw_space(space, errors), where=where)
