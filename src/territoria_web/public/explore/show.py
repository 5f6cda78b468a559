"""The page: reads the address, gathers the facts, lets the view speak, and puts the form beside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.measure.queries.explored import opened
from territoria_web.people.links import absolute
from territoria_web.public.derivation_links import explain_url
from territoria_web.public.explore import weights
from territoria_web.public.explore.asked import Asked, Refused, read_question
from territoria_web.public.explore.behind import table_behind
from territoria_web.public.explore.choosing import find_named
from territoria_web.public.explore.examples import examples
from territoria_web.public.explore.gathered import Gathered, gather
from territoria_web.public.explore.lines import show_lines
from territoria_web.public.explore.mapped import show_map
from territoria_web.public.explore.panel import offered, options_of, panel_of, views_of
from territoria_web.public.explore.ranking import show_ranking
from territoria_web.public.explore.scatter import show_scatter
from territoria_web.public.explore.table import show_table
from territoria_web.public.explore.view import View
from territoria_web.public.page import Crumb, Page
from territoria_web.public.strange import left_aside, strange_words
from territoria_web.territories.models import Territory

SHOWN = {
    "table": show_table,
    "ranking": show_ranking,
    "scatter": show_scatter,
    "line": show_lines,
}
FIGURES_OF = {"ranking": 1, "map": 1, "line": 1}
"""How many of the figures a view shows; the others show two by name."""


PARAMETERS = ("view", "i", "t", "among", "years", "level", "framework", "sort", "w.…")
"""What a reader may write into an address; the others are written by the page's own forms."""


def explore(request: HttpRequest) -> Page | HttpResponse:
    """Any figures, territories and years; every view is an address."""
    try:
        asked = read_question(request.GET)
        if asked.nothing:
            return _empty(asked)
        return _what_if(request, asked) if asked.view == "what-if" else _seen(request, asked)
    except Refused as error:
        return refusal(error)


def view_of(asked: Asked, linked: bool = True) -> View:
    """The view alone, for files."""
    if asked.view == "what-if":
        return weights.show_weights(weights.weigh(asked))
    if asked.nothing:
        raise Refused(_("The address names no figure."), _("Choose one, as i=gerd."))
    return _view(gather(asked), linked)


def _view(held: Gathered, linked: bool = True) -> View:
    if held.asked.view == "map":
        return show_map(held, linked)
    return SHOWN[held.asked.view](held)


def _seen(request: HttpRequest, asked: Asked) -> Page | HttpResponse:
    held = gather(asked)
    found = find_named(asked.add, held.level_all) if asked.add else None
    if found and found.code:
        return _with(asked, found.code)
    view = _view(held)
    names = ", ".join(v.title for v in held.figures[: FIGURES_OF.get(asked.view, 2)])
    facts: dict[str, Any] = {"panel": panel_of(held), "notes": [*held.notes, *_left_out(view)]}
    facts |= _searched(asked, found and found.choices)
    return _page(request, asked, view, facts, names)


def _left_out(view: View) -> list[str]:
    count = view.facts.get("left_out", 0)
    return [_("%(count)s more are in the downloads.") % {"count": count}] if count else []


def _what_if(request: HttpRequest, asked: Asked) -> Page | HttpResponse:
    held = weights.weigh(asked)
    asked = asked.without(f"w.{lever.node}" for lever in held.found.levers if not lever.moved)
    found = find_named(asked.add, held.everyone) if asked.add else None
    if found and found.code:
        return _with(asked, found.code)
    facts = {
        "sliders": weights.sliders(held),
        "framework": held.framework,
        "frameworks": [(n, held.here.framework(n).title) for n in held.here.assessments],
        "edition": held.here.assessments[held.framework].edition,
        "chosen": [(t.code, held.name(o)) for t in held.chosen for o in _outcome(held, t)],
        "reset": asked.address(**{f"w.{name}": None for name in asked.weights}),
        "notes": [],
    }
    view = weights.show_weights(held)
    return _page(request, asked, view, {**facts, **_searched(asked, found and found.choices)})


def _outcome(held: weights.Weighed, t: Territory) -> list[Any]:
    return [o for o in held.found.outcomes if o.territory == t.pk]


def _with(asked: Asked, code: str) -> HttpResponse:
    """The same question with one more territory."""
    codes = list(dict.fromkeys([*asked.chosen, code]))
    return HttpResponseRedirect(reverse("public:explore") + asked.address(t=codes))


def _searched(asked: Asked, found: Any) -> dict[str, Any]:
    return {"added": asked.add, "offered": offered(asked, found or ())}


def _page(
    request: HttpRequest, asked: Asked, view: View, facts: dict[str, Any], names: str = ""
) -> Page:
    from territoria_web.public.explore.downloads import files_of

    share = absolute(request, reverse("public:explore") + asked.address())
    return Page(
        template="public/explore.html",
        title=view.title or names,
        finding=view.finding,
        facts={
            **facts,
            **view.facts,
            "asked": asked,
            "strange": strange_words(asked.strange, names or view.shown, PARAMETERS),
            "view": view,
            "behind": table_behind(view.broad, explain_url()) if view.broad else "",
            "drawn": view.broad and replace(view.broad, rows=()),
            "tabs": views_of(asked),
            "downloads": files_of(asked, view.broad is not None),
            "share": share,
            "embed": share + "&embed=1",
        },
        table=view.table,
        data={"view": asked.view, **_data(view), **left_aside(asked.strange)},
        crumbs=(Crumb(_("Explore"), reverse("public:explore")),),
        robots="noindex",
    )


def _data(view: View) -> dict[str, Any]:
    held = view.facts.get("correlation")
    return {"correlation": held} if held else {}


def _empty(asked: Asked) -> Page:
    here = opened()
    return Page(
        template="public/explore_empty.html",
        title=_("Explore"),
        finding=_(
            "Ask your own question: any figure, any territory, any year, as table, ranking, "
            "scatter, lines or map. Every view is an address that you can share."
        ),
        facts={
            "examples": examples(),
            "options": options_of(here),
            "asked": asked,
            "strange": strange_words(asked.strange, _("questions to begin with"), PARAMETERS),
            "count": len(here.variables),
        },
    )


def refusal(error: Refused) -> Page:
    """A page that says what could not be read, and how to mend it."""
    return Page(
        template="public/explore_refused.html",
        title=_("We could not show this"),
        finding=error.what,
        facts={"mend": error.mend, "examples": examples()},
        data={"mend": error.mend},
        status=error.status,
    )


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The same where a file was asked for."""
    return HttpResponse(
        f"{error.what} {error.mend}\n",
        status=error.status,
        content_type="text/plain; charset=utf-8",
    )
