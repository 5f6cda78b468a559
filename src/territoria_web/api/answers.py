"""Lists of rows: a page of them as JSON, or the whole selection as a table or cube."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from territoria_web.api.problems import Fault, Refused
from territoria_web.library.csv_text import as_csv
from territoria_web.measure.queries.interchange import as_jsonstat, as_sdmx_csv
from territoria_web.people.links import absolute

Out = TypeVar("Out")
USUAL, MOST = 100, 1000
ALL = 100_000  # rows of a table in one answer
MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "jsonstat": "application/vnd.json-stat+json",
    "sdmx-csv": "application/vnd.sdmx.data+csv",
}


class Paging(Schema):
    """Which part of a list."""

    limit: int | None = Field(
        None,
        ge=1,
        le=MOST,
        description=gettext_noop("rows in the answer: 100 in JSON, all in the other formats"),
    )
    offset: int = Field(
        0, ge=0, le=1_000_000, description=gettext_noop("rows that are left out at the beginning")
    )


class Listed(Schema, Generic[Out]):
    """A page of a list; ``next`` is the address of the following one."""

    total: int
    limit: int
    offset: int
    next: str | None
    items: list[Out]


@dataclass(frozen=True)
class Shape:
    """How rows of a kind are written: their name, one row as plain data, and the cube of many.

    ``paths``: field → where it stands in the table; such rows go to CSV without a detour.
    """

    name: str
    schema: type[Schema]
    row: Callable[[Any], Mapping[str, Any]]
    paths: Mapping[str, str] | None = None
    cube: Callable[[Sequence[Any]], Any] | None = None
    geojson: Callable[[Sequence[Any]], dict[str, Any]] | None = None


def listed(request: HttpRequest, rows: Any, page: Paging, kind: str, shape: Shape) -> Any:
    """The answer in the format asked for. ``rows``: a queryset or a list."""
    total = len(rows) if isinstance(rows, list | tuple) else rows.count()
    if kind != "json" and page.limit is None and total - page.offset > ALL:
        mend = _("Narrow the filters, or take the release in one file: /api/v1/releases.")
        raise Refused(422, Fault("query format", _("These are too many rows for one file."), mend))
    limit = page.limit or (USUAL if kind == "json" else ALL)
    cut = rows[page.offset : page.offset + limit]
    if kind == "csv" and shape.paths:
        cut = cut.values_list(*shape.paths.values())
    cut = list(cut)
    following = _next(request, page.offset + limit, limit) if page.offset + limit < total else None
    if kind == "json":
        items = [shape.row(row) for row in cut]
        return {
            "total": total,
            "limit": limit,
            "offset": page.offset,
            "next": following,
            "items": items,
        }
    answer = _written(cut, kind, shape)
    answer["X-Total-Count"] = str(total)
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def _next(request: HttpRequest, offset: int, limit: int) -> str:
    query = request.GET.copy()
    query["offset"], query["limit"] = str(offset), str(limit)
    return absolute(request, f"{request.path}?{query.urlencode()}")


def _written(cut: Sequence[Any], kind: str, shape: Shape) -> HttpResponse:
    suffix = {"sdmx-csv": "sdmx.csv", "jsonstat": "jsonstat.json"}.get(kind, kind)
    answer = HttpResponse(_text(cut, kind, shape), content_type=f"{MEDIA[kind]}; charset=utf-8")
    if kind in ("csv", "sdmx-csv"):
        answer["Content-Disposition"] = f'attachment; filename="{shape.name}.{suffix}"'
    return answer


def _text(cut: Sequence[Any], kind: str, shape: Shape) -> str:
    if kind == "csv":
        if shape.paths:
            return as_csv(list(shape.paths), cut)
        head = list(shape.schema.model_fields)
        rows = (shape.row(row) for row in cut)
        return as_csv(head, ([row[name] for name in head] for row in rows))
    if kind == "geojson" and shape.geojson:
        return json.dumps(shape.geojson(cut), ensure_ascii=False) + "\n"
    if shape.cube is None:
        raise Refused(422, Fault("query format", _("This list has no such format."), "json, csv"))
    if not cut:
        mend = _("Take a filter out, or ask for JSON or CSV.")
        raise Refused(404, Fault("query", _("No figure passes these filters."), mend))
    cube = shape.cube(cut)
    return as_jsonstat(cube) if kind == "jsonstat" else as_sdmx_csv(cube, shape.name)
