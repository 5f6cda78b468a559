"""Silence: no update for one and a half times the promised interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from territoria.speech import gettext
from territoria.track.promise import Promise
from territoria.track.wording import day_said

PATIENCE: Final = 1.5  # of the promised interval
Heard = Literal["heard", "silent", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether news came in time. ``since``: the last news, or the promise where there was none;
    ``days`` since then; ``allowed``: days after which it is silence. None: not known.

    *closed*: done or dropped, no news is owed. *unknown*: no interval was promised, or nobody
    knows since when it counts.
    """

    state: Heard
    since: date | None
    days: int | None
    allowed: float | None
    sentence: str


def silence_of(promise: Promise, today: date) -> Silence:
    """Whether an action is silent on ``today``; news of a later day is not known yet."""
    news = promise.news if promise.news is not None and promise.news <= today else None
    since = news or promise.promised_on
    days = None if since is None else max((today - since).days, 0)
    allowed = None if promise.news_every is None else PATIENCE * promise.news_every
    if promise.reported_by(today) in ("done", "dropped"):
        return Silence("closed", since, days, allowed, "")
    if since is None or days is None:
        return Silence("unknown", None, None, allowed, gettext("No news yet."))
    last = gettext("Last news on {day}.").format(day=day_said(since)) if news else ""
    if allowed is None:
        return Silence("unknown", since, days, None, last)
    if days <= allowed:
        return Silence("heard", since, days, allowed, last)
    said = (
        gettext("No news since {day}.") if news else gettext("No news since the promise of {day}.")
    )
    return Silence("silent", since, days, allowed, said.format(day=day_said(since)))
