"""What the pages of the register share: their door, their crumbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.register import open_initiative
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

STAGE = "measure"


def opened(
    request: HttpRequest, public_id: UUID, initiative: UUID, verb: str = "see"
) -> tuple[Cycle, Initiative]:
    """An initiative of a cycle's territory, for whoever may do this; 404 where it is another's."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    return cycle, open_initiative(cycle.territory, initiative)


def show_register(
    request: HttpRequest,
    cycle: Cycle,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    beneath: bool = True,
) -> HttpResponse:
    """A page of the register; ``beneath``: it stands below the list."""
    here = [cycle.public_id]
    below = [(_("Measure"), reverse("desk:measure", args=here))]
    if beneath:
        below.append((_("Register of initiatives"), reverse("desk:register", args=here)))
    return show_stage(
        request,
        cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts={**rights(cycle, STAGE, "register", "hand in"), **(facts or {})},
        status=status,
        below=tuple(below),
    )
