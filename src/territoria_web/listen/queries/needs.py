"""The needs that everybody may read: one, all, and those that a reader looks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.listen.models import Forum, Need, Support, Voice
from territoria_web.listen.need_rules import PUBLIC, S

NEWEST, LONGEST, MOST = "newest", "waiting", "supports"
SORTS: Final[Mapping[str, Promise]] = {
    NEWEST: _("Newest first"),
    LONGEST: _("Waiting longest first"),
    MOST: _("Most supported first"),
}
UNANSWERED: Final = (S.PUBLISHED, S.UNDER_REVIEW)
SHOWN_DECIMALS: Final = 3  # of a degree: about a hundred metres, nobody's front door


@dataclass(frozen=True)
class Asked:
    """What a reader looks for; empty: all."""

    theme: str = ""
    district: str = ""
    state: str = ""
    sort: str = NEWEST


def with_people(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Each with ``people``: how many support it, sheets of paper counted by their signatures."""
    held = Support.objects.filter(need=OuterRef("pk")).order_by().values("need")
    total = held.annotate(total=Sum("people")).values("total")
    return needs.annotate(people=Coalesce(Subquery(total, output_field=IntegerField()), 0))


def published_needs(forum: Forum) -> QuerySet[Need]:
    """All that everybody may read, with their supports."""
    held = forum.needs.filter(state__in=PUBLIC).select_related("retired_into")
    return with_people(held)


def told(needs: QuerySet[Need]) -> list[Need]:
    """A few of many, in their order, with their supports: counted for these few alone."""
    keys = list(needs.values_list("pk", flat=True))
    rows = Need.objects.filter(pk__in=keys).select_related("forum", "retired_into")
    held = {need.pk: need for need in with_people(rows)}
    return [held[key] for key in keys if key in held]


def sifted(forum: Forum, asked: Asked) -> QuerySet[Need]:
    """Those that a reader looks for, in the order asked for, without their supports (see ``told``);
    by supports see ``need_rankings``.
    """
    held = forum.needs.filter(state__in=PUBLIC)
    for field in ("theme", "district", "state"):
        if value := getattr(asked, field):
            held = held.filter(**{field: value})
    if asked.sort == LONGEST:
        return held.filter(state__in=UNANSWERED).order_by("made", "pk")
    return held.order_by(F("published").desc(nulls_last=True), "-number")


def public_need(forum: Forum, number: int) -> Need:
    """One need as everybody may read it; 404 where it is not public."""
    held = published_needs(forum).prefetch_related("events")
    found = held.filter(number=number).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def followed_under(need: Need) -> Need | None:
    """Where a need is followed instead, as long as everybody may read that one."""
    other = need.retired_into
    return other if other is not None and other.state in PUBLIC else None


def said_by(need: Need, voice: Voice | None) -> bool:
    """Whether it is somebody's own."""
    return voice is not None and need.voice_id == voice.pk


def titles_of(forum: Forum, numbers: Collection[int]) -> dict[int, str]:
    """Number and title of those of some needs that everybody may read, as they stand now."""
    if not numbers:
        return {}
    held = forum.needs.filter(state__in=PUBLIC, number__in=numbers).order_by()
    return dict(held.values_list("number", "title"))


def shown_spot(need: Need) -> tuple[float, float] | None:
    """Latitude and longitude as they are published: rounded, or None."""
    if need.latitude is None or need.longitude is None:
        return None
    return round(need.latitude, SHOWN_DECIMALS), round(need.longitude, SHOWN_DECIMALS)


def district_names(forum: Forum) -> dict[str, str]:
    """Id and name of the districts of a forum, in the order of its team."""
    return {str(one["id"]): str(one.get("name", one["id"])) for one in forum.districts}
