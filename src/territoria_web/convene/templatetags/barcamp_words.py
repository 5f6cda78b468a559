"""How others read of somebody, what a slot is called and an interest means, in templates."""

from __future__ import annotations

from django import template

from territoria_web.convene.queries.barcamp_grid import slot_name
from territoria_web.convene.queries.topics import shown_as
from territoria_web.convene.working_rules import INTERESTS
from territoria_web.library.saying import MINUS, numeral_of

register = template.Library()
register.filter("shown_person", shown_as)
register.filter("slot_name", slot_name)


@register.filter
def interest_word(value: int | None) -> str:
    """*Gladly*; nothing where nobody said anything."""
    return "" if value is None else str(INTERESTS.get(value, ""))


@register.filter
def signed(points: int) -> str:
    """Points gained or lost, with their sign: *+3*, *−2*, *±0*."""
    said = numeral_of(abs(points))
    return f"+{said}" if points > 0 else f"{MINUS}{said}" if points < 0 else f"±{said}"
