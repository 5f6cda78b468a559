"""Numbers and texts in templates: in the language spoken, never a number without its range."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from territoria.documents.numerals import numeral, span
from territoria.model import Words
from territoria.speech import IN_ENGLISH, NO_BREAK, gettext, language

register = template.Library()


@register.filter
def say(words: Any) -> str:
    """A text in the language spoken: ``Words``, or a map language → text; marked if it falls back."""
    if words is None:
        return ""
    held = words.root if isinstance(words, Words) else words
    if not isinstance(held, dict):
        return str(held)
    text = held.get(language())
    return str(text) if text else f"{held.get('en', '')}{IN_ENGLISH[language()]}"


@register.filter
def spoken(sentence: str) -> str:
    """An English sentence of the engine in the language spoken."""
    return gettext(sentence) if sentence else ""


@register.filter
def numeral_of(value: float | None, decimals: int = 0) -> str:
    """A number with the signs of the language; *unknown* where there is none."""
    return gettext("unknown") if value is None else numeral(value, decimals)


@register.simple_tag
def ranged(
    value: float | None, low: float | None = None, high: float | None = None, decimals: int = 0
) -> str:
    """``62 (58–66)``; *unknown* where there is no value."""
    if value is None:
        return gettext("unknown")
    said = numeral(value, decimals)
    if low is None or high is None:
        return said
    between = span(low, high, decimals)
    return f"{said} ({between})" if between else said


@register.filter
def percent(share: float | None) -> str:
    """A share of 1 as whole percent."""
    if share is None:
        return gettext("unknown")
    return f"{numeral(100 * share, 0)}{' ' if language() == 'en' else NO_BREAK}%"


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
