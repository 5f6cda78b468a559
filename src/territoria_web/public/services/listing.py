"""All services of a forum side by side: how many are satisfied, within what range, and by which ways."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Label, Picture
from territoria.pictures.rating_ranges import RatingRow, rating_ranges
from territoria_web.library.saying import numeral_of, percent
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.listen.queries.rating_looks import (
    ForumFigures,
    ServiceFigures,
    figures_of,
)
from territoria_web.listen.queries.rating_words import (
    channels_said,
    mean_cell,
    place_cell,
    share_cell,
    state_said,
)
from territoria_web.public.drawn import SLIM
from territoria_web.public.forums.frame import crumbs_of
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.territories.queries import territory_name

HEAD = (
    *("code", "name", "office", "theme", "open", "state", "ratings"),
    *("solved", "solved_low", "solved_high", "satisfied", "satisfied_low", "satisfied_high"),
    *("mean", "mean_low", "mean_high", "rank", "rank_first", "rank_last"),
)


def services(request: HttpRequest, code: str) -> Page:
    """All of them."""
    forum = forum_by_code(code)
    figures = figures_of(forum)
    finding = _finding(figures)
    place = territory_name(forum.cycle.territory)
    return Page(
        template="public/services/listing.html",
        title=_("How people rate the services of %(place)s") % {"place": place},
        finding=finding,
        facts={
            "forum": forum,
            "rows": [_row(forum, one) for one in figures.services],
            "mixes": [one.name for one in figures.services if one.rated and one.rated.apart],
            "told_apart": figures.told_apart,
            "who": figures.who,
            "odd": any(one.unusual != 0 for one in figures.services),
            **_pictures(figures, finding),
        },
        table=Table(f"services-{forum.code}", HEAD, [cells(one) for one in figures.services]),
        data={"forum": forum.code, "who_answered": figures.who and who_data(figures)},
        crumbs=crumbs_of(forum),
    )


def crumbs_to(forum: Forum) -> tuple[Crumb, ...]:
    """The way to one of the services of a forum."""
    every = Crumb(_("Services"), reverse("public:services", args=[forum.code]))
    return (*crumbs_of(forum), every)


def _finding(figures: ForumFigures) -> str:
    said = _told(figures)
    if all(one.state != "unranked" for one in figures.services):
        return said
    return f"{said} {_('Only services with ten ratings or more are compared.')}"


def _told(figures: ForumFigures) -> str:
    ranked = figures.ranked
    n = sum(one.n for one in figures.services)
    if not n:
        return _("No service has five ratings yet, so there is nothing to show.")
    if len(ranked) > 1 and figures.told_apart:
        first, last = ranked[0], ranked[-1]
        said = _(
            "Most satisfied are those who rated “%(first)s” (%(high)s), least those who rated "
            "“%(last)s” (%(low)s)."
        )
        return said % {
            "first": first.name,
            "high": _satisfied(first),
            "last": last.name,
            "low": _satisfied(last),
        }
    said = ngettext(
        "%(count)s rating is counted here; it does not tell one service from another.",
        "%(count)s ratings are counted here; they do not tell one service from another.",
        n,
    )
    return said % {"count": numeral_of(n)}


def _satisfied(figures: ServiceFigures) -> str:
    return percent(figures.rated.satisfied.share if figures.rated else None)


def _row(forum: Forum, one: ServiceFigures) -> dict[str, Any]:
    return {
        "name": one.name,
        "url": reverse("public:service", args=[forum.code, one.service.code]),
        "office": one.service.office,
        "open": one.service.is_open,
        "n": numeral_of(one.n) if one.rated else "",
        "state": state_said(one),
        "solved": share_cell(one.rated.solved) if one.rated else "",
        "satisfied": share_cell(one.rated.satisfied) if one.rated else "",
        "mean": mean_cell(one),
        "place": place_cell(one),
        "channels": channels_said(one),
    }


def cells(one: ServiceFigures) -> tuple[Any, ...]:
    """A service as data."""
    held = one.rated
    shares = (held.solved, held.satisfied) if held else ()
    return (
        one.service.code,
        one.name,
        one.service.office,
        theme_said(one.service.theme),
        one.service.is_open,
        one.state,
        held.n if held else None,
        *(
            (s for share in shares for s in (share.share, share.low, share.high))
            if held
            else [None] * 6
        ),
        *((held.mean, held.low, held.high) if held else [None] * 3),
        *((held.rank, held.first, held.last) if held else [None] * 3),
    )


def who_data(figures: ForumFigures) -> dict[str, Any]:
    """Who answered, as data."""
    who = figures.who
    assert who is not None
    return {
        "ratings": who.n,
        "source": who.source,
        "margins": [
            {
                "name": one.title,
                "told": one.told,
                "similarity": one.similarity,
                "shares": [
                    {"group": name, "of_answers": share, "known": known}
                    for name, share, known in one.rows
                ],
            }
            for one in who.margins
        ],
        "weights": [
            {"share": w.name, "raw": w.raw, "weighted": w.weighted, "low": w.low, "high": w.high}
            for w in who.weighed
        ],
        "design_effect": who.deff,
        "effective": who.effective,
        "no_weights_because": who.why_not,
    }


# ── the picture ───────────────────────────────────────────────────────────────────────────────


def _pictures(figures: ForumFigures, finding: str) -> dict[str, Picture]:
    rows = [_drawn(one, one.rated) for one in figures.services if one.rated]
    if not rows:
        return {}
    title = _("How many are satisfied, service by service")
    return {
        "wide": rating_ranges("ratings", title, finding, rows),
        "slim": rating_ranges("ratings-slim", title, finding, rows, width=SLIM),
    }


def _drawn(one: ServiceFigures, rated: Any) -> RatingRow:
    share = rated.satisfied
    return RatingRow(
        name=one.name,
        share=share.share,
        low=share.low,
        high=share.high,
        label=Label(percent(share.share)),
        n=one.n,
        channels=", ".join(part.name for part in one.parts.channels) if one.parts else "",
        too_few=one.state == "unranked",
        note=_("Came in by other ways than elsewhere") if rated.apart else "",
    )
