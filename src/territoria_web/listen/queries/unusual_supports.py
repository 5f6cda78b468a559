"""What the abuse rule finds unusual, for the team: when, for which needs, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from territoria.listen.abuse.rankings import RankedItem, rank_supports
from territoria.listen.abuse.unusual import Support, Why, judge, one_each
from territoria_web.listen.models import Forum, Vouch
from territoria_web.listen.need_rules import PUBLIC, S
from territoria_web.listen.queries.need_rankings import meetings_of, supports_in

PAUSE: Final = 60  # minutes without an unusual support: what comes later is another burst


@dataclass(frozen=True)
class Burst:
    """Supports that belong together. ``why``: burst or pace; ``needs``: number and title."""

    why: Why
    begins: datetime
    ends: datetime
    supports: int
    needs: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Place:
    """A need whose place the unusual supports change, with and without them."""

    number: int
    title: str
    place_of_all: int
    place_of_usual: int
    supports: int
    usual: int


@dataclass(frozen=True)
class Unusual:
    """``supports``: of all needs; ``unusual``: of these; ``counts_all``: whether the published order is
    that of all; ``says``: the sentences that stand beside it.
    """

    supports: int
    unusual: int
    bursts: tuple[Burst, ...]
    places: tuple[Place, ...]
    counts_all: bool
    says: tuple[str, ...]


def unusual_in(forum: Forum) -> Unusual:
    """Looked at anew each time; six queries, however many supports there are."""
    titles = dict(
        forum.needs.filter(state__in=PUBLIC - {S.DUPLICATE})
        .order_by("number")
        .values_list("number", "title")
    )
    items = {number: _("Need %(number)d") % {"number": number} for number in titles}
    numbers = {name: number for number, name in items.items()}
    meetings = meetings_of(forum)
    held = one_each(list(supports_in(forum, items)))
    whys = judge(held, meetings)
    found = rank_supports(held, list(items.values()), meetings=meetings)
    strange = [(s, why) for s, why in zip(held, whys, strict=True) if why in ("burst", "pace")]
    return Unusual(
        supports=len(held),
        unusual=len(strange),
        bursts=tuple(_bursts(strange, numbers, titles)),
        places=tuple(
            _place(row, numbers[row.item], titles)
            for row in found.rows
            if row.place_of_all != row.place_of_usual
        ),
        counts_all=found.counts_all,
        says=tuple(flag.sentence for flag in found.flags),
    )


def vouches_of(forum: Forum) -> list[Vouch]:
    """What the team vouched for, the latest first."""
    return list(forum.vouches.select_related("by").order_by("-begins"))


def _place(row: RankedItem, number: int, titles: Mapping[int, str]) -> Place:
    places = row.place_of_all, row.place_of_usual
    return Place(number, titles[number], *places, row.supports, row.usual)


def _bursts(
    strange: Sequence[tuple[Support, Why]], numbers: Mapping[str, int], titles: Mapping[int, str]
) -> list[Burst]:
    """Parted where an hour brought nothing unusual; the latest first."""
    groups: list[list[tuple[Support, Why]]] = []
    for one in sorted(strange, key=lambda pair: pair[0].minute):
        if not groups or one[0].minute - groups[-1][-1][0].minute > PAUSE:
            groups.append([])
        groups[-1].append(one)
    return [_burst(group, numbers, titles) for group in reversed(groups)]


def _burst(
    group: Sequence[tuple[Support, Why]], numbers: Mapping[str, int], titles: Mapping[int, str]
) -> Burst:
    needs = sorted({numbers[support.item] for support, _why in group})
    return Burst(
        why="burst" if any(why == "burst" for _support, why in group) else "pace",
        begins=_moment(group[0][0].minute),
        ends=_moment(group[-1][0].minute) + timedelta(minutes=1),
        supports=len(group),
        needs=tuple((number, titles[number]) for number in needs),
    )


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)
