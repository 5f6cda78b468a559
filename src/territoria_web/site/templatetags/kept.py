"""``{% kept … %}``: markup that stands often on pages, written once for the same values.

For marks and lists that hang on nothing but the values named and the language: a grade of evidence,
the foot of the page. Nothing of the reader may stand between the tags.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST = 64  # of one place in a template; the oldest goes


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """``{% kept grade short %}…{% endkept %}``; without values it hangs on the language alone."""
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(inside, values)


class Kept(template.Node):
    """What stands between the tags, by language and values."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.held: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Written now, or before. Types are in the key: 1 and True and 1.0 read differently."""
        values = [value.resolve(context) for value in self.values]
        key = (get_language(), *values, *map(type, values))
        written = self.held.get(key)
        if written is None:
            written = self.nodelist.render(context)
            while len(self.held) >= MOST:
                self.held.pop(next(iter(self.held)), None)
            self.held[key] = written
        return written
