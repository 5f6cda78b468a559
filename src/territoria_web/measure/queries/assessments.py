"""Which frameworks are opened, and on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.http import Http404

from territoria.model import Framework
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment

MAIN = "blueprint"


class NothingOpened(Exception):
    """There is nothing to show yet, or any more: no data in use, or no framework opened on them."""


ORGANISATION = "organisation"


def frameworks() -> Sequence[Framework]:
    """The frameworks of the library that score territories, the main one first."""
    held = [f for f in library().frameworks.values() if f.level != ORGANISATION]
    return sorted(held, key=lambda f: (f.id != MAIN, f.level != "region", f.id))


def frameworks_of_organisations() -> Sequence[Framework]:
    """Those that a firm or a public body answers for itself; they score no territory."""
    held = [f for f in library().frameworks.values() if f.level == ORGANISATION]
    return sorted(held, key=lambda f: f.id)


def framework_of(assessment: Assessment) -> Framework:
    """The framework's text as it was frozen when it was opened."""
    return Framework.model_validate(assessment.text.body)


def current(framework: str = MAIN) -> Assessment:
    """The current public assessment of a framework; 404 where there is no such framework.

    NothingOpened where there is such a framework, but no public data that it is opened on.
    """
    name = framework or MAIN
    found = public_assessments().get(name)
    if found is not None:
        return found
    if any(f.id == name for f in frameworks()):
        raise NothingOpened(name)
    raise Http404(f"no framework {name}")


def public_assessments() -> Mapping[str, Assessment]:
    """By framework: the current assessments of the public data in use, the newest first.

    An assessment never changes but for being current, and its release for being withdrawn: only
    these are asked each time.
    """
    held = Assessment.objects.filter(cycle=None, current=True, release__withdrawn=None)
    return _opened(tuple(held.values_list("pk", "public_id")))


@lru_cache(maxsize=8)
def _opened(keys: tuple[tuple[int, UUID], ...]) -> Mapping[str, Assessment]:
    """With release and text, read once a process."""
    rows = Assessment.objects.select_related("release", "text", "own")
    found = rows.filter(pk__in=[pk for pk, _public_id in keys])
    return MappingProxyType({a.framework: a for a in found})
