"""A public page: facts in, and the same facts as HTML, JSON and CSV at three addresses.

A page is a function from the request to a ``Page``. It reads through the rooms' queries, never
looks at the session (public pages are the same for everyone, so they can be kept and handed out
again), and hands over plain facts: ``routes`` makes the three views.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import condition, require_safe

from territoria_web.library.csv_text import as_csv
from territoria_web.library.languages import in_every_language
from territoria_web.people.links import absolute
from territoria_web.public.encodings import takes_gzip
from territoria_web.public.written import Hangs

QUICK = 4  # of 9: half the time of 6 for a twentieth more bytes
SMALL = 200  # bytes below which nothing is gained
FRESH = 60  # seconds that a page may be kept without asking


@dataclass(frozen=True)
class Table:
    """The page's figures as a table: machine-readable heads, one row a line, None is unknown."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


class LaterRows(Sequence[Sequence[Any]]):
    """Rows that are made only when somebody wants the table: the page itself does not."""

    def __init__(self, make: Callable[[], Iterable[Sequence[Any]]]) -> None:
        self.make = make

    @cached_property
    def rows(self) -> Sequence[Sequence[Any]]:
        """All of them."""
        return list(self.make())

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]


@dataclass(frozen=True)
class Crumb:
    """A step of the way to this page."""

    label: str
    url: str


@dataclass(frozen=True)
class Page:
    """What a page says. ``finding`` is one plain sentence: lead, description and social card.

    ``facts`` is the template's context; ``table`` is the CSV and, with ``data``, the JSON.
    ``card``: path of the social picture.
    """

    template: str
    title: str
    finding: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    table: Table | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    crumbs: tuple[Crumb, ...] = ()
    card: str = ""
    robots: str = ""
    status: int = 200


PageFunction = Callable[..., Page | HttpResponseBase]
View = Callable[..., HttpResponseBase]


def routes(
    route: str,
    function: PageFunction,
    name: str,
    *,
    beside: Iterable[str] = ("json", "csv"),
    hangs: Hangs | None = None,
) -> list[URLPattern]:
    """The addresses of a page: ``route/`` for people, ``route.json`` and ``route.csv`` beside it.

    ``hangs``: what the page hangs on, where its markup may be written down.
    """
    stem = route.rstrip("/") or "index"
    kinds = tuple(beside)
    return [
        path(f"{stem}.{kind}", _beside(function, kind), name=f"{name}-{kind}") for kind in kinds
    ] + [path(route, _shown(function, name, kinds, hangs), name=name)]


def _shown(function: PageFunction, name: str, kinds: tuple[str, ...], hangs: Hangs | None) -> View:
    @require_safe
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        place = hangs.place(request, parts) if hangs else None
        written = place.read(request) if place else None
        if written is not None:
            return _kept(request, HttpResponse(written))
        page = function(request, **parts)
        if not isinstance(page, Page):
            return page
        embedded = request.GET.get("embed") == "1"
        context = {
            **page.facts,
            "page": _head(request, page, name, kinds, parts),
            "embedded": embedded,
            "base": "plain.html" if embedded else "base.html",
            # said here so that nothing of the reader's session is looked up
            "user": None,
            "messages": (),
        }
        answer = render(request, page.template, context, status=page.status)
        if place and answer.status_code == 200:
            place.write(request, answer.content.decode())
        return _kept(request, answer)

    def embeddable(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return (
            frameable(view)(request, **parts)
            if request.GET.get("embed") == "1"
            else view(request, **parts)
        )

    return embeddable


def frameable(view: View) -> View:
    """The same for any website to show in a frame."""
    framed: View = xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view))
    return framed


def _head(
    request: HttpRequest,
    page: Page,
    name: str,
    kinds: tuple[str, ...],
    parts: Mapping[str, Any],
) -> dict[str, Any]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return {
        "title": page.title,
        "finding": page.finding,
        "canonical": absolute(request, request.path + query),
        "card": absolute(request, page.card) if page.card else "",
        "robots": page.robots,
        "crumbs": [(c.label, c.url) for c in page.crumbs],
        "languages": languages_of(request),
        "beside": [
            (kind.upper(), reverse(f"public:{name}-{kind}", kwargs=dict(parts)) + query)
            for kind in kinds
            if kind != "csv" or page.table is not None
        ],
    }


def languages_of(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """The whole address of the page in every language."""
    return [
        (code, name, absolute(request, path), spoken)
        for code, name, path, spoken in in_every_language(request)
    ]


def _beside(function: PageFunction, kind: str) -> View:
    @require_safe
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        page = function(request, **parts)
        if not isinstance(page, Page):
            return page
        write = _as_json if kind == "json" else _as_csv
        answer = write(request, page)
        answer["Access-Control-Allow-Origin"] = "*"
        return _kept(request, answer)

    return view


def _as_json(request: HttpRequest, page: Page) -> HttpResponse:
    body: dict[str, Any] = {
        "title": page.title,
        "finding": page.finding,
        "language": get_language(),
        "address": absolute(request),
        **page.data,
    }
    if page.table is not None:
        body["table"] = {
            "name": page.table.name,
            "fields": list(page.table.head),
            "rows": [list(row) for row in page.table.rows],
        }
    text = json.dumps(body, ensure_ascii=False, indent=1, default=str)
    return HttpResponse(
        text + "\n", status=page.status, content_type="application/json; charset=utf-8"
    )


def _as_csv(request: HttpRequest, page: Page) -> HttpResponse:
    table = page.table or Table("empty", (), ())
    text = as_csv(table.head, table.rows)
    answer = HttpResponse(text, status=page.status, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """May be kept for a while, and is not sent again where it has not changed."""
    if answer.status_code != 200:
        return answer
    patch_cache_control(answer, public=True, max_age=FRESH)
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    kept: HttpResponseBase = condition(etag_func=lambda _: tag)(lambda _: answer)(request)
    patch_vary_headers(kept, ("Accept-Encoding",))
    return _pressed(request, answer) if kept.status_code == 200 else kept


def _pressed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Compressed for who takes that. Nothing on a public page is secret, so its length may tell."""
    taken = takes_gzip(request.headers.get("Accept-Encoding", ""))
    if taken and len(answer.content) > SMALL:
        answer.content = gzip.compress(answer.content, QUICK, mtime=0)
        answer["Content-Encoding"] = "gzip"
        answer["Content-Length"] = str(len(answer.content))
        answer["ETag"] = f"W/{answer['ETag']}"
    return answer
