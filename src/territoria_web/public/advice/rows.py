"""Advice in a list: in the library's order, or in the order it was judged for a territory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import lower_first, semicolon
from territoria_web.public.asked_territory import Region, kept
from territoria_web.public.page import Table
from territoria_web.recommend.queries.advice_here import (
    GIVEN,
    REFUSED,
    Here,
    TerritoryAdvice,
    advice_here,
)
from territoria_web.recommend.queries.advice_texts import AdviceEntry

COLUMNS = ("id", "what", "role", "factors", "grade", "person_months", "cost_eur", "first_step")
MOST_NAMED = 3
HERE = ("standing", "tier", "place", "why", "robust")


@dataclass(frozen=True)
class Row:
    """An advice in a list; ``here``: how it was judged for the territory asked for."""

    entry: AdviceEntry
    keep: str
    here: Here | None

    @property
    def url(self) -> str:
        """The advice's own page, with the territory kept."""
        return reverse("public:recommendation", args=[self.entry.id]) + self.keep

    @property
    def grade(self) -> str:
        """The grade that its evidence has here."""
        return self.here.grade if self.here and self.here.grade else self.entry.grade


def asked_advice(region: Region) -> TerritoryAdvice | None:
    """The advice of the territory in the address; None where none is asked for, or not clear."""
    return advice_here(region.similar) if region.similar else None


def keep_of(found: TerritoryAdvice | None) -> str:
    """What keeps the territory in addresses."""
    return kept(found.similar if found else None)


def rows_of(entries: Sequence[AdviceEntry], found: TerritoryAdvice | None) -> list[Row]:
    """Each advice with its address; for a territory in its order, what is not given last."""
    keep = keep_of(found)
    rows = [Row(e, keep, found.judged(e) if found else None) for e in entries]
    if found is None:
        return rows
    last = {GIVEN: 0, REFUSED: 1}
    return sorted(
        rows, key=lambda r: (last.get(r.here.standing, 2), r.here.order) if r.here else (2, 0)
    )


def parted(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """What is given here, what is not and why, and what is not judged; all of it without place."""
    return {
        "given": [r for r in rows if r.here is None or r.here.standing == GIVEN],
        "refused": [r for r in rows if r.here and r.here.standing == REFUSED],
        "outside": [r for r in rows if r.here and r.here.standing not in (GIVEN, REFUSED)],
    }


def finding_of(rows: Sequence[Row], found: TerritoryAdvice | None) -> str:
    """How much advice there is; for a territory how much of it can start now."""
    if not rows:
        return _("The library holds no advice on this yet.")
    if found is None:
        return _without_place(rows)
    if not found.known:
        return _(
            "The advice to {place} is not worked out yet; this is what the library holds."
        ).format(place=found.similar.name)
    given = [r for r in rows if r.here and r.here.standing == GIVEN]
    tiers = [r.here.tier for r in given if r.here]
    if "A" not in tiers and "B" in tiers:
        return _preparing(found.similar.name, given)
    return ngettext(
        "For {place} {count} piece of advice applies; {now} can start now.",
        "For {place} {count} pieces of advice apply; {now} can start now.",
        len(given),
    ).format(place=found.similar.name, count=len(given), now=_now(tiers))


def _now(tiers: Sequence[str]) -> str:
    return str(tiers.count("A")) if "A" in tiers else _("none")


def _preparing(place: str, given: Sequence[Row]) -> str:
    """Nothing can start at once: what can be prepared first, by name."""
    ready = [r.entry.what for r in given if r.here and r.here.tier == "B"][:MOST_NAMED]
    first = semicolon().join(lower_first(what.rstrip(".")) for what in ready)
    return ngettext(
        "For {place} {count} piece of advice applies. Preparing can begin now: {first}.",
        "For {place} {count} pieces of advice apply. Preparing can begin now: {first}.",
        len(given),
    ).format(place=place, count=len(given), first=first)


def _without_place(rows: Sequence[Row]) -> str:
    shown = sum(r.entry.grade >= "E3" for r in rows)
    if not shown:
        return ngettext(
            "{count} piece of advice; its effect is not shown against places without it.",
            "{count} pieces of advice; no effect is shown against places without it.",
            len(rows),
        ).format(count=len(rows))
    return ngettext(
        "{count} piece of advice; for {shown} an effect is shown against places without it.",
        "{count} pieces of advice; for {shown} an effect is shown against places without it.",
        len(rows),
    ).format(count=len(rows), shown=shown)


def table_of(rows: Sequence[Row]) -> Table:
    """The list as data."""
    return Table("advice", (*COLUMNS, *HERE), [_cells(r) for r in rows])


def _cells(r: Row) -> tuple[object, ...]:
    e, h = r.entry, r.here
    own = (e.id, e.what, e.role.id, " ".join(e.factors), r.grade)
    effort = (e.person_months or None, e.cost or None, e.first_step)
    if h is None:
        return (*own, *effort, None, None, None, None, None)
    return (*own, *effort, h.standing, h.tier or None, h.place, h.why, h.robust or None)
