"""A number by its address: value, range and sentence, for everyone who may follow it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from territoria.explain import Line, parse_address
from territoria.model import Reading
from territoria.readings import Readings, open_address
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.universes import universe_of
from territoria_web.recommend.queries.derivations import assessment_at, derivation_of


def public_reading(address: str) -> Reading:
    """The reading at an address of the public data; AddressError or 404 where there is none."""
    parsed, assessment = parse_address(address), _public(address)
    diagnosis = open_address(parsed, library(), opened=lambda _: universe_of(assessment))
    return Readings(diagnosis).read(parsed.kind, parsed.node)


def public_derivation(address: str) -> Sequence[Line]:
    """The lines from a public number down to its source cells."""
    _public(address)
    return derivation_of(address)


def _public(address: str) -> Assessment:
    """A team's own figures are not for everyone: their numbers are not there."""
    found = assessment_at(address)
    if found.cycle_id is not None:
        raise Http404
    return found
