"""Filters of a list as a form: read from the address, counted, cleared one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString, mark_safe

from territoria_web.recommend.queries.sifting import (
    Entry,
    Facet,
    Loosened,
    Option,
    check_choices,
    loosened,
    options_of,
    sifted,
)
from territoria_web.recommend.queries.wording import folded

MOST_WORDS = 8


@dataclass(frozen=True)
class Filters:
    """What is asked of a list. ``fields``: each filter with its counted choices, in groups."""

    q: str
    words: tuple[str, ...]
    chosen: Mapping[str, str]
    fields: Sequence[tuple[Facet, Sequence[tuple[str, Sequence[Option]]]]]
    steps: Sequence[tuple[Loosened, str]]

    @property
    def count(self) -> int:
        """How many filters are set, a search among them."""
        return self.narrowed + bool(self.words)

    @property
    def narrowed(self) -> int:
        """How many of the fields are set; words are searched, not filtered by."""
        return sum(map(bool, self.chosen.values()))

    @property
    def written(self) -> list[tuple[Facet, SafeString]]:
        """Each filter with its choices as options of a list: there are hundreds on a page."""
        return [(facet, mark_safe("".join(map(_group, groups)))) for facet, groups in self.fields]


def _group(group: tuple[str, Sequence[Option]]) -> str:
    name, options = group
    written = "".join(map(_option, options))
    return f'<optgroup label="{escape(name)}">{written}</optgroup>' if name else written


def _option(o: Option) -> str:
    chosen = " selected" if o.chosen else ""
    return f'<option value="{escape(o.value)}"{chosen}>{escape(o.label)} ({o.count})</option>\n'


def read_filters(
    request: HttpRequest, facets: Sequence[Facet], entries: Sequence[Entry]
) -> tuple[Filters, list[Entry]]:
    """The filters of an address, and the entries that are left; unknown values are refused."""
    chosen = {f.name: request.GET.get(f.name, "").strip() for f in facets}
    check_choices(facets, chosen)
    q = request.GET.get("q", "").strip()[:200]
    words = tuple(folded(q).split()[:MOST_WORDS])
    left = sifted(entries, chosen, words)
    fields = [(f, grouped(options_of(f, entries, chosen, words))) for f in facets]
    steps = loosened(facets, entries, chosen, words) if not left else []
    found = [(step, query_without(request.GET, step.name)) for step in steps]
    return Filters(q, words, chosen, fields, found), left


def grouped(options: Sequence[Option]) -> Sequence[tuple[str, Sequence[Option]]]:
    """Options under the headings of their groups, in order."""
    found: dict[str, list[Option]] = {}
    for option in options:
        found.setdefault(option.group, []).append(option)
    return list(found.items())


def query_without(query: QueryDict, *names: str) -> str:
    """The address's other parameters, encoded; empty ones and the page are left out."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in (*names, "page") and values[-1]:
            kept[name] = values[-1]
    return kept.urlencode()
