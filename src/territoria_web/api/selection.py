"""What filters may name: codes, nodes and ids that are there; what is not is said, not ignored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.api.problems import Fault, Refused
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.assessments import NothingOpened, public_assessments
from territoria_web.measure.queries.interchange import known_names
from territoria_web.measure.queries.release_pages import reference_in_use, release_at
from territoria_web.territories.models import Territory


def split(text: str) -> list[str]:
    """Several names in one parameter, with commas between."""
    return [part.strip() for part in text.split(",") if part.strip()]


def named(text: str, known: Iterable[str], where: str) -> list[str]:
    """The names in a parameter; 422 for one that is not known."""
    held = set(known)
    asked = split(text)
    odd = [name for name in asked if name not in held]
    if odd:
        what = _("We do not know %(name)s.")
        raise Refused(
            422,
            *(Fault(f"query {where}", what % {"name": n}, known_names(n, held)) for n in odd),
        )
    return asked


def assessment_named(framework: str) -> Assessment:
    """The current public assessment of a framework."""
    held = public_assessments()
    if not held:
        raise NothingOpened
    return held[named(framework, held, "framework")[0]] if framework else _missing(held)


def _missing(held: Mapping[str, Any]) -> Assessment:
    what = _("The framework is missing.")
    raise Refused(422, Fault("query framework", what, known_names("", held)))


def territories_named(text: str) -> list[str]:
    """The codes in ``territory``; with or without version."""
    asked = [code.partition("@")[0].upper() for code in split(text)]
    known = Territory.objects.filter(code__in=asked).values_list("code", flat=True)
    if set(asked) - set(known):
        every = Territory.objects.values_list("code", flat=True)
        named(",".join(asked), every, "territory")
    return asked


def country_named(text: str) -> str:
    """The country in ``country``."""
    if not text:
        return ""
    every = Territory.objects.filter(level=0).values_list("country", flat=True)
    return named(text.upper(), every, "country")[0]


def indicators_named(text: str) -> list[str]:
    """The indicators in ``indicator``."""
    return named(text, library().indicators, "indicator") if text else []


def release_named(name: str) -> Release:
    """A public release; the reference release where none is named."""
    return release_at(name) if name else reference_in_use()
