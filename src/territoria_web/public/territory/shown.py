"""What the page of a territory says, put together for its template."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.portrait import Portrait, place_at, portrait_of, title_of
from territoria_web.compare.queries.portrait_parts import Standing
from territoria_web.listen.queries.forums import open_forums_at
from territoria_web.measure.queries.assessments import MAIN
from territoria_web.plan.queries.journeys import journeys
from territoria_web.public.derivation_links import derivation_url, explain_url
from territoria_web.public.page import Crumb, Page
from territoria_web.public.territory import sections
from territoria_web.public.territory.beside import (
    beside_state,
    check_links,
    report_links,
    target_links,
)
from territoria_web.public.territory.doubts import doubts
from territoria_web.public.territory.table import table_of
from territoria_web.public.written import Opened
from territoria_web.recommend.queries.advised import advised_at
from territoria_web.recommend.queries.for_whom import ForWhom, advice_for
from territoria_web.recommend.services.diagnosing import Wait, diagnosing
from territoria_web.territories.queries import territory_name

MOST_COMPARED = 8


def territory(request: HttpRequest, code: str) -> Page | HttpResponseBase:
    """The page of a territory; ``?framework=`` another view of it, ``?role=`` who is reading."""
    place = place_at(code)
    if code not in (place.code, place.key):
        return _moved(request, place.code)
    portrait = portrait_of(place, request.GET.get("framework", ""))
    role = request.GET.get("role", "")
    advice = _advice(portrait, role)
    return Page(
        template="public/territory.html",
        title=portrait.name,
        finding=finding(portrait),
        facts={
            "p": portrait,
            "wait": _wait(portrait),
            "tabs": _tabs(portrait, role),
            "parts": [
                (territory_name(t), reverse("public:territory", args=[t.code]))
                for t in portrait.parts
            ],
            "overall": sections.overall_card(portrait),
            "pillars": [sections.pillar(s) for s in portrait.dimensions],
            **sections.figures(portrait),
            **sections.courses(portrait),
            **sections.peers(portrait),
            **sections.advice(portrait, advice),
            **doubts(portrait),
            "links": _links(portrait),
            "journeys": _journeys(portrait),
            "forums": _heard(place.code),
            "explain": explain_url(),
        },
        table=table_of(portrait),
        data=_data(portrait, advice),
        crumbs=tuple(
            Crumb(territory_name(t), reverse("public:territory", args=[t.code]))
            for t in portrait.parents
        ),
        card=reverse("public:territory-card", args=[place.code]) + _framework_query(portrait),
    )


def diagnosed(opened: Opened, request: HttpRequest, *, code: str) -> Hashable | None:
    """What the page hangs on: its diagnosis, which is written once, the forums that are open, self-checks,
    targets and reports of networks; None while there is no diagnosis.
    """
    assessment = opened.get(request.GET.get("framework") or MAIN)
    advised = advised_at(assessment, code) if assessment else None
    if advised is None:
        return None
    return (advised, open_forums_at(code), beside_state(code))


def _heard(code: str) -> list[tuple[str, str]]:
    """Where its people, its firms and its public bodies speak, what targets it set, what its networks say."""
    said = _("What people say: %(title)s")
    heard = [
        (said % {"title": title}, reverse("public:forum", args=[at]))
        for at, title in open_forums_at(code)
    ]
    return [*heard, *check_links(code), *target_links(code), *report_links(code)]


def finding(portrait: Portrait) -> str:
    """The page in one sentence."""
    if portrait.said.get("headline"):
        return str(portrait.said["headline"])
    if portrait.unpublished:
        return _(
            "No published figures exist for %(place)s. What its team has published from its own "
            "stands in its papers and its plan."
        ) % {"place": portrait.name}
    if portrait.assessment is None:
        return ngettext(
            "%(place)s is a larger region. Frameworks score the region inside it, not the whole.",
            "%(place)s is a larger region. Frameworks score the %(count)s regions inside it, not "
            "the whole.",
            len(portrait.parts),
        ) % {"place": portrait.name, "count": len(portrait.parts)}
    overall = portrait.overall
    if overall is None or overall.value is None:
        return _("Too little is known of %(place)s for a score of all dimensions together.") % {
            "place": portrait.name
        }
    return _(
        "%(place)s scores %(value)s of 100 on all dimensions together, between %(low)s and "
        "%(high)s, and lies between place %(first)s and %(last)s of %(of)s."
    ) % {
        "place": portrait.name,
        "value": overall.said,
        "low": overall.low_said,
        "high": overall.high_said,
        "first": overall.rank_low,
        "last": overall.rank_high,
        "of": overall.of,
    }


def _moved(request: HttpRequest, code: str) -> HttpResponseBase:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    name = request.resolver_match.view_name if request.resolver_match else "public:territory"
    return HttpResponsePermanentRedirect(reverse(name, args=[code]) + query)


def _wait(portrait: Portrait) -> Wait | None:
    """How far the diagnosis is that is still to come."""
    if portrait.compared or portrait.assessment is None or portrait.framework is None:
        return None
    return (
        diagnosing(portrait.assessment, portrait.territory.code)
        if portrait.framework.peers is not None
        else None
    )


def _advice(portrait: Portrait, role: str) -> ForWhom | None:
    if portrait.assessment is None or portrait.framework is None:
        return None
    return advice_for(
        portrait.assessment, portrait.territory, portrait.framework, portrait.gaps, role
    )


def _tabs(portrait: Portrait, role: str) -> list[tuple[str, str, bool]]:
    here = reverse("public:territory", args=[portrait.territory.code])
    chosen = portrait.framework.id if portrait.framework else ""
    with_role = f"&role={role}" if role else ""
    short = {
        "blueprint": _("Blueprint"),
        "small-cities": _("Small cities"),
        "smart-city": _("Smart city"),
        "sme-go-digital": _("Small firms"),
    }
    return [
        (short.get(f.id) or f.title.say(), f"{here}?framework={f.id}{with_role}", f.id == chosen)
        for f in portrait.frameworks
    ]


def _framework_query(portrait: Portrait) -> str:
    first = portrait.frameworks[0].id if portrait.frameworks else ""
    chosen = portrait.framework.id if portrait.framework else ""
    return "" if chosen == first else f"?framework={chosen}"


def _links(portrait: Portrait) -> dict[str, str]:
    """To the same territory elsewhere on the site."""
    code, framework = portrait.territory.code, portrait.framework
    near: Sequence[str] = [p.code for p in portrait.peers.sound] if portrait.peers else []
    picked = "&".join(f"t={c}" for c in [code, *near][:MOST_COMPARED])
    of = f"framework={framework.id}&" if framework else ""
    briefing = reverse("public:briefing", args=[code]) if framework and framework.peers else ""
    return {
        "compare": f"{reverse('public:compare')}?{picked}" if len(near) > 0 else "",
        "map": f"{reverse('public:map')}?{of}t={code}",
        "explore": f"{reverse('public:explore')}?{picked}",
        "briefing": f"{briefing}?framework={framework.id}" if briefing and framework else "",
    }


def _journeys(portrait: Portrait) -> list[tuple[str, str]]:
    """Where its papers and its plan stand, of a territory that has no page of figures."""
    if not portrait.unpublished:
        return []
    return [
        (far.cycle.title, reverse("public:journey", args=[far.cycle.public_id]))
        for far in journeys(portrait.territory)
    ]


def _data(portrait: Portrait, advice: ForWhom | None) -> dict[str, Any]:
    t, assessment = portrait.territory, portrait.assessment
    return {
        "territory": {
            "code": t.code,
            "version": t.version,
            "name": t.name,
            "names": t.names,
            "level": t.level,
            "parents": [p.code for p in portrait.parents],
            "parts": [p.code for p in portrait.parts],
            "population": t.population,
        },
        "framework": portrait.framework.id if portrait.framework else None,
        "edition": assessment.edition if assessment else None,
        "data": assessment.data if assessment else None,
        "data_digest": assessment.data_digest if assessment else None,
        "plan_digest": assessment.plan_digest if assessment else None,
        "comparable": portrait.comparable,
        "said": dict(portrait.said),
        "dimensions": [_dimension(s) for s in portrait.dimensions],
        "advice": [
            {
                "id": c.id,
                "title": c.title.say(),
                "role": c.role.say(),
                "tier": c.tier,
                "grade_here": c.grade,
                "why": c.why,
                "address": c.address,
            }
            for c in (advice.cards if advice else ())
        ],
    }


def _dimension(s: Standing) -> dict[str, Any]:
    return {
        "node": s.node,
        "title": title_of(s),
        "value": s.value,
        "low": s.low,
        "high": s.high,
        "band": s.band,
        "against_peers": s.word,
        "known": s.known,
        "of": s.bound,
        "explained_at": derivation_url(s.address),
    }
