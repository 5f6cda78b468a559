"""Needs by their supports, with what scripts cannot turn over in silence.

All supports count, each voice once for a need; people on a sheet of paper count one by one. Where
unusual ones move the order, the ranking without them is shown, with both counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria.listen.abuse import unusual
from territoria.listen.abuse.rankings import SupportRanking, rank_supports
from territoria_web.listen.models import Forum, Need, Support, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import PUBLIC, S

IN_PERSON: Final = (Channel.COUNTER, Channel.PAPER, Channel.PHONE)


@dataclass(frozen=True)
class Ranked:
    """A need in the ranking. ``supports``: all; ``usual``: without the unusual."""

    number: int
    place: int
    supports: int
    usual: int


@dataclass(frozen=True)
class Ranking:
    """``says``: why the order carries a caution; ``counts_all``: whether all supports decide it."""

    rows: tuple[Ranked, ...]
    counts_all: bool
    says: tuple[str, ...]

    @property
    def is_flagged(self) -> bool:
        """Whether a page must show both counts and the reasons."""
        return bool(self.says)

    @cached_property
    def places(self) -> dict[int, Ranked]:
        """Number of the need → its row."""
        return {row.number: row for row in self.rows}


def ranking_of(forum: Forum) -> Ranking:
    """The published needs that can be supported or were; computed anew only where something changed."""
    return _ranked(forum.public_id, get_language() or "en", *_state(forum))


def _state(forum: Forum) -> tuple[int | None, ...]:
    """Changes with every support, vouch, confirmation, and with what is published."""
    held = Support.objects.filter(need__forum=forum).order_by()
    supports = held.aggregate(
        n=Count("pk"), last=Max("pk"), sure=Count("pk", filter=Q(voice__confirmed__isnull=False))
    )
    needs = _ranked_needs(forum.public_id).aggregate(n=Count("pk"), edits=Sum("edit"))
    vouches = forum.vouches.order_by().aggregate(n=Count("pk"), last=Max("pk"))
    return (*supports.values(), *needs.values(), *vouches.values())


def _ranked_needs(forum: UUID) -> QuerySet[Need]:
    return Need.objects.filter(forum__public_id=forum, state__in=PUBLIC - {S.DUPLICATE}).order_by()


@lru_cache(maxsize=32)
def _ranked(forum: UUID, language: str, *state: int | None) -> Ranking:
    held = Forum.objects.get(public_id=forum)
    numbers = list(_ranked_needs(forum).order_by("number").values_list("number", flat=True))
    names = {_("Need %(number)d") % {"number": number}: number for number in numbers}
    items = {number: name for name, number in names.items()}
    found = rank_supports(supports_in(held, items), list(names), meetings=meetings_of(held))
    return _told(found, names)


def _told(found: SupportRanking, names: dict[str, int]) -> Ranking:
    rows = tuple(Ranked(names[r.item], r.place, r.supports, r.usual) for r in found.rows)
    return Ranking(rows, found.counts_all, tuple(flag.sentence for flag in found.flags))


def supports_in(forum: Forum, items: dict[int, str]) -> Iterator[unusual.Support]:
    """Every support as the abuse rule reads it; ``items``: number of a need → what it is called."""
    rows = Support.objects.filter(need__forum=forum, need__number__in=items).order_by("pk")
    things = _things(forum)
    for pk, number, voice, people, channel, dwell, made, sure in rows.values_list(
        *("pk", "need__number", "voice_id", "people", "channel", "dwell", "made"),
        "voice__confirmed",
    ):
        in_person = channel in IN_PERSON
        confirmed: unusual.Confirmed = "person" if in_person else "mail" if sure else ""
        for one in range(people):
            yield unusual.Support(
                item=items[number],
                voice=f"v{voice}" if voice else f"s{pk}-{one}",
                minute=_minute(made),
                confirmed=confirmed,
                seconds=None if in_person else dwell,
                things=things[voice] if voice else 1,
            )


def _things(forum: Forum) -> Counter[int | None]:
    """Voice → how many different things it did."""
    supports = Support.objects.filter(need__forum=forum, voice__isnull=False).order_by()
    needs = Need.objects.filter(forum=forum, voice__isnull=False).order_by()
    talks = Voice.objects.filter(forum=forum, participations__isnull=False).order_by()
    return Counter(
        [
            *supports.values_list("voice_id", flat=True),
            *needs.values_list("voice_id", flat=True),
            *talks.values_list("pk", flat=True),
        ]
    )


def meetings_of(forum: Forum) -> list[unusual.Meeting]:
    """The times that the team vouches for, with the people who were there."""
    return [
        unusual.Meeting(_minute(one.begins), _minute(one.ends), one.people)
        for one in forum.vouches.all()
    ]


def _minute(when: datetime) -> int:
    return int(when.timestamp() // 60)
