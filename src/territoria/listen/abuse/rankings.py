"""A ranking by supports that scripts cannot turn over in silence.

Three counts stand behind each item: all supports; the usual ones; and the *grounded* ones, confirmed
or vouched for by the team. The ranking is flagged where the unusual move an item by more than one
place, or where the unconfirmed do more than exchange two neighbours that belong to one pair. Pairs
are made from the grounded order alone, so no number of unconfirmed voices can change them: without
the flag every item stands at one of the two places of its pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.abuse.unusual import Meeting, Support, Why, judge, one_each, overfull
from territoria.speech import gettext


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One item. ``place``: where it is published, 1 the first; every item has a place of its own.

    ``supports``: all; ``usual``: without the unusual; ``grounded``: confirmed or vouched for.
    ``place_of_all``, ``place_of_usual``, ``place_of_grounded``: by each count. Equal counts stand in
    the order of the grounded, then as they were given.
    """

    item: str
    place: int
    supports: int
    usual: int
    grounded: int
    place_of_all: int
    place_of_usual: int
    place_of_grounded: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a ranking is not to be taken as it is. ``item`` "" for the whole."""

    kind: Literal["unusual", "unconfirmed", "meeting"]
    item: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SupportRanking:
    """Items by published place. ``unusual``: item → supports by reason, where there are any.

    ``counts_all``: whether all supports decide the order; else those without the unusual do.
    """

    rows: tuple[RankedItem, ...]
    unusual: Mapping[str, Mapping[Why, int]]
    counts_all: bool
    flags: tuple[Flag, ...]

    @property
    def flagged(self) -> bool:
        """Whether the order must carry its sentences, with both counts."""
        return bool(self.flags)


def rank_supports(
    supports: Iterable[Support], items: Sequence[str], *, meetings: Sequence[Meeting] = ()
) -> SupportRanking:
    """Rank ``items`` by their supports, and say where the order may not be what people want.

    A voice counts once for an item. ``meetings``: minutes that the team vouches for. Without a flag
    the order is that of all supports. DataError names items that are not known or stand twice.
    """
    given = list(supports)
    _check(given, items)
    held = one_each(given)
    whys = judge(held, meetings)
    counts = [
        Counter(s.item for s in held),
        Counter(s.item for s, why in zip(held, whys, strict=True) if why in ("", "vouched")),
        Counter(
            s.item for s, why in zip(held, whys, strict=True) if s.confirmed or why == "vouched"
        ),
    ]
    grounded = _places(counts[2], items, {item: i for i, item in enumerate(items)})
    every, usual = (_places(count, items, grounded) for count in counts[:2])
    moved = [item for item in items if abs(every[item] - usual[item]) > 1]
    published = usual if moved else every
    pairs = _pairs(counts[2], grounded)
    adrift = [item for item in items if published[item] not in pairs[item]]
    flags = (
        *(_meeting(one) for one in overfull(held, meetings)),
        *(_unusual(item, counts, every, usual) for item in moved),
        *(_unconfirmed(item, published, grounded) for item in adrift),
    )
    rows = _rows(items, counts, (every, usual, grounded), published)
    return SupportRanking(rows, _by_reason(held, whys), not moved, flags)


def _rows(
    items: Sequence[str],
    counts: Sequence[Mapping[str, int]],
    places: Sequence[Mapping[str, int]],
    published: Mapping[str, int],
) -> tuple[RankedItem, ...]:
    """Items by published place; counts and places of all, the usual, the grounded."""
    return tuple(
        RankedItem(
            item=item,
            place=published[item],
            supports=counts[0][item],
            usual=counts[1][item],
            grounded=counts[2][item],
            place_of_all=places[0][item],
            place_of_usual=places[1][item],
            place_of_grounded=places[2][item],
        )
        for item in sorted(items, key=lambda item: published[item])
    )


def _places(
    counts: Mapping[str, int], items: Sequence[str], first: Mapping[str, int]
) -> dict[str, int]:
    """Item → place, the most supports first, equals in the order of ``first``."""
    ordered = sorted(items, key=lambda item: (-counts[item], first[item]))
    return {item: place for place, item in enumerate(ordered, 1)}


def _pairs(counts: Mapping[str, int], grounded: Mapping[str, int]) -> dict[str, frozenset[int]]:
    """Item → the places it may hold: its own, and that of the neighbour with which it is a pair.

    Neighbours with the closest counts become pairs first; nobody is in two.
    """
    order = sorted(grounded, key=lambda item: grounded[item])
    close = sorted(
        range(len(order) - 1), key=lambda i: (counts[order[i]] - counts[order[i + 1]], i)
    )
    places = {item: frozenset({place}) for item, place in grounded.items()}
    for i in close:
        one, two = order[i], order[i + 1]
        if len(places[one]) == len(places[two]) == 1:
            places[one] = places[two] = frozenset({i + 1, i + 2})
    return places


def _by_reason(held: Sequence[Support], whys: Sequence[Why]) -> dict[str, dict[Why, int]]:
    found: dict[str, dict[Why, int]] = {}
    for one, why in zip(held, whys, strict=True):
        if why in ("burst", "pace"):
            reasons = found.setdefault(one.item, {})
            reasons[why] = reasons.get(why, 0) + 1
    return found


def _meeting(one: Meeting) -> Flag:
    text = gettext(
        "In the time of a meeting of {people} people more voices than that came in, so none of them "
        "is vouched for."
    )
    return Flag("meeting", "", text.format(people=one.people))


def _unusual(
    item: str,
    counts: Sequence[Mapping[str, int]],
    every: Mapping[str, int],
    usual: Mapping[str, int],
) -> Flag:
    text = gettext(
        "{item}: place {usual} by {some} supports; with {all} supports, among them unusual ones, it "
        "would be place {every}. The team looks at them."
    )
    said = text.format(
        item=item, usual=usual[item], every=every[item], all=counts[0][item], some=counts[1][item]
    )
    return Flag("unusual", item, said)


def _unconfirmed(item: str, published: Mapping[str, int], grounded: Mapping[str, int]) -> Flag:
    text = gettext(
        "{item}: place {place} with unconfirmed supports, place {grounded} by confirmed ones alone."
    )
    said = text.format(item=item, place=published[item], grounded=grounded[item])
    return Flag("unconfirmed", item, said)


def _check(given: Sequence[Support], items: Sequence[str]) -> None:
    problems = [
        Problem(
            item,
            gettext("{name} is named more than once.").format(name=item),
            gettext("Name each once."),
        )
        for item, n in Counter(items).items()
        if n > 1
    ]
    problems += [
        Problem(
            item,
            gettext("there is no such item: {name}.").format(name=item),
            did_you_mean(item, items),
        )
        for item in sorted({s.item for s in given} - set(items))
    ]
    if problems:
        raise DataError(problems)
