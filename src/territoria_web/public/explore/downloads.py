"""The same view as a file: Parquet, SVG, PNG. (CSV and JSON come with every page.)"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from territoria.pictures.picture import Picture
from territoria_web.measure.queries.downloads import parquet_of
from territoria_web.public.explore.asked import Asked, Refused, read_question
from territoria_web.public.explore.show import refused, view_of
from territoria_web.public.page import FRESH
from territoria_web.reports.pictures import png_of, svg_of

Make = Callable[[Asked], tuple[bytes, str, str]]


def _file(make: Make) -> Callable[[HttpRequest], HttpResponseBase]:
    @require_safe
    def view(request: HttpRequest) -> HttpResponseBase:
        try:
            body, name, kind = make(read_question(request.GET))
        except Refused as error:
            return refused(request, error)
        answer = HttpResponse(body, content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Access-Control-Allow-Origin"] = "*"
        patch_cache_control(answer, public=True, max_age=FRESH)
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        kept: HttpResponseBase = condition(etag_func=lambda _: tag)(lambda _: answer)(request)
        return kept

    return view


def _as_parquet(asked: Asked) -> tuple[bytes, str, str]:
    table = view_of(asked).table
    body = parquet_of(table.head, table.rows)
    return body, f"{table.name}.parquet", "application/vnd.apache.parquet"


def _picture(asked: Asked) -> Picture:
    picture = view_of(asked, linked=False).broad
    if picture is None:
        raise Refused(
            _("This view has no picture."),
            _("A table is there as CSV, JSON and Parquet."),
            404,
        )
    return picture


def _as_svg(asked: Asked) -> tuple[bytes, str, str]:
    return svg_of(_picture(asked)).encode(), f"explore-{asked.view}.svg", "image/svg+xml"


def _as_png(asked: Asked) -> tuple[bytes, str, str]:
    return png_of(_picture(asked)), f"explore-{asked.view}.png", "image/png"


parquet = _file(_as_parquet)
svg = _file(_as_svg)
png = _file(_as_png)


def files_of(asked: Asked, drawn: bool) -> list[tuple[str, str]]:
    """The downloads of a view."""
    kinds = ["csv", "json", "parquet", *(["svg", "png"] if drawn else [])]
    query = asked.address()
    return [(k.upper() if k != "parquet" else "Parquet", _url(k) + query) for k in kinds]


def _url(kind: str) -> str:
    return reverse(f"public:explore-{kind}")
