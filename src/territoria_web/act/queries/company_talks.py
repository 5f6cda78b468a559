"""Talks of a company as it reads them: what waits for it, what is agreed, its agenda, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome
from territoria_web.act.queries.company_days import slot_said
from territoria_web.act.queries.company_proposals import proposal_between
from territoria_web.act.rules.companies import (
    AGREED,
    ANSWER,
    ON_AGENDA,
    VALUES,
    WORTHS,
    Talk,
    may_tell,
    may_tell_again,
    slot_begins,
    takes,
    talk_state,
)
from territoria_web.library.calendar_text import as_calendar


@dataclass(frozen=True)
class OwnTalk:
    """A talk as one of the two reads it. ``asked_us``: the other asked; ``mine``, ``theirs``: how much
    each wants it, in words, empty where not said; ``why``: what speaks for it; ``waits``: whether it
    can still be answered.
    """

    row: Encounter
    other: Company
    asked_us: bool
    waits: bool
    state: str
    mine: str
    theirs: str
    when: str
    why: tuple[str, ...]
    told: Outcome | None
    may_tell: bool
    may_tell_again: bool


def talks_of(company: Company) -> QuerySet[Encounter]:
    """All talks that a company asked for or was asked for, with what it said came of them."""
    own = Prefetch("outcomes", Outcome.objects.filter(company=company), to_attr="told_by_us")
    held = Encounter.objects.filter(Q(asker=company) | Q(asked=company))
    return held.select_related("asker", "asked").prefetch_related(own)


def talk_in(company: Company, number: UUID) -> Encounter | None:
    """One of its talks by its public number; also one that was taken back."""
    return talks_of(company).filter(public_id=number).first()


def between(one: Company, other: Company) -> Encounter | None:
    """The talk of these two, whoever asked."""
    held = Encounter.objects.filter(Q(asker=one, asked=other) | Q(asker=other, asked=one))
    return held.select_related("asker", "asked").first()


def own_talks(company: Company, rows: Iterable[Encounter] | None = None) -> list[OwnTalk]:
    """Its talks in words: by hour, then by name of the other."""
    held = talks_of(company) if rows is None else rows
    found = [own_talk(company, row) for row in held]
    return sorted(found, key=lambda one: (_hour(one.row), one.other.name.casefold(), one.row.pk))


def _hour(row: Encounter) -> int:
    return row.slot if row.slot is not None and row.state in ON_AGENDA else 10_000


def own_talk(company: Company, row: Encounter) -> OwnTalk:
    """One of them in words; ``company`` brings its day with it."""
    day, now = company.day, timezone.now()
    asked_us = row.asked_id == company.pk
    mine, theirs = (row.return_value, row.value) if asked_us else (row.value, row.return_value)
    other = row.asker if asked_us else row.asked
    told = next(iter(getattr(row, "told_by_us", [])), None)
    waits = row.state == Talk.REQUESTED and takes(day, ANSWER, now)
    return OwnTalk(
        row=row,
        other=other,
        asked_us=asked_us,
        waits=waits,
        state=str(talk_state(day, row, now)),
        mine=value_said(mine),
        theirs=value_said(theirs),
        when=slot_said(day, row.slot) if row.slot is not None and row.state in ON_AGENDA else "",
        why=proposal_between(company, other, day).reasons,
        told=told,
        may_tell=may_tell(day, row, now),
        may_tell_again=may_tell_again(day, row, now),
    )


def value_said(value: int | None) -> str:
    """How much somebody wants a talk, in words; empty where it was not said."""
    return str(VALUES.get(value or 0, ""))


def worth_said(worth: int | None) -> str:
    """What a talk was worth to somebody, in words; empty where it was not said."""
    return "" if worth is None else str(WORTHS.get(worth, ""))


def waiting_for(company: Company) -> QuerySet[Encounter]:
    """Requests that wait for its answer, oldest first."""
    held = Encounter.objects.filter(asked=company, state=Talk.REQUESTED, asker__state="in")
    return held.select_related("asker").order_by("made", "pk")


def agreed_in(day: CompanyDay) -> QuerySet[Encounter]:
    """Talks that both want, and those that were held or missed."""
    held = Encounter.objects.filter(day=day, state__in=AGREED)
    return held.select_related("asker", "asked")


def requests_in(day: CompanyDay) -> QuerySet[Encounter]:
    """All requests of a day, latest first."""
    held = Encounter.objects.filter(day=day).select_related("asker", "asked")
    return held.order_by("-made", "-pk")


# ── calendar ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class TalkDate:
    """A talk for a calendar. ``sequence`` counts the agendas that were published."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    place: str
    text: str
    url: str
    sequence: int
    status: str


def agenda_of(company: Company) -> list[OwnTalk]:
    """Its talks that stand on its agenda, those among them that fell too."""
    return own_talks(company, talks_of(company).filter(state__in=ON_AGENDA))


def talk_dates(
    company: Company, talks: Sequence[OwnTalk], *, url: str, sequence: int
) -> list[TalkDate]:
    """An agenda for a calendar."""
    day, found = company.day, []
    for one in talks:
        row = one.row
        if row.slot is None or row.slot >= len(day.slots):
            continue
        begins = slot_begins(day, row.slot)
        cancelled = row.state == Talk.NO_SHOW or day.state == CompanyDay.State.CANCELLED
        found.append(
            TalkDate(
                uid=f"talk-{row.public_id}-{company.public_id}",
                begins=begins,
                ends=begins + timedelta(minutes=day.minutes),
                title=_("Talk with %(company)s") % {"company": one.other.name},
                place=place_said(day, row.table),
                text="\n".join((day.title, *one.why, *([day.link] if day.link else []))),
                url=url,
                sequence=sequence,
                status="CANCELLED" if cancelled else "CONFIRMED",
            )
        )
    return found


def place_said(day: CompanyDay, table: int | None) -> str:
    """Where a talk is held: the table and the place; online there is no place."""
    parts = [table_said(table)] if table else []
    return ", ".join([*parts, *([day.place] if day.mode != "online" and day.place else [])])


def table_said(table: int) -> str:
    """A table by its number."""
    return _("Table %(number)d") % {"number": table}


def calendar_of_company(company: Company, talks: Sequence[OwnTalk], *, url: str) -> bytes:
    """Its agenda as a calendar."""
    day = company.day
    sequence = day.schedules.exclude(published=None).count()
    dates = talk_dates(company, talks, url=url, sequence=sequence)
    return as_calendar(day.title, dates, made=timezone.now())
