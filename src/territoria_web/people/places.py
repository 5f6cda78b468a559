"""Territories that no code list of the house holds: added by the operator, with a name of their own."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory

CODE = re.compile(r"^[A-Z0-9][A-Z0-9._-]{1,30}$")


@transaction.atomic
def add_territory(
    *,
    by: User | None,
    code: str,
    name: str,
    country: str,
    version: str = "own",
    level: int = 2,
    population: float | None = None,
    area_km2: float | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    example: bool = False,
) -> Territory:
    """A city or region beside the published ones; it is scored by its own figures alone.

    ValidationError where the code is none, or is taken by any version of any list: an address names
    a territory by its code.
    """
    code, name = code.strip().upper(), " ".join(name.split())
    if not CODE.match(code):
        raise ValidationError(
            _("A code holds capital letters, digits, dots and hyphens, at least two signs.")
        )
    if not name:
        raise ValidationError(_("Write what the territory is called."))
    if Territory.objects.filter(code=code).exists():
        raise ValidationError(_("This code is taken. Choose another."))
    place = Territory.objects.create(
        code=code,
        version=version,
        name=name[:200],
        level=level,
        country=country,
        population=population,
        area_km2=area_km2,
        longitude=longitude,
        latitude=latitude,
        added=True,
        example=example,
    )
    write_entry(
        who=by,
        what="add territory",
        about=f"territory {place.key}",
        territory=place,
        after={"name": place.name, "code": place.code},
    )
    return place
