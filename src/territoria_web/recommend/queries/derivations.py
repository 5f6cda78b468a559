"""From any printed number back to its source cell."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from territoria.explain import Line, explain, parse_address
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.universes import universe_of


def assessment_at(address: str) -> Assessment:
    """The assessment that an address names; 404 where this site holds none."""
    parsed = parse_address(address)
    framework, _, edition = parsed.framework.partition("@")
    found = (
        Assessment.objects.select_related("release", "own", "cycle")
        .filter(framework=framework, edition=edition, data=parsed.release)
        .order_by("-current", "-made")
        .first()
    )
    if found is None:
        raise Http404
    return found


def derivation_of(address: str) -> Sequence[Line]:
    """The derivation of a number, line by line."""
    parsed = parse_address(address)
    universe = universe_of(assessment_at(address))
    return explain(parsed, library(), opened=lambda _: universe)
