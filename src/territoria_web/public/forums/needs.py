"""The needs of a place: what was promised and kept, where they are, and every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from territoria.pictures.need_map import NeedMark, need_map
from territoria.pictures.picture import Picture
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import PUBLIC, STATE_NAMES
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_account import account_of, account_said
from territoria_web.listen.queries.need_map import districts_on_map, frame_of, marks_of
from territoria_web.listen.queries.need_rankings import Ranking, ranking_of
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.queries.needs import (
    MOST,
    NEWEST,
    SORTS,
    Asked,
    district_names,
    shown_spot,
    sifted,
    told,
    with_people,
)
from territoria_web.public.drawn import SLIM
from territoria_web.public.forums.frame import crumbs_of, frame_facts
from territoria_web.public.forums.rows import HEAD, as_data, line_of, row_of
from territoria_web.public.page import LaterRows, Page, Table

A_PAGE = 25
MOST_ON_MAP = 200
MOST_SAID = 8  # reasons on the page; all of them stand in the data


def needs(request: HttpRequest, code: str) -> Page:
    """``forum/<code>/needs/``."""
    held = forum_by_code(code)
    choices = _choices(held)
    asked, strange = _asked(request, choices)
    found = sifted(held, asked)
    ranking = ranking_of(held) if asked.sort == MOST else None
    page, rows = _page_of(request, found, ranking)
    account = account_of(held, timezone.now())
    return Page(
        template="public/forums/needs.html",
        title=_("What people need"),
        finding=" ".join(account_said(account)[:2]),
        facts={
            **frame_facts(held),
            "rows": page,
            "cards": [_card(need, ranking) for need in rows],
            "choices": _fields(asked, choices),
            "set": sum(bool(value) for value in (asked.theme, asked.district, asked.state)),
            "strange": [(_labels()[name], value) for name, value in strange],
            "ranking": ranking,
            "says": ranking.says[:MOST_SAID] if ranking else (),
            "says_more": max(len(ranking.says) - MOST_SAID, 0) if ranking else 0,
            "query": _query(request),
            "action": reverse("public:needs", args=[held.code]),
            "geojson": reverse("public:needs-geojson", args=[held.code]) + _whole_query(request),
            "open311": reverse("public:open311-requests-json", args=[held.code]),
            **_map(held, asked),
        },
        table=Table(
            f"needs-{held.code}", HEAD, LaterRows(lambda: [line_of(n) for n in _all(found)])
        ),
        data={
            "account": asdict(account),
            "asked": asdict(asked),
            "ranking": _ranking_data(ranking),
            "districts": district_names(held),
        },
        crumbs=crumbs_of(held),
    )


# ── what is asked for ─────────────────────────────────────────────────────────────────────────


def _choices(forum: Forum) -> dict[str, dict[str, str]]:
    return {
        "theme": need_themes(),
        "district": district_names(forum),
        "state": {str(s): str(name) for s, name in STATE_NAMES.items() if s in PUBLIC},
        "sort": {key: str(name) for key, name in SORTS.items()},
    }


def _asked(
    request: HttpRequest, choices: dict[str, dict[str, str]]
) -> tuple[Asked, list[tuple[str, str]]]:
    """What is understood, and what is not known here and left out."""
    held: dict[str, str] = {}
    strange = []
    for name, known in choices.items():
        value = request.GET.get(name, "")
        if value in known:
            held[name] = value
        elif value:
            strange.append((name, value[:60]))
    return Asked(**held), strange


def _labels() -> dict[str, str]:
    return {
        "theme": _("About"),
        "district": _("District"),
        "state": pgettext("of a need", "State"),
        "sort": _("Order"),
    }


def _fields(asked: Asked, choices: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    labels = _labels()
    return [
        {
            "name": name,
            "label": labels[name],
            "options": list(known.items()),
            "chosen": getattr(asked, name),
            "any": name != "sort",
        }
        for name, known in choices.items()
        if known
    ]


def _query(request: HttpRequest) -> str:
    held = request.GET.copy()
    held.pop("page", None)
    return f"{held.urlencode()}&" if held else ""


def _whole_query(request: HttpRequest) -> str:
    query = _query(request).rstrip("&")
    return f"?{query}" if query else ""


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def _page_of(
    request: HttpRequest, found: QuerySet[Need], ranking: Ranking | None
) -> tuple[PageOfRows[int], list[Need]]:
    """Where the reader stands in the list, and the needs of that page."""
    numbers: Any = found.values_list("number", flat=True)
    if ranking is not None:
        places = ranking.places
        numbers = sorted((n for n in numbers if n in places), key=lambda n: places[n].place)
    page: PageOfRows[int] = Paginator(numbers, A_PAGE).get_page(request.GET.get("page", "1"))
    here = list(page.object_list)
    held = {need.number: need for need in told(found.filter(number__in=here))}
    return page, [held[n] for n in here if n in held]


def _all(found: QuerySet[Need]) -> QuerySet[Need]:
    return with_people(found).select_related("retired_into")


def _card(need: Need, ranking: Ranking | None) -> dict[str, Any]:
    place = ranking.places.get(need.number) if ranking else None
    unusual = place.supports - place.usual if place and ranking and ranking.is_flagged else 0
    return {**row_of(need), "place": place, "unusual": unusual}


def _ranking_data(ranking: Ranking | None) -> dict[str, Any] | None:
    if ranking is None:
        return None
    return {
        "counts_all": ranking.counts_all,
        "says": list(ranking.says),
        "places": [asdict(row) for row in ranking.rows],
    }


# ── the map ───────────────────────────────────────────────────────────────────────────────────


def _map(forum: Forum, asked: Asked) -> dict[str, Any]:
    held = sifted(forum, Asked(asked.theme, asked.district, asked.state, NEWEST))
    marks = marks_of(held, MOST_ON_MAP)
    frame = frame_of(forum, marks)
    if frame is None or not marks:
        return {"pictures": None}
    said = _map_said(marks)
    districts = districts_on_map(forum)

    def drawn(key: str, width: int) -> Picture:
        return need_map(key, _("Map of needs"), said, marks, districts, frame, width=width)

    return {"pictures": (drawn("needs", 640), drawn("needs-narrow", SLIM)), "map_said": said}


def _map_said(marks: Sequence[NeedMark]) -> str:
    waiting = sum(mark.standing == "waiting" for mark in marks)
    said = ngettext(
        "%(waiting)d of the %(count)d need with a place waits for an answer",
        "%(waiting)d of the %(count)d needs with a place wait for an answer",
        len(marks),
    )
    return said % {"waiting": waiting, "count": len(marks)}


# ── as data for maps ──────────────────────────────────────────────────────────────────────────


@require_safe
def geojson(request: HttpRequest, code: str) -> HttpResponse:
    """The same needs as GeoJSON; positions to about a hundred metres, null where there is none."""
    held = forum_by_code(code)
    asked, _strange = _asked(request, _choices(held))
    features = [_feature(need) for need in _all(sifted(held, asked))]
    answer = JsonResponse(
        {"type": "FeatureCollection", "features": features},
        json_dumps_params={"ensure_ascii": False},
        content_type="application/geo+json; charset=utf-8",
    )
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=60)
    return answer


def _feature(need: Need) -> dict[str, Any]:
    spot = shown_spot(need)
    point = {"type": "Point", "coordinates": [spot[1], spot[0]]} if spot else None
    facts = {key: value for key, value in as_data(need).items() if "tude" not in key}
    return {"type": "Feature", "id": need.number, "geometry": point, "properties": facts}
