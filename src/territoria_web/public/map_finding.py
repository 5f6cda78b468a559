"""What a map says: who stands clearly at an end, how many cannot be told apart, what is unknown."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.measure.queries.map_subjects import COUNTRIES, MapSubject
from territoria_web.measure.queries.mapped import ABOVE, BELOW, LEVEL, MapData, Mapped


def finding_of(subject: MapSubject, data: MapData) -> str:
    """The finding in whole sentences: highest, lowest, the middle, the unknown."""
    if not data.known:
        return _unknown_everywhere(subject)
    rear = subject.direction < 0  # less is better: the last place has the highest value
    ends = (
        _highest(data.highest, data.known, rear),
        _lowest(data.lowest, data.known, not rear),
    )
    return " ".join(filter(None, (*ends, _middle(data), _unknown(subject, data))))


def _unknown_everywhere(subject: MapSubject) -> str:
    if subject.level == COUNTRIES:
        return _("Unknown in every country: no figures that it rests on are published yet.")
    return _(
        "Unknown in every region: no figures that it rests on are published for regions. A team "
        "learns it from its own survey."
    )


def _rivals(rows: Sequence[Mapped], rear: bool) -> int:
    """How many others reach as far a place as the first row: what the table's places say."""
    if rear:
        return sum((r.last or 0) >= (rows[0].last or 0) for r in rows[1:])
    return sum((r.first or 0) <= (rows[0].first or 0) for r in rows[1:])


def _highest(rows: Sequence[Mapped], known: int, rear: bool) -> str:
    if not rows or len(rows) == known:
        return ""
    slots = {"place": rows[0].name, "value": _ranged(rows[0])}
    if len(rows) == 1:
        return _("%(place)s is highest with %(value)s, clearly apart from all others.") % slots
    others = _rivals(rows, rear)
    if not others:
        return _("%(place)s is highest with %(value)s, though not clearly apart.") % slots
    return ngettext(
        "%(place)s is highest with %(value)s, but one other may be as high.",
        "%(place)s is highest with %(value)s, but %(count)d others may be as high.",
        others,
    ) % {**slots, "count": others}


def _lowest(rows: Sequence[Mapped], known: int, rear: bool) -> str:
    if not rows or len(rows) == known:
        return ""
    slots = {"place": rows[0].name, "value": _ranged(rows[0])}
    if len(rows) == 1:
        return _("%(place)s is lowest with %(value)s, clearly apart from all others.") % slots
    others = _rivals(rows, rear)
    if not others:
        return _("%(place)s is lowest with %(value)s, though not clearly apart.") % slots
    return ngettext(
        "%(place)s is lowest with %(value)s, but one other may be as low.",
        "%(place)s is lowest with %(value)s, but %(count)d others may be as low.",
        others,
    ) % {**slots, "count": others}


def _ranged(row: Mapped) -> str:
    return f"{row.said} ({row.spread})" if row.spread else row.said


def _middle(data: MapData) -> str:
    if data.middle == data.known:
        return _("None of them can be told apart from the middle.")
    return ngettext(
        "Of %(known)d, one cannot be told apart from the middle.",
        "Of %(known)d, %(count)d cannot be told apart from the middle.",
        data.middle,
    ) % {"known": data.known, "count": data.middle}


def _unknown(subject: MapSubject, data: MapData) -> str:
    if not data.unknown:
        return ""
    if subject.level == COUNTRIES:
        return ngettext(
            "One country is unknown.", "%(count)d countries are unknown.", data.unknown
        ) % {"count": data.unknown}
    return ngettext("One region is unknown.", "%(count)d regions are unknown.", data.unknown) % {
        "count": data.unknown
    }


def own_says(rows: Sequence[Mapped], codes: frozenset[str], known: int) -> str:
    """Where the reader's own territory stands; of a country: how its regions are spread."""
    own = [row for row in rows if row.code in codes]
    if len(own) == 1:
        return _one(own[0], known)
    if not own:
        return _("not on this map.")
    slots = {which: sum(r.standing == which for r in own) for which in (ABOVE, LEVEL, BELOW)}
    unknown = sum(r.value is None for r in own)
    return _(
        "%(all)d regions. Above the middle: %(above)d; not to be told apart from it: %(level)d; "
        "below: %(below)d; unknown: %(unknown)d."
    ) % {"all": len(own), "unknown": unknown, **slots}


def _one(row: Mapped, known: int) -> str:
    if row.value is None:
        return _("unknown.")
    slots = {"value": _ranged(row), "first": row.first, "last": row.last, "of": known}
    if row.first is None:
        return _("%(value)s.") % slots
    if row.first == row.last:
        return _("%(value)s, place %(first)d of %(of)d.") % slots
    return _("%(value)s, between place %(first)d and %(last)d of %(of)d.") % slots
