"""The arrangement of talks: what the engine is asked, what a schedule says in words, what it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Company, CompanyDay, Encounter, Schedule
from territoria_web.act.queries.company_days import slot_said
from territoria_web.act.queries.company_proposals import party_of
from territoria_web.act.queries.company_talks import agreed_in
from territoria_web.act.rules.companies import CAUSES, Firm, Talk, slot_begins
from territoria_web.library.saying import numeral_of

if TYPE_CHECKING:
    from territoria.act.companies import Company as Party
    from territoria.act.companies import Wish
    from territoria.act.matchmaking import Pin


KEPT: Final = "published talks kept"


@dataclass(frozen=True)
class Asked:
    """What the engine arranges: slots and tables counted from 1. ``talks``: by the pair of ids.
    ``forbidden``: pairs that the office ruled out.
    """

    parties: tuple[Party, ...]
    wishes: tuple[Wish, ...]
    pins: tuple[Pin, ...]
    closed: tuple[int, ...]
    forbidden: tuple[tuple[str, str], ...]
    talks: Mapping[frozenset[str], Encounter]


def asked_of(day: CompanyDay, now: datetime, *, keep: bool = False) -> Asked:
    """Companies and agreed talks as they stand. Talks that were held or pinned stay where they are; a
    slot that has begun takes no others; whoever did not come or left keeps only what was held before.
    ``keep``: what is on the agendas stays there too, wherever it still can.
    """
    begun = [n for n in range(len(day.slots)) if slot_begins(day, n) <= now]
    past = {n + 1 for n in begun}  # what was held there stays, whatever is said of it now
    talks = [one for one in agreed_in(day) if _is_arranged(one, begun)]
    named = {firm for one in talks for firm in (one.asker_id, one.asked_id)}
    companies = day.companies.filter(Q(state__in=(Firm.IN, Firm.ABSENT)) | Q(pk__in=named))
    parties = [replace(one, away=one.away - past) for one in map(party_of, companies)]
    return Asked(
        parties=tuple(parties),
        wishes=tuple(wish for one in talks for wish in _wishes(one)),
        pins=tuple(_pins(talks, begun, keep=keep)),
        closed=tuple(sorted(past)),
        forbidden=tuple((str(a), str(b)) for a, b in day.apart if {a, b} <= named),
        talks={frozenset((str(one.asker_id), str(one.asked_id))): one for one in talks},
    )


def _is_arranged(talk: Encounter, begun: Sequence[int]) -> bool:
    """Whether a talk still needs a place: not those that were missed, nor of companies that left."""
    if talk.state == Talk.NO_SHOW:
        return False
    past = talk.state in (Talk.SCHEDULED, Talk.HELD) and talk.slot in begun
    there = talk.asker.state == Firm.IN and talk.asked.state == Firm.IN
    return there or past or talk.state == Talk.HELD


def _wishes(talk: Encounter) -> list[Wish]:
    from territoria.act.companies import Wish

    asker, asked = str(talk.asker_id), str(talk.asked_id)
    first = Wish(asker, asked, talk.value, True)
    if talk.return_value is None:
        return [first]
    return [first, Wish(asked, asker, talk.return_value, True)]


def _pins(talks: Sequence[Encounter], begun: Sequence[int], *, keep: bool) -> list[Pin]:
    """What was held, then what the office fixed, then what is on the agendas and clashes with neither."""
    taken: set[tuple[int, str]] = set()
    pins = []
    for talk, slot, table in _places(talks, begun, keep=keep):
        needs = {(slot, f"company {firm}") for firm in (talk.asker_id, talk.asked_id)}
        needs |= {(slot, f"table {table}")} if table is not None else set()
        if needs & taken:
            continue
        taken |= needs
        pins.append(_pin(talk, slot, table))
    return pins


def _places(
    talks: Sequence[Encounter], begun: Sequence[int], *, keep: bool
) -> list[tuple[Encounter, int, int | None]]:
    """Talks that stay, with slot and table, those that must before those that may."""
    held, fixed, published = [], [], []
    for talk in talks:
        on_agenda = talk.state == Talk.SCHEDULED and talk.slot is not None
        if talk.slot is not None and (
            talk.state == Talk.HELD or (on_agenda and talk.slot in begun)
        ):
            held.append((talk, talk.slot, talk.table))
        elif talk.pin_slot is not None and talk.pin_slot not in begun:
            fixed.append((talk, talk.pin_slot, talk.pin_table))
        elif keep and on_agenda and talk.slot is not None and _is_free(talk, talk.slot):
            published.append((talk, talk.slot, talk.table))
    return [*held, *fixed, *published]


def _is_free(talk: Encounter, slot: int) -> bool:
    return slot not in talk.asker.away and slot not in talk.asked.away


def _pin(talk: Encounter, slot: int, table: int | None) -> Pin:
    from territoria.act.matchmaking import Pin

    return Pin(str(talk.asker_id), str(talk.asked_id), slot + 1, table)


# ── in words ──────────────────────────────────────────────────────────────────────────────────


def worth_of(schedule: Schedule) -> str:
    """How good a schedule is: proven, or how far from the best it can lie."""
    count = len(schedule.meetings)
    talks = ngettext("%(count)s talk", "%(count)s talks", count) % {"count": numeral_of(count)}
    if schedule.value >= schedule.bound and schedule.method == KEPT:
        said = _("%(talks)s: none is worth more while the published talks stay where they are.")
        return said % {"talks": talks}
    if schedule.value >= schedule.bound:
        return _("%(talks)s: no arrangement is worth more.") % {"talks": talks}
    missing = schedule.bound - schedule.value
    gap = -(-10_000 * missing // max(schedule.value, 1)) / 100  # rounded up: it is a bound
    said = _("%(talks)s: another arrangement could be worth %(gap)s %% more at most.")
    return said % {"talks": talks, "gap": numeral_of(gap, 2)}


def holes_of(schedule: Schedule) -> str:
    """How long companies wait between their talks."""
    if not schedule.holes:
        return _("No company waits between two talks.")
    said = ngettext(
        "In all, companies wait %(count)s slot between talks.",
        "In all, companies wait %(count)s slots between talks.",
        schedule.holes,
    )
    return said % {"count": numeral_of(schedule.holes)}


@dataclass(frozen=True)
class Row:
    """A talk of a schedule, for the office."""

    talk: Encounter | None
    one: Company
    other: Company
    slot: int
    table: int
    when: str


def rows_of(schedule: Schedule, companies: Mapping[int, Company]) -> list[Row]:
    """The talks of a schedule by slot and table."""
    day = schedule.day
    talks = {one.pk: one for one in day.encounters.all()}
    return [
        Row(
            talk=talks.get(held["talk"]),
            one=companies[held["a"]],
            other=companies[held["b"]],
            slot=held["slot"],
            table=held["table"],
            when=slot_said(day, held["slot"]),
        )
        for held in schedule.meetings
        if held["a"] in companies and held["b"] in companies
    ]


def unplaced_of(
    schedule: Schedule, companies: Mapping[int, Company]
) -> list[tuple[Company, Company, str]]:
    """Agreed talks without a place, and why."""
    return [
        (companies[held["a"]], companies[held["b"]], str(CAUSES.get(held["why"], held["why"])))
        for held in schedule.unplaced
        if held["a"] in companies and held["b"] in companies
    ]


def agendas_in(meetings: Sequence[Mapping[str, Any]]) -> dict[int, frozenset[tuple[int, ...]]]:
    """The agenda of each company: other company, slot and table of each talk."""
    found: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for held in meetings:
        for mine, other in (("a", "b"), ("b", "a")):
            found[held[mine]].add((held[other], held["slot"], held["table"]))
    return {company: frozenset(talks) for company, talks in found.items()}


def changed_between(
    before: Sequence[Mapping[str, Any]] | None, after: Sequence[Mapping[str, Any]]
) -> set[int]:
    """Companies whose agenda is another one; everybody with a talk where none was published."""
    now = agendas_in(after)
    if before is None:
        return set(now)
    was = agendas_in(before)
    return {one for one in {*was, *now} if was.get(one) != now.get(one)}


def is_outdated(schedule: Schedule, now: datetime) -> bool:
    """Whether other talks are agreed by now, or one stands where a company is away."""
    held = {m["talk"] for m in schedule.meetings} | {m["talk"] for m in schedule.unplaced}
    asked = asked_of(schedule.day, now)
    if held != {talk.pk for talk in asked.talks.values()}:
        return True
    away = {int(party.id): party.away for party in asked.parties}
    return any(
        m["slot"] + 1 in away.get(m[side], ()) for m in schedule.meetings for side in ("a", "b")
    )
