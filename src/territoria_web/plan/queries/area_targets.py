"""Targets of policy areas as they stand: of a team, of everybody, of a network's territories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from territoria_web.library.initiative_names import AREAS
from territoria_web.library.queries import library
from territoria_web.people.models import Organisation
from territoria_web.plan.models import AreaTarget, AreaTargetVersion, TargetFigure
from territoria_web.territories.models import Cycle

State = AreaTarget.State
AREA_ORDER = tuple(AREAS)


def _read() -> QuerySet[AreaTarget]:
    return AreaTarget.objects.select_related("cycle__territory").prefetch_related(
        Prefetch("versions", AreaTargetVersion.objects.order_by("number")),
        Prefetch("figures", TargetFigure.objects.order_by("year")),
    )


def targets_of(cycle: Cycle) -> list[AreaTarget]:
    """All targets of a cycle by area, with their versions and figures; drafts and dropped ones too."""
    return in_order(_read().filter(cycle=cycle))


def open_target(cycle: Cycle, public_id: UUID) -> AreaTarget:
    """One target of this cycle; 404 where it is of another."""
    found = _read().filter(cycle=cycle, public_id=public_id).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return found


def public_targets(cycle: UUID) -> list[AreaTarget]:
    """All targets of a cycle that were ever set, by area; 404 before there is one."""
    found = in_order(_read().filter(cycle__public_id=cycle).exclude(set_on=None))
    if not found:
        raise Http404
    return found


def has_public_targets(cycle: Cycle) -> bool:
    """Whether everybody can read a target of a cycle."""
    return AreaTarget.objects.filter(cycle=cycle).exclude(set_on=None).exists()


def targets_at(code: str) -> tuple[tuple[UUID, str], ...]:
    """Public id and title of the passages of a territory in which a target was set, the latest first. One
    query.
    """
    told = AreaTarget.objects.filter(cycle=OuterRef("pk")).exclude(set_on=None)
    held = Cycle.objects.filter(Exists(told), territory__code=code).order_by("-started")
    return tuple(held.values_list("public_id", "title"))


def targets_in(network: Organisation, *, drafts: bool) -> list[AreaTarget]:
    """Targets of a network's territories by area and territory; those not set yet only with ``drafts``."""
    held = _read().filter(cycle__territory__in=network.territories.all())
    return in_order(held if drafts else held.exclude(set_on=None))


def in_order(targets: Iterable[AreaTarget]) -> list[AreaTarget]:
    """By area as the six are listed, then by territory and as they were begun."""
    return sorted(targets, key=lambda t: (_place(t.area), t.cycle.territory.name, t.pk))


def _place(area: str) -> int:
    return AREA_ORDER.index(area) if area in AREA_ORDER else len(AREA_ORDER)


def by_area(targets: Sequence[AreaTarget]) -> list[tuple[str, list[AreaTarget]]]:
    """Each of the six areas with its targets, those without any too."""
    return [(area, [t for t in targets if t.area == area]) for area in AREA_ORDER]


def area_name(area: str) -> str:
    """What a policy area is called, as a heading begins."""
    said = _(AREAS.get(area, area))
    return said[:1].upper() + said[1:]


def counted_said(target: AreaTarget) -> str:
    """What a target counts: the name of the indicator where the library has it, else own words."""
    text = library().indicators.get(target.indicator)
    return text.name.say() if text else target.figure or target.indicator


def figures_stamp(target: AreaTarget) -> str:
    """Of what its owner told: by year a stamp, ``2024:0a1b2c3d 2025:…``."""
    return " ".join(f"{f.year}:{_stamp(f)}" for f in target.figures.order_by("year"))


def stamp_in(stamps: str, year: int) -> str:
    """That of a year; "" where nothing was told of it."""
    held = dict(one.split(":", 1) for one in stamps.split() if ":" in one)
    return held.get(str(year), "")


def _stamp(figure: TargetFigure) -> str:
    told = [getattr(figure, name) for name in ("value", "low", "high", "source")]
    return sha256(repr(told).encode()).hexdigest()[:8]


def decimals_of(target: AreaTarget) -> int:
    """How many digits after the point its figures have at most."""
    text = library().indicators.get(target.indicator)
    return text.decimals if text else 2
