"""Published needs that are like what somebody types, found before a second one is made of the first.

The index is kept in parts by number, so that a new need makes one part anew and not all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet, Sum

from territoria.listen.similar import Similar, SimilarNeeds
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import PUBLIC, S
from territoria_web.listen.queries.needs import with_people

PART: Final = 500  # needs of one part
MOST_PARTS: Final = 10  # the latest; what is older than five thousand needs is found on the list


def similar_needs(forum: Forum, text: str, most: int = 5) -> list[Need]:
    """The most alike first, each with its supports; those that are followed elsewhere are left out."""
    if not text.strip():
        return []
    found: list[Similar] = []
    for part in _parts(forum.public_id):
        found += _index(forum.public_id, *part).like(text, most=most)
    best = [int(one.need) for one in sorted(found, key=lambda one: -one.score)[:most]]
    rows = with_people(_followed(forum.public_id)).select_related("retired_into", "forum")
    held = {need.pk: need for need in rows.filter(pk__in=best)}
    return [held[key] for key in best if key in held]


def _followed(forum: UUID) -> QuerySet[Need]:
    """Published, and not followed under another one."""
    return Need.objects.filter(forum__public_id=forum, state__in=PUBLIC - {S.DUPLICATE}).order_by()


def _parts(forum: UUID) -> list[tuple[int, int, int, int]]:
    """Each part with what changes when anything does that its index is made of."""
    held = _followed(forum).annotate(part=F("number") / PART).values("part")
    rows = held.annotate(n=Count("pk"), last=Max("pk"), edits=Sum("edit")).order_by("-part")
    return list(rows.values_list("part", "n", "last", "edits")[:MOST_PARTS])


@lru_cache(maxsize=128)
def _index(forum: UUID, part: int, count: int, last: int, edits: int) -> SimilarNeeds:
    """Built once for a state of the needs in it."""
    first = part * PART
    held = _followed(forum).filter(number__gte=first, number__lt=first + PART).order_by("pk")
    rows = held.values_list("pk", "title", "text")
    return SimilarNeeds({str(pk): f"{title}\n{text}" for pk, title, text in rows})
