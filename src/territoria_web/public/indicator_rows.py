"""The rows of the list of indicators: each written once a language, as there are hundreds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.library.queries import library
from territoria_web.library.saying import say
from territoria_web.measure.queries.column_words import ROLES, theme_words
from territoria_web.measure.queries.indicator_texts import Coverage

if TYPE_CHECKING:
    from territoria_web.measure.queries.indicator_texts import Indicator

NONE = Coverage()
COUNTRIES = 27


def indicator_rows(
    found: Sequence[Indicator], coverage: Mapping[str, Coverage], of: int
) -> SafeString:
    """Each indicator with its coverage. ``of``: the most territories that any of them has."""
    lang = get_language() or "en"
    rows = (_row(lang, i.id, coverage.get(i.id, NONE), of) for i in found)
    return mark_safe("".join(rows))


@lru_cache(maxsize=2048)
def _row(lang: str, indicator: str, c: Coverage, of: int) -> str:
    text = library().indicators[indicator]
    share = min(100, round(100 * c.territories / (COUNTRIES if text.level == "country" else of)))
    url, name = reverse("public:indicator", args=[indicator]), escape(say(text.name))
    known = c.territories or f'<span class="unknown">{escape(_("none"))}</span>'
    return (
        f'<tr><th scope="row"><a href="{escape(url)}">{name}</a></th>'
        f'<td class="r" data-value="{c.territories or ""}">{known}</td>'
        f'<td><svg class="mini" viewBox="0 0 100 9" aria-hidden="true">{_bar(share)}</svg></td>'
        f"<td>{years_said(c)}</td><td>{escape(theme_words(text.theme))}</td>"
        f"<td>{escape(ROLES[text.role]())}</td></tr>\n"
    )


def _bar(share: int) -> str:
    """From 0 to 100: the known part filled, the unknown one an outline with strokes."""
    known = f'<rect y="1.5" width="{share}" height="6" fill="currentColor"/>' if share else ""
    if share >= 100:
        return known
    strokes = "".join(f"M{x} 7.5l4-6" for x in range(share, 97, 6))
    return f'{known}<path class="hatch" d="M{share} 1.5H100V7.5H{share}Z{strokes}"/>'


def years_said(c: Coverage) -> str:
    """The span of years with figures; nothing where there are none."""
    if c.first is None:
        return ""
    return str(c.first) if c.first == c.last else f"{c.first}–{c.last}"
