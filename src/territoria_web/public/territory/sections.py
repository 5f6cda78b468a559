"""The sections of a territory's page as plain facts for its template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries import portrait_words as words
from territoria_web.compare.queries.portrait import Portrait, title_of
from territoria_web.compare.queries.portrait_parts import Alike, Course, Measured, Standing
from territoria_web.library.saying import semicolon
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.drawn_map import territory_url
from territoria_web.public.territory import pictures, rows
from territoria_web.recommend.queries.for_whom import ForWhom

MOST_COURSES = 4
CARDS_OPEN = 2  # more are folded on phones and left out on paper


# ── scores ────────────────────────────────────────────────────────────────────────────────────


def pillar(s: Standing) -> dict[str, Any]:
    """One dimension as a card."""
    return {
        "name": title_of(s),
        "href": derivation_url(s.address if s.value is not None else s.known_address),
        "value": s.said,
        "low": s.low_said,
        "high": s.high_said,
        "peers_low": _on_line(s.peers_low),
        "peers_high": _on_line(s.peers_high),
        "band": s.band,
        "standing": s.word,
        "coverage": coverage_said(s),
    }


def _on_line(value: float | None) -> str | float:
    return "" if value is None else round(value, 1)


def coverage_said(s: Standing) -> str:
    """How many of the figures are known, and how many of them are taken over."""
    if not s.bound:
        return _("No figure exists for regions.")
    known = ngettext(
        "%(known)s of %(count)s figure known",
        "%(known)s of %(count)s figures known",
        s.bound,
    ) % {"known": s.known, "count": s.bound}
    if not s.inherited:
        return known
    taken = ngettext(
        "%(count)s taken over from a larger region",
        "%(count)s taken over from a larger region",
        s.inherited,
    ) % {"count": s.inherited}
    return f"{known}, {taken}"


def overall_card(portrait: Portrait) -> dict[str, Any] | None:
    """All dimensions together: score and places, each with its range."""
    s = portrait.overall
    if s is None:
        return None
    return {
        "value": s.said,
        "low": s.low_said,
        "high": s.high_said,
        "href": derivation_url(s.address),
        "rank_low": s.rank_low,
        "rank_high": s.rank_high,
        "of": s.of,
        "rank_href": derivation_url(s.rank_address),
    }


# ── figures ───────────────────────────────────────────────────────────────────────────────────


def figures(portrait: Portrait) -> dict[str, Any]:
    """Strengths, gaps, the picture of all telling figures, and all figures as rows."""
    told = {f.indicator: figure(f) for f in portrait.figures}
    shown = words.telling(portrait)
    finding = words.figures_finding(portrait) if shown else ""
    title = _("Figures in their own units against peers and country")
    drawn = pictures.dots(title, finding, shown) if shown else (None, None)
    return {
        "gaps": rows.figure_lines([told[f.indicator] for f in portrait.behind]),
        "strengths": rows.figure_lines([told[f.indicator] for f in portrait.ahead]),
        "dots": drawn[0],
        "dots_narrow": drawn[1],
        "dots_finding": finding,
        "dots_drawn": len(shown),
        "dots_all": len(words.compared(portrait)),
        "dots_source": words.publishers(shown),
        "figure_rows": rows.figure_rows(
            [told[f.indicator] for f in portrait.figures],
            peers=portrait.peers is not None,
            places=portrait.assessment is not None,
        ),
        "unknown": [told[f.indicator] for f in portrait.missing],
        "unmeasured": [title_of(s) for s in _without_figures(portrait)],
    }


def _without_figures(portrait: Portrait) -> list[Standing]:
    """Factors for which no figure exists; the dimensions where a framework has no factors."""
    return [s for s in portrait.factors or portrait.dimensions if not s.bound]


def figure(f: Measured) -> dict[str, Any]:
    """One figure in its own unit, beside the peers' middle half."""
    return {
        "title": f.title.say(),
        "value": f.said,
        "low": f.low_said,
        "high": f.high_said,
        "unit": f.short_unit,
        "whole_unit": f.unit.say(),
        "year": f.period or "",
        "badge": f.badge,
        "badge_said": _badge(f.badge),
        "href": derivation_url(f.address),
        "peers_low": f.peers_low_said,
        "peers_high": f.peers_high_said,
        "peers_href": derivation_url(f.median_address),
        "median": f.median_said,
        "country": f.country_said,
        "country_href": derivation_url(f.country_address),
        "word": f.word,
        "lower_better": f.direction < 0,
        "rank_low": f.rank_low,
        "rank_high": f.rank_high,
        "of": f.of,
        "source": f.source,
    }


def _badge(kind: str) -> str:
    """What a figure rests on."""
    if kind == "A":
        return _("Data A: published, at most three years old")
    if kind == "B":
        return _("Data B: published, older than three years")
    return _("Data E: taken over from a larger region") if kind == "E" else ""


# ── over the years ────────────────────────────────────────────────────────────────────────────


def courses(portrait: Portrait) -> dict[str, Any]:
    """Small lines of the figures that tell most; those that move first."""
    held = portrait.courses
    shown = held[:MOST_COURSES]
    moving = {w: sum(c.word == w for c in held) for w in ("improving", "worsening")}
    return {
        "courses": [_course(n, c) for n, c in enumerate(shown)],
        "courses_finding": _courses_finding(moving, len(held)),
        "courses_more": len(held) - len(shown),
    }


def _courses_finding(moving: dict[str, int], of: int) -> str:
    if not of:
        return ""
    return _(
        "Of the %(of)s figures with enough years, %(improving)s are improving and %(worsening)s "
        "worsening; the others have no clear direction."
    ) % {"of": of, **moving}


def _course(n: int, c: Course) -> dict[str, Any]:
    said = words.trend_said(c.word)
    finding = _("%(name)s, %(first)s–%(last)s: %(word)s.") % {
        "name": c.title.say(),
        "first": c.periods[0],
        "last": c.periods[-1],
        "word": said,
    }
    return {
        "title": c.title.say(),
        "word": said,
        "sign": {"improving": "↗", "worsening": "↘"}.get(c.word, "→"),
        "slope": c.slope_said,
        "href": derivation_url(c.address),
        "picture": pictures.course_line(n, c, finding),
        "years": f"{c.periods[0]}–{c.periods[-1]}",
    }


# ── peers ─────────────────────────────────────────────────────────────────────────────────────


def peers(portrait: Portrait) -> dict[str, Any]:
    """Who is alike, how firmly and why; or why nobody is."""
    held = portrait.peers
    if held is None:
        regions = portrait.comparable_regions
        alone = words.not_comparable(portrait, regions) if portrait.compared else ""
        return {"alone": alone}
    finding = words.peers_finding(portrait, held)
    title = _("Structural peers, how firm and why")
    wide, narrow = pictures.constellation(title, finding, held, _("{part} of {whole}"))
    return {
        "peer_rows": rows.peer_rows([_peer(p) for p in held.members], held.draws),
        "peers_abroad": [_peer(p) for p in held.abroad],
        "peers_lead": words.peers_lead(portrait, held),
        "peers_finding": finding,
        "peers_sure": words.peers_sure(held),
        "peers_alike": words.alike_said(held),
        "constellation": wide,
        "constellation_narrow": narrow,
        "elements": [e.say() for e in held.elements],
    }


def _peer(p: Alike) -> dict[str, Any]:
    return {
        "name": p.name,
        "code": p.code,
        "url": territory_url(p.code),
        "country": p.country_name,
        "firmness": p.firmness,
        "firm_said": _firmness(p.firmness),
        "times": p.times,
        "href": derivation_url(p.address),
        "shares": [round(100 * (share or 0.0)) for share in p.shares],
        "alike": ", ".join(w.say() for w in p.alike),
        "different": ", ".join(w.say() for w in p.different),
        "remarks": semicolon().join(_remarks(p)),
    }


def _firmness(word: str) -> str:
    if word == "firm":
        return _("firm")
    return _("likely") if word == "likely" else _("arguable")


def _remarks(p: Alike) -> Iterator[str]:
    if p.reciprocal:
        yield _("picks this one too")
    if p.hub:
        yield _("stands in many lists")
    if p.partial:
        yield _("some structural figures are missing")


# ── advice and doubt ──────────────────────────────────────────────────────────────────────────


def advice(portrait: Portrait, held: ForWhom | None) -> dict[str, Any]:
    """The roles as links, and the first pieces of advice."""
    if held is None:
        return {"advice": None}
    code = portrait.territory.code
    here = reverse("public:territory", args=[code])
    of = f"framework={portrait.framework.id}&" if portrait.framework else ""
    chosen = held.role.id if held.role else ""
    return {
        "advice": held,
        "everyone": f"{here}?{of[:-1]}#advice",
        "advice_url": _advice_url(chosen, code),
        "cards_after": max(len(held.cards) - CARDS_OPEN, 0),
        "roles": [
            (r.short.say(), f"{here}?{of}role={r.id}#advice", r.id == chosen) for r in held.roles
        ],
        "cards": [
            {
                "title": c.title.say(),
                "href": reverse("public:recommendation", args=[c.id]) + f"?territory={code}",
                "role": "" if chosen else c.role.say(),
                "tier": c.tier,
                "grade": c.grade,
                "lowered": c.lowered,
                "why": c.why,
                "needs": c.needs,
                "step": c.step.say(),
                "effort": c.effort,
                "firm": c.firm,
                "robust": derivation_url(c.address),
            }
            for c in held.cards
        ],
    }


def _advice_url(role: str, code: str) -> str:
    """All advice to the territory, or all for the role."""
    page = reverse("public:advice-role", args=[role]) if role else reverse("public:advice")
    return f"{page}?territory={code}"
