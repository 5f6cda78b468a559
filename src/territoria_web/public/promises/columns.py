"""The account of a plan as a plain table: a line an action, for CSV and JSON."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from territoria_web.library.dates import written
from territoria_web.track.queries.accounts import Kept

HEAD: Final = (
    *("number", "action", "owner", "nodes", "begins", "ends", "first_begins", "first_ends"),
    *("days_moved", "expected", "delivery", "days_late", "milestones_reached", "milestones"),
    *("effect", "indicator", "unit", "period", "value", "low", "high", "needed_from", "needed_to"),
    *("target_low", "target_high", "target_year", "first_target_low", "first_target_high"),
    *("first_target_year", "money", "currency", "spent", "news", "last_news", "silent"),
)


def line_of(row: Kept) -> tuple[Any, ...]:
    """One action under ``HEAD``."""
    action, delivery = row.action, row.delivery
    return (
        *(action.number, action.title, action.owner, "; ".join(n["id"] for n in row.nodes)),
        *(written(action.begins), written(action.ends)),
        *(row.first_said["begins"], row.first_said["ends"], delivery.days_moved),
        *(written(row.expected), delivery.state, delivery.days_late),
        *(delivery.reached, delivery.of, *_effect(row)),
        *(action.low, action.high, action.year, *_first_target(row)),
        *(_sum(action.money), action.currency if action.money is not None else None),
        *(_sum(row.spent), len(row.updates), _last_news(row), row.is_silent),
    )


def _effect(row: Kept) -> tuple[Any, ...]:
    effect = row.effect
    needed = sorted(effect.needed) if effect.needed else (None, None)
    return (
        *(effect.state, row.action.indicator, row.action.unit, effect.period or None),
        *(effect.value, effect.low, effect.high, *needed),
    )


def _first_target(row: Kept) -> tuple[Any, ...]:
    return tuple(row.first_said[f] for f in ("target_low", "target_high", "target_year"))


def _last_news(row: Kept) -> str | None:
    return timezone.localdate(row.updates[0].made).isoformat() if row.updates else None


def _sum(amount: Any) -> str | None:
    return str(amount) if amount is not None else None
