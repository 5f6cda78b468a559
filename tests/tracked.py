"""An adopted plan whose actions are told of: the same plan as in ``planned``, with news and stewards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from planned import Planning, a_plan
from territoria_web.library.dates import written
from territoria_web.plan.rules import Dated
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries.accounts import Kept, PlanAccount, account_at
from territoria_web.track.queries.tended import steward_state
from territoria_web.track.services.stewards import name_steward
from territoria_web.track.services.updates import News, tell_news_of

ORIGIN = "https://town.example"
FIRST, SECOND = Dated("Tender out", date(2027, 3, 1)), Dated("Desk open", date(2027, 6, 1))
LOANS = {
    "indicator": "Loans a month",
    "baseline": 20.0,
    "baseline_period": "2026",
    "target_low": 40.0,
    "target_high": 60.0,
    "target_year": 2030,
}
AGAIN = "Adopted again by the council in autumn."


def noon(day: date) -> datetime:
    """The middle of a day, everywhere."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def promised(code: str = "X1", **fields: Any) -> Planning:
    """A plan with one action that was adopted on 4 January 2027."""
    p = a_plan(code)
    told = {
        "begins": date(2027, 1, 1),
        "ends": date(2027, 9, 1),
        "owner": "City library",
        "milestones": (FIRST, SECOND),
        **LOANS,
        **fields,
    }
    p.add(**told)
    adopted(p, date(2027, 1, 4))
    return p


def adopted(p: Planning, on: date, reason: str = AGAIN) -> None:
    """Adopt the plan as if it was that day."""
    version = p.adopt(reason)
    with connection.cursor() as cursor:  # versions are never changed; a test may say when
        table = version._meta.db_table
        cursor.execute(f"UPDATE {table} SET made = %s WHERE id = %s", [noon(on), version.pk])


def tell(p: Planning, on: date, number: int = 1, **news: Any) -> Update:
    """News of an action as if it was told that day."""
    reached, year = news.pop("reached", None), news.pop("year_ahead", "")
    if year:
        news["figure_period"] = str(localdate().year)
    words = {} if news else {"done": "The tender was written."}
    told = News(**{**words, **news})
    update = tell_news_of(action=p.one(number), news=told, office="City library")
    if reached is not None:  # days of the story, which may lie ahead of today
        update.reached = {key: written(day) for key, day in reached.items()}
    update.figure_period = year or update.figure_period
    update.made = noon(on)
    update.save()
    return update


def step(p: Planning, text: str = "Tender out", number: int = 1) -> str:
    """The id of a milestone."""
    return str(p.one(number).milestones.get(text=text).public_id)


def account(p: Planning, on: date) -> PlanAccount:
    """The account on a day."""
    return account_at(p.plan.public_id, today=on)


def row(p: Planning, on: date, number: int = 1) -> Kept:
    """One action of it."""
    return account(p, on).row(number)


def a_steward(p: Planning, number: int = 1, **fields: Any) -> Steward:
    """Who tells how an action goes."""
    known = {"name": "Ada", "email": "ada@example.org", "language": "en", "every_days": 90}
    action = p.one(number)
    seen = steward_state(Steward.objects.filter(action=action).first())
    return name_steward(by=p.lead, action=action, **{**known, "seen": seen, **fields})
