"""What a team's key opens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router

from territoria_web.api.keys import Key
from territoria_web.api.schemas.texts import CycleOut
from territoria_web.people.queries import cycles_of

router = Router(tags=["teams"], auth=Key())


@router.get("/cycles", response=list[CycleOut], summary=gettext_noop("Your teams' cycles"))
def cycles(request: HttpRequest) -> Any:
    """The cycles that the account of the key may see."""
    return [
        {
            "id": str(cycle.public_id),
            "territory": cycle.territory.code,
            "title": cycle.title,
            "framework": cycle.framework,
            "state": cycle.state,
            "example": cycle.example,
        }
        for cycle in cycles_of(request.auth)  # type: ignore[attr-defined]
    ]
