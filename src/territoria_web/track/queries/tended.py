"""The account as its team sees it: what needs somebody first, and who tells of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from territoria_web.plan.models import Plan
from territoria_web.track.models import Steward
from territoria_web.track.queries.accounts import Kept, PlanAccount


@dataclass(frozen=True)
class Tended:
    """An action and who tells how it goes; None: nobody was named."""

    row: Kept
    steward: Steward | None

    @property
    def is_asked(self) -> bool:
        """Whether somebody gets letters."""
        held = self.steward
        return held is not None and bool(held.email) and held.declined is None


def tended_in(account: PlanAccount) -> list[Tended]:
    """Late ones first, then those at risk, then silent ones; one query."""
    stewards = stewards_of(account.plan)
    rows = sorted(account.rows, key=_urgent)
    return [Tended(row, stewards.get(row.action.id)) for row in rows]


def _urgent(row: Kept) -> tuple[int, int]:
    state = row.delivery.state
    order = 0 if state == "late" else 1 if state == "at risk" else 2 if row.is_silent else 3
    return order, row.action.number


def steward_state(steward: Steward | None) -> str:
    """Names what is said of who tells; another name after any change, empty where nobody is named."""
    if steward is None:
        return ""
    days, declined = str(steward.every_days), str(steward.declined or "")
    said = (steward.name, steward.email, steward.language, days, declined)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:20]


def stewards_of(plan: Plan) -> Mapping[str, Steward]:
    """Action's id → who tells how it goes."""
    held = Steward.objects.filter(action__plan=plan).select_related("action")
    return {str(steward.action.public_id): steward for steward in held}
