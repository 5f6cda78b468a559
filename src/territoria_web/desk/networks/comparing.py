"""A network's territories side by side, each with its range and among its own peers: no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria.pictures.interval_dots import IntervalRow, interval_dots
from territoria.pictures.picture import Label, Picture
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.measure.queries.explored import Opened, Variable, opened
from territoria_web.people.queries import open_network, role_in_network
from territoria_web.plan.queries.cohort.compared import (
    Compared,
    ComparedRow,
    HeatCell,
    Standing,
    compared,
    heat,
    standings,
    subjects_of,
)
from territoria_web.plan.queries.cohort.held import (
    Published,
    compared_frameworks,
    published_of,
)
from territoria_web.plan.queries.cohort.rows import territories_in
from territoria_web.plan.queries.cohort.words import joined
from territoria_web.territories.models import Territory

ORDERS = ("name", "country")
MOST_GROUPS = 12


@login_required
@require_safe
def compare(request: HttpRequest, network: UUID) -> HttpResponse:
    """``?framework=``, ``?what=`` a node or indicator, ``?order=name|country``."""
    held = open_network(request.user, network, "see cohort")
    here = opened()
    published = _published(request, here, territories_in(held))
    subjects = subjects_of(here, published)
    asked = request.GET.get("what", "") or subjects[0].id
    order = request.GET.get("order", "name")
    chosen = asked if asked in {v.id for v in subjects} else subjects[0].id
    found = compared(published, chosen, by_country=order == "country", here=here)
    facts: dict[str, Any] = {
        "strange": asked[:60] if chosen != asked else "",
        "frameworks": [
            (f.id, f.title.say(), f.id == published.framework.id)
            for f in compared_frameworks(here.assessments)
        ],
        "subjects": [(v.id, _named(v), v.id == chosen) for v in subjects],
        "order": order if order in ORDERS else "name",
        "any": bool(found.rows),
        "groups": _groups(found),
        "more_groups": max(0, len(found.groups) - MOST_GROUPS),
        "unit": found.variable.unit,
        "explain": f"{reverse('public:explain')}?number=",
        "standings": [_standing(s, published) for s in standings(published)],
        **_tables(here, published),
    }
    if found.rows:
        heads = order == "country"
        facts |= {"picture": _picture(found, heads), "narrow": _picture(found, heads, slim=True)}
    return show_network(
        request,
        held,
        "network-compare",
        "desk/networks/compare.html",
        office=is_office(role_in_network(request.user, held)),
        title=_("Side by side"),
        finding=_finding(found),
        facts=facts,
    )


def _published(request: HttpRequest, here: Opened, places: Sequence[Territory]) -> Published:
    frameworks = compared_frameworks(here.assessments)
    asked = request.GET.get("framework", "") or (frameworks[0].id if frameworks else "")
    if asked not in {f.id for f in frameworks}:
        raise Http404(_("No framework of this name compares with peers here."))
    found = published_of(asked, places, here.assessments)
    assert found is not None  # it is one of those that are opened
    return found


def _named(variable: Variable) -> str:
    node = "" if not variable.scored or variable.whole else f"{variable.node} "
    return f"{node}{variable.short}"


# ── one figure ────────────────────────────────────────────────────────────────────────────────


def _finding(found: Compared) -> str:
    name, known = _named(found.variable), found.known
    if not known:
        return _("Nobody can tell for %(what)s: no territory of the network has a figure.") % {
            "what": name
        }
    words = [row.held.word(row.node) for row in known]
    said = _(
        "%(what)s: %(above)s above its own peers, %(level)s about the same, %(below)s below, and "
        "for %(unknown)s nobody can tell."
    )
    return said % {
        "what": name,
        "above": words.count("above"),
        "level": words.count("level"),
        "below": words.count("below"),
        "unknown": len(found.rows) - len(known) + words.count("unknown"),
    }


def _groups(found: Compared) -> list[str]:
    """Who cannot be told apart, in sentences; by name."""
    if not found.known:
        return []
    if not found.ranged:
        return [_("No range is published for these figures: small differences may mean nothing.")]
    names = [row.name for row in found.rows]
    if len(found.groups) == 1 and not found.apart:
        return [_("All ranges overlap: no two of them can be told apart.")]
    said = [
        _("The ranges of %(names)s overlap: they are about the same.")
        % {"names": joined([names[n] for n in group])}
        for group in found.groups[:MOST_GROUPS]
    ]
    if found.apart:
        said.append(
            ngettext(
                "The range of %(names)s overlaps with no other.",
                "The ranges of %(names)s overlap with no other.",
                len(found.apart),
            )
            % {"names": joined([names[n] for n in found.apart])}
        )
    return said


def _picture(found: Compared, heads: bool, *, slim: bool = False) -> Picture:
    variable = found.variable
    return interval_dots(
        "dotsn" if slim else "dots",
        _("%(what)s, each with its range and its own peers behind") % {"what": _named(variable)},
        _("One row a territory, ordered by name or country. The table says the same in words."),
        [_row(found, row, heads) for row in found.rows],
        variable.direction,
        (0.0, 100.0) if variable.scored else None,
        width=360 if slim else 640,
    )


def _row(found: Compared, row: ComparedRow, heads: bool) -> IntervalRow:
    cell, variable = row.cell, found.variable
    ends = row.ends if cell and cell.low is not None else None
    return IntervalRow(
        name=row.name,
        group=row.country if heads else "",
        value=cell.value if cell else None,
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
        label=Label(_said(variable, row), found.here.address(variable, row.territory)),
        peers_low=row.peers("peer_low"),
        peers_high=row.peers("peer_high"),
        word=row.held.word(row.node),  # type: ignore[arg-type]
    )


def _said(variable: Variable, row: ComparedRow) -> str:
    if row.cell is None:
        return _("unknown")
    between = variable.between(row.cell.low, row.cell.high)
    value = variable.said(row.cell.value)
    return f"{value} ({between})" if between and between != value else value


# ── all of them ───────────────────────────────────────────────────────────────────────────────


def _standing(standing: Standing, published: Published) -> dict[str, Any]:
    titles = {f.id: (f.short or f.title).say() for f in published.framework.factors()}
    return {
        "name": standing.name,
        "url": reverse("public:territory", args=[standing.held.territory.code]),
        "known": standing.held.known,
        "ahead": [titles[f] for f in standing.ahead],
        "behind": [titles[f] for f in standing.behind],
        "unknown": len(standing.unknown),
        "of": len(titles),
    }


def _tables(here: Opened, published: Published) -> dict[str, Any]:
    """Territory × dimension, and territory × indicator."""
    cells, variables = heat(here, published), here.variables
    framework = published.framework
    rows = [(h, cells[h.territory.pk]) for h in published.territories]
    names = {s.held.territory.pk: s.name for s in standings(published)}
    explain = f"{reverse('public:explain')}?number="
    indicators = [i for i in published.indicators if i in variables]
    return {
        "dimensions": [(n.short or n.title).say() for n in framework.nodes],
        "heat": [
            (
                names[h.territory.pk],
                [
                    _heat_cell(here, published, h.territory, n, c, explain)
                    for n, c in zip(published.dimensions, found, strict=True)
                ],
            )
            for h, found in rows
        ],
        "indicators": [variables[i].short for i in indicators],
        "coverage": [
            (names[h.territory.pk], [h.badge(i) for i in indicators]) for h in published.territories
        ],
    }


def _heat_cell(
    here: Opened, published: Published, place: Territory, node: str, found: HeatCell, explain: str
) -> dict[str, str]:
    if found.cell is None:
        return {"word": "unknown", "text": "", "url": ""}
    variable = here.variables[f"{published.framework.id}:{node}"]
    between = variable.between(found.cell.low, found.cell.high)
    return {
        "word": found.word,
        "text": f"{variable.said(found.cell.value)} ({between})",
        "url": explain + quote(here.address(variable, place), safe=""),
    }
