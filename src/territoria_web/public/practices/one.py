"""One practice: the lesson, the graded claims, the story under its fixed headings, the sources."""

from __future__ import annotations

from collections.abc import Hashable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from territoria_web.learn.queries.adoptions import takers_of
from territoria_web.public.asked_territory import asked_region, kept
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.prose import claims_shown, prose
from territoria_web.public.written import Opened, this_day
from territoria_web.recommend.queries.advice_texts import advice_resting_on
from territoria_web.recommend.queries.long_texts import (
    RESULT,
    SOURCES,
    LongText,
    long_text,
    without_claims,
)
from territoria_web.recommend.queries.nodes import NodeEntry, all_nodes
from territoria_web.recommend.queries.practices import PracticeEntry, practice_at
from territoria_web.recommend.queries.similar_places import region_names
from territoria_web.recommend.queries.wording import role_names

COLUMNS = ("practice", "outcome", "claim", "grade", "reason", "sources")


def taken_up_today(opened: Opened, request: HttpRequest, *, practice: str) -> Hashable:
    """What the page hangs on besides texts and figures: the day, and who took the practice up."""
    return this_day(opened, request), takers_of(practice)


def one(request: HttpRequest, practice: str) -> Page:
    """A practice by its id."""
    entry, region = practice_at(practice), asked_region(request)
    similar = region.similar
    text = long_text("practices", entry.id)
    takers = takers_of(entry.id)
    return Page(
        template="public/practices/one.html",
        title=entry.title,
        finding=entry.lesson,
        crumbs=(Crumb(_("Practices"), reverse("public:practices") + kept(similar)),),
        facts={
            "entry": entry,
            "claims": claims_shown(entry.claims),
            "sections": _sections(text),
            "regions": region_names(entry.territories),
            "text_language": text.language,
            "confirmed": entry.is_confirmed(timezone.localdate()),
            "roles": role_names(entry.roles),
            "central": nodes_at(entry.central),
            "touched": nodes_at(entry.touched),
            "advice": advice_resting_on(entry.id),
            "takers": takers,
            "similar": similar,
            "region": region,
            "relation": similar.to(entry.territories) if similar else None,
            "keep": kept(similar),
        },
        table=Table("claims", COLUMNS, _rows(entry)),
        data={**_data(entry, text), "taken_up": [vars(taker) for taker in takers]},
    )


def _sections(text: LongText) -> list[tuple[str, SafeString, bool]]:
    """Heading, text, and whether the claims stand here; the sources have their own list."""
    found = []
    for place, (heading, body) in enumerate(text.sections):
        if place != SOURCES:
            shown = without_claims(body) if place == RESULT else body
            found.append((heading, prose(shown), place == RESULT))
    return found


def nodes_at(ids: tuple[str, ...]) -> list[NodeEntry]:
    """The nodes of these ids that a framework has."""
    held = all_nodes()
    return [held[i] for i in ids if i in held]


def _rows(entry: PracticeEntry) -> list[tuple[object, ...]]:
    return [
        (entry.id, c.outcome, c.claim, c.grade, c.reason, " ".join(map(str, c.sources)))
        for c in entry.claims
    ]


def _data(entry: PracticeEntry, text: LongText) -> dict[str, object]:
    plain = (
        "id place country years population form went_wrong lesson grade cost contact confirmed "
        "territories central touched roles"
    )
    return {
        "practice": {name: getattr(entry, name) for name in plain.split()},
        "sections": dict(text.sections),
        "references": [vars(s) for s in entry.sources],
    }
