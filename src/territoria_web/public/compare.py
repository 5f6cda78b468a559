"""Compare: two to eight territories, or a territory and its peers, figure by figure in own units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.compare.queries.side_by_side import (
    MOST,
    side_by_side,
    sound_peers,
)
from territoria_web.measure.queries.explored import (
    LEVEL_OF,
    Opened,
    opened,
)
from territoria_web.public.compare_words import list_of
from territoria_web.public.compared import address_of, compared_page
from territoria_web.public.explore.asked import Refused, codes
from territoria_web.public.explore.choosing import (
    Found,
    chosen_of,
    find_named,
    place_url,
)
from territoria_web.public.explore.show import refusal
from territoria_web.public.page import Page
from territoria_web.public.strange import strange_in, strange_words
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MAIN = "blueprint"
PARAMETERS = ("t", "peers", "framework", "show")
KNOWN = frozenset({*PARAMETERS, "add", "embed", "page"})


def compare(request: HttpRequest) -> Page | HttpResponse:
    """``?t=FRE1&t=DED5`` or ``?peers=FRE1``, ``&framework=``, ``&show=dimensions|indicators|A2``."""
    try:
        return _compared(request)
    except Refused as error:
        return refusal(error)


def _compared(request: HttpRequest) -> Page | HttpResponse:
    here = opened()
    framework = request.GET.get("framework", "").strip() or MAIN
    text = here.framework(framework)
    everyone = here.territories(LEVEL_OF[text.level])
    chosen = _chosen(request, here, everyone)
    asked = request.GET.get("add", "").strip()[:80]
    found = find_named(asked, everyone) if asked else None
    if found and found.code:
        both = list(dict.fromkeys([*(t.code for t in chosen), found.code]))
        return HttpResponseRedirect(reverse("public:compare") + address_of(request, both))
    _few_enough(chosen)
    show = _show(request, [n.id for n in text.nodes])
    form = _form(request, here, framework, chosen, found)
    form |= _strange(request, list_of([territory_name(t) for t in chosen]) or _("a form"))
    if len(chosen) < 2:
        return _empty(chosen, form)
    held = side_by_side(here, framework, chosen)
    return compared_page(request, here, held, show, form)


# ── who is compared ───────────────────────────────────────────────────────────────────────────


def _chosen(request: HttpRequest, here: Opened, everyone: Sequence[Territory]) -> list[Territory]:
    """Those named, or a territory and its firm and likely peers, the nearest first."""
    own = request.GET.get("peers", "").strip().upper()
    named = chosen_of(codes(request.GET), everyone)
    if not own:
        return named
    first = chosen_of([own], everyone)[0]
    found = sound_peers(here, [first])
    if own not in found:
        raise Refused(
            _("The peers of %(name)s are not worked out here.") % {"name": territory_name(first)},
            _("Name the territories instead, two to eight of them."),
            404,
        )
    held = {t.code: t for t in everyone}
    peers = [held[code] for code in found[own] if code in held]
    return list({t.pk: t for t in [first, *named, *peers]}.values())[:MOST]


def _few_enough(chosen: Sequence[Territory]) -> None:
    if len(chosen) > MOST:
        raise Refused(
            _("The address names %(count)s territories.") % {"count": len(chosen)},
            _("Up to %(most)s can be compared: take some out.") % {"most": MOST},
        )


def _show(request: HttpRequest, dimensions: Sequence[str]) -> str:
    show = request.GET.get("show", "").strip() or "dimensions"
    known = ["dimensions", "indicators", *dimensions]
    if show not in known:
        raise Refused(
            _("There is no part “%(show)s” to show.") % {"show": show[:40]},
            _("Known: %(known)s.") % {"known": ", ".join(known)},
        )
    return show


def _form(
    request: HttpRequest,
    here: Opened,
    framework: str,
    chosen: Sequence[Territory],
    found: Found | None,
) -> dict[str, Any]:
    now = [t.code for t in chosen]
    without = {code: [other for other in now if other != code] for code in now}
    return {
        "chosen": [
            (territory_name(t), t.code, place_url(t.code), address_of(request, without[t.code]))
            for t in chosen
        ],
        "full": len(chosen) >= MOST,
        "added": found.asked if found else "",
        "offered": [
            (f"{territory_name(t)} ({t.code})", address_of(request, [*now, t.code]))
            for t in (found.choices if found else ())
        ],
        "framework": framework,
        "frameworks": [(name, here.framework(name).title) for name in here.assessments],
        "show": request.GET.get("show", "").strip(),
    }


def _strange(request: HttpRequest, shown: str) -> dict[str, Any]:
    names = strange_in(request.GET, KNOWN)
    return {"strange": strange_words(names, shown, PARAMETERS), "not_understood": names}


def _empty(chosen: Sequence[Territory], form: dict[str, Any]) -> Page:
    return Page(
        template="public/compare_empty.html",
        title=_("Compare"),
        finding=_(
            "Put two to eight territories side by side, or a territory and its peers: every figure "
            "in its own unit, with its range, and who is about the same."
        ),
        facts={**form, "one": chosen[0].code if chosen else ""},
        data={"territories": [t.key for t in chosen]},
    )
