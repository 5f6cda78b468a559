"""Numbers and texts in templates; see ``library.saying``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from territoria_web.library.saying import numeral_of, percent, ranged, say, spoken

register = template.Library()

for _filter in (say, spoken, numeral_of, percent):
    register.filter(_filter)
register.simple_tag(ranged)


@register.filter
def day(when: Any) -> str:
    """A date as 21 November 2026."""
    return date_format(when, "j F Y") if when else ""


@register.simple_tag
def explained(text: str, address: str, url: str) -> SafeString:
    """A number as a link to its derivation."""
    return format_html('<a class="n" href="{}" data-reading="{}">{}</a>', url, address, text)


@register.filter
def item(held: Any, key: Any) -> Any:
    """``held[key]``, None where there is none."""
    if held is None:
        return None
    if isinstance(held, dict):
        return held.get(key)
    return held[key] if -len(held) <= key < len(held) else None


__all__ = ["day", "explained", "item", "numeral_of", "percent", "ranged", "say", "spoken"]
