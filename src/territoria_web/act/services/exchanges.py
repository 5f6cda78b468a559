"""Periodic exchanges of a project: planned, moved, held with notes, missed, cancelled; the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.rules.projects import BEFORE_EXCHANGE, LONGEST, Doer
from territoria_web.act.services.project_journal import (
    NotTakenNow,
    held_project,
    note,
    reason_in,
    refuse_unless_read,
    tell_story,
)
from territoria_web.act.services.project_letters import agreed_in, write_to
from territoria_web.act.services.project_sayings import on_exchange
from territoria_web.library.typed import plain, plain_line

E = Exchange.State


@dataclass(frozen=True)
class Details:
    """What is known of an exchange beforehand. ``link``: told to partners only."""

    theme: str = ""
    starts: time | None = None
    minutes: int = 60
    timezone: str = "Europe/Brussels"
    place: str = ""
    link: str = ""
    agenda: str = ""
    host: Partner | None = None


@dataclass(frozen=True)
class Held:
    """What is told of an exchange afterwards. ``following``: the next one's day, None: none yet."""

    notes: str
    shown: str = ""
    host: Partner | None = None
    following: date | None = None


@transaction.atomic
def plan_exchange(
    *, project: Project, doer: Doer, day: date, theme: str, seen: int, today: date | None = None
) -> Exchange:
    """One more exchange."""
    held = held_project(project, "exchange", doer)
    refuse_unless_read(held.edit, seen)
    if day < (today or timezone.localdate()):
        raise ValidationError({"day": _("This day has passed.")})
    Project.objects.filter(pk=held.pk).update(edit=held.edit + 1)
    made = _next(held, day, like=held.exchanges.last(), theme=theme)
    tell_story(held, doer, "exchange planned", day=day.isoformat(), number=made.number)
    note(doer, held, "plan exchange", number=made.number)
    return made


def _next(project: Project, day: date, *, like: Exchange | None, theme: str = "") -> Exchange:
    """The exchange after the last one, at the same hour and in the same room as one before it."""
    last = project.exchanges.order_by("-number").first()
    same = (
        {
            **{"starts": like.starts, "minutes": like.minutes, "timezone": like.timezone},
            **{"place": like.place, "link": like.link, "host": like.host},
        }
        if like
        else {}
    )
    number = last.number + 1 if last else 1
    theme = plain_line(theme)[:200]
    return Exchange.objects.create(project=project, number=number, day=day, theme=theme, **same)


def _row(held: Project, exchange: Exchange, seen: int, *states: str) -> Exchange:
    row = Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk, project=held)
    refuse_unless_read(row.edit, seen)
    if row.state not in states:
        raise NotTakenNow(_("This exchange is over, or was cancelled."))
    row.edit += 1
    return row


@transaction.atomic
def change_exchange(
    *, project: Project, doer: Doer, exchange: Exchange, details: Details, seen: int
) -> Exchange:
    """Its theme, hour, place, link, host and agenda. Where partners were told of another hour, place or
    link, the letter of the next day tells them anew.
    """
    held = held_project(project, "agenda", doer)
    row = _row(held, exchange, seen, E.PLANNED)
    if details.timezone not in available_timezones():
        raise ValidationError({"timezone": _("There is no such time zone.")})
    if not 10 <= details.minutes <= 600:
        raise ValidationError({"minutes": _("Choose 10 to 600 minutes.")})
    before = _meets(row)
    row.theme, row.place = plain_line(details.theme)[:200], plain_line(details.place)[:200]
    row.starts, row.minutes, row.timezone = details.starts, details.minutes, details.timezone
    row.link, row.agenda = details.link, plain(details.agenda)[:LONGEST]
    row.host = _among(held, details.host)
    if _meets(row) != before:
        row.told = None
    row.save()
    tell_story(held, doer, "exchange prepared", number=row.number, theme=row.theme)
    note(doer, held, "change exchange", number=row.number)
    return row


def _meets(row: Exchange) -> tuple[object, ...]:
    """What somebody needs to be there."""
    return (row.starts, row.timezone, row.place, row.link)


def _among(held: Project, host: Partner | None) -> Partner | None:
    return held.partners.filter(pk=host.pk).first() if host else None


@transaction.atomic
def move_exchange(
    *,
    project: Project,
    doer: Doer,
    exchange: Exchange,
    day: date,
    seen: int,
    origin: str,
    today: date | None = None,
) -> Exchange:
    """Another day; the day first named stays readable, and partners are told."""
    held = held_project(project, "move", doer)
    row = _row(held, exchange, seen, E.PLANNED)
    now = today or timezone.localdate()
    _refuse_gone_by(row, now)
    if day < now:
        raise ValidationError({"day": _("This day has passed.")})
    if day == row.day:
        return row
    was, row.moved_from = row.day, row.moved_from or row.day
    row.moved_from = None if row.moved_from == day else row.moved_from
    row.day, row.told = day, timezone.now() if day <= now + BEFORE_EXCHANGE else None
    row.save()
    days = {"was": was.isoformat(), "now": day.isoformat()}
    tell_story(held, doer, "exchange moved", number=row.number, **days)
    note(doer, held, "move exchange", number=row.number)
    write_to(agreed_in(held), held, on_exchange(held, row, was=was), origin=origin)
    return row


def _refuse_gone_by(row: Exchange, today: date) -> None:
    if row.day < today:
        raise ValidationError(_("Its day went by: say that it was held, or that it was not."))


@transaction.atomic
def cancel_exchange(
    *,
    project: Project,
    doer: Doer,
    exchange: Exchange,
    reason: str,
    seen: int,
    origin: str,
    today: date | None = None,
) -> Exchange:
    """It falls away, with a reason that everybody reads; partners are told."""
    held = held_project(project, "cancel", doer)
    row = _row(held, exchange, seen, E.PLANNED)
    _refuse_gone_by(row, today or timezone.localdate())
    said = reason_in(reason)
    row.state, row.closed = E.CANCELLED, timezone.now()
    row.save()
    day = row.day.isoformat()
    tell_story(held, doer, "exchange cancelled", said=said, number=row.number, day=day)
    note(doer, held, "cancel exchange", number=row.number)
    write_to(agreed_in(held), held, on_exchange(held, row), origin=origin)
    return row


@transaction.atomic
def hold_exchange(
    *,
    project: Project,
    doer: Doer,
    exchange: Exchange,
    told: Held,
    seen: int,
    today: date | None = None,
) -> Exchange:
    """It was held: notes and what was shown, public; and the next one, where a day is named."""
    held = held_project(project, "hold", doer)
    row = _row(held, exchange, seen, E.PLANNED, E.MISSED)
    now = today or timezone.localdate()
    if row.day > now:
        raise ValidationError(_("Its day has not come yet. Move it first if it was earlier."))
    _check_following(told.following, row.day, now)
    row.notes, row.shown = plain(told.notes)[:LONGEST], plain(told.shown)[:LONGEST]
    if not row.notes:
        raise ValidationError({"notes": _("Write a line on what was said; everybody reads it.")})
    row.host, row.state, row.closed = _among(held, told.host), E.HELD, timezone.now()
    row.save()
    tell_story(held, doer, "exchange held", number=row.number, day=row.day.isoformat())
    note(doer, held, "hold exchange", number=row.number)
    _follow(held, doer, row, told.following)
    return row


def _check_following(following: date | None, held_on: date, today: date) -> None:
    if following is None:
        return
    if following <= held_on:
        raise ValidationError({"following": _("The next one comes after this one.")})
    if following < today:
        raise ValidationError({"following": _("This day has passed.")})


def _follow(held: Project, doer: Doer, row: Exchange, following: date | None) -> None:
    """The next one, unless one is planned already."""
    if following is None or held.exchanges.filter(state=E.PLANNED, day__gt=row.day).exists():
        return
    made = _next(held, following, like=row)
    tell_story(held, doer, "exchange planned", day=following.isoformat(), number=made.number)


@transaction.atomic
def miss_exchange(
    *,
    project: Project,
    doer: Doer,
    exchange: Exchange,
    reason: str,
    following: date | None,
    seen: int,
    today: date | None = None,
) -> Exchange:
    """Its day went by and nobody met: it stays visible, with the reason; and another day is named."""
    held = held_project(project, "miss", doer)
    row = _row(held, exchange, seen, E.PLANNED)
    now = today or timezone.localdate()
    if row.day >= now:
        raise ValidationError(_("Its day has not gone by yet. Move it, or cancel it."))
    if following is not None and following < now:
        raise ValidationError({"following": _("This day has passed.")})
    said = reason_in(reason)
    row.state, row.closed = E.MISSED, timezone.now()
    row.save()
    day = row.day.isoformat()
    tell_story(held, doer, "exchange missed", said=said, number=row.number, day=day)
    note(doer, held, "note missed exchange", number=row.number)
    _follow(held, doer, row, following)
    return row
