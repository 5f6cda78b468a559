"""When an exchange is, as people read it: its day, its hour with the zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange
from territoria_web.act.rules.projects import EXCHANGE_STATES, was_missed
from territoria_web.library.saying import day, hours, weekday


def begins_at(exchange: Exchange) -> datetime | None:
    """The moment it begins; None where no hour is named yet."""
    if exchange.starts is None:
        return None
    return datetime.combine(exchange.day, exchange.starts, tzinfo=ZoneInfo(exchange.timezone))


def ends_at(exchange: Exchange) -> datetime | None:
    """The moment it ends."""
    begins = begins_at(exchange)
    return begins + timedelta(minutes=exchange.minutes) if begins else None


def when_said(exchange: Exchange) -> str:
    """*10 May 2027, 14:00–15:00 (Europe/Paris)*; without an hour, that it is still open."""
    begins, ends = begins_at(exchange), ends_at(exchange)
    if begins is None or ends is None:
        return _("%(day)s, the hour is still open") % {"day": day(exchange.day)}
    facts = {"day": weekday(exchange.day), "hours": hours(begins, ends), "zone": exchange.timezone}
    return _("%(day)s, %(hours)s (%(zone)s)") % facts


def exchange_state(row: Exchange, today: date) -> str:
    """How an exchange stands; one whose day went by without a word was not held."""
    state = Exchange.State.MISSED if was_missed(row, today) else Exchange.State(row.state)
    return str(EXCHANGE_STATES[state])
