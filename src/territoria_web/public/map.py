"""The map: every territory coloured by a node of a framework or by an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria.pictures.picture import Picture
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.map_choices import find_choices, map_choices
from territoria_web.measure.queries.map_subjects import COUNTRIES, MapSubject, subject_of
from territoria_web.measure.queries.mapped import MapData, Mapped, map_data
from territoria_web.public.drawn_map import drawn_map
from territoria_web.public.explore.asked import Refused
from territoria_web.public.explore.show import refusal
from territoria_web.public.map_finding import finding_of, own_says
from territoria_web.public.map_rows import (
    KNOWN,
    PARAMETERS,
    changed,
    heads,
    options_html,
    own_codes,
    rows_html,
    sorting_of,
)
from territoria_web.public.page import FRESH, Crumb, Page, Table
from territoria_web.public.strange import left_aside, strange_in, strange_words
from territoria_web.reports.pictures import png_of, svg_of
from territoria_web.territories.boundaries import Ground, ground_of

HEAD = (
    "code",
    "name",
    "country",
    "value",
    "low",
    "high",
    "unit_of_measure",
    "years",
    "place_low",
    "place_high",
    "against_the_middle",
    "address",
)


def show(request: HttpRequest) -> Page:
    """``?show=`` framework:node or an indicator, ``?t=`` one's own territory, ``?sort=``."""
    try:
        return _shown(request)
    except Refused as error:
        return refusal(error)


def _shown(request: HttpRequest) -> Page:
    subject, assessment, data = _asked(request)
    own = own_codes(request.GET.get("t", ""), subject, data.rows)
    sorting = sorting_of(request.GET.get("sort", ""), data.rows)
    drawing = changed(request, sort="", q="")
    finding, ground = finding_of(subject, data), _ground(subject, assessment)
    strange = strange_in(request.GET, KNOWN)
    return Page(
        template="public/map.html",
        title=_titled(subject),
        finding=finding,
        facts={
            "strange": strange_words(strange, _titled(subject), PARAMETERS),
            "subject": subject,
            "data": data,
            "picture": drawn_map(subject, data, ground, finding, own.codes),
            "own": own,
            "own_says": own_says(data.rows, own.codes, data.known) if own.name else "",
            **_form(request, subject, assessment),
            **_source(subject, assessment, ground),
            "rows": rows_html(
                sorting.rows, own.codes, subject.level == COUNTRIES, get_language() or ""
            ),
            "heads": heads(request, subject, sorting, data.known),
            "embed": f"{drawing}{'&' if drawing else '?'}embed=1",
            "pictures": [
                ("SVG", reverse("public:map-svg") + drawing),
                ("PNG", reverse("public:map-png") + drawing),
            ],
        },
        table=_figures(subject, sorting.rows),
        data={
            "show": subject.show,
            "years": data.years,
            **_data(assessment, ground),
            **left_aside(strange),
        },
        card=reverse("public:map-png") + drawing,
        crumbs=(Crumb(_("Map"), reverse("public:map")),),
    )


def _titled(subject: MapSubject) -> str:
    """The whole title, for the window and for those who share it."""
    if not subject.framework:
        return subject.title
    slots = {"part": subject.title, "framework": subject.framework}
    return _("%(part)s, %(framework)s") % slots


@require_safe
def svg(request: HttpRequest) -> HttpResponse:
    """The drawing alone, without links, to put into a document."""
    drawing = svg_of(_picture(request)).encode()
    return _file(drawing, "image/svg+xml; charset=utf-8", "map.svg")


@require_safe
def png(request: HttpRequest) -> HttpResponse:
    """The same for a slide, and for those who share the page."""
    return _file(png_of(_picture(request)), "image/png", "map.png")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


def _picture(request: HttpRequest) -> Picture:
    subject, assessment, data = _asked(request)
    own = own_codes(request.GET.get("t", ""), subject, data.rows)
    ground = _ground(subject, assessment)
    return drawn_map(subject, data, ground, finding_of(subject, data), own.codes, linked=False)


def _asked(request: HttpRequest) -> tuple[MapSubject, Assessment, MapData]:
    asked = request.GET.get("show", "").strip(), request.GET.get("framework", "").strip()
    subject, assessment = subject_of(*asked)
    return subject, assessment, map_data(subject, assessment)


def _ground(subject: MapSubject, assessment: Assessment) -> Ground:
    version = assessment.release.descriptor.get("version_of_codes", "2021")
    return ground_of(version, subject.level)


def _form(request: HttpRequest, subject: MapSubject, assessment: Assessment) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()
    found = find_choices(assessment.release, asked) if asked else []
    return {
        "options": options_html(map_choices(assessment.release), subject.show),
        "asked": asked,
        "found": [(c.label, changed(request, show=c.show, q="", framework="")) for c in found],
        "t": request.GET.get("t", ""),
    }


def _source(subject: MapSubject, assessment: Assessment, ground: Ground) -> dict[str, Any]:
    explore = {"i": subject.show, "view": "map"}
    return {
        "assessment": assessment,
        "digest": assessment.release.digest[:12],
        "countries": subject.level == COUNTRIES,
        "explore": f"{reverse('public:explore')}?{urlencode(explore, safe=':')}",
        "attribution": ground.boundaries.attribution if ground.boundaries else "",
    }


def _data(assessment: Assessment, ground: Ground) -> dict[str, str]:
    held = {"release": assessment.release.name, "digest": assessment.release.digest}
    return held | ({"boundaries": ground.boundaries.attribution} if ground.boundaries else {})


def _figures(subject: MapSubject, rows: Sequence[Mapped]) -> Table:
    return Table(f"map-{subject.show.replace(':', '-')}", HEAD, [_row(subject, r) for r in rows])


def _row(subject: MapSubject, r: Mapped) -> tuple[Any, ...]:
    """Values as they were computed, not as they are printed: a file is for reckoning on."""
    return (
        r.code,
        r.name,
        r.country,
        *r.exact,
        subject.unit_of_measure,
        r.years,
        r.first,
        r.last,
        r.standing,
        r.address,
    )
