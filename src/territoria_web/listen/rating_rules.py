"""Ratings of services: their scale and its words, their channels, and when new figures may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.listen.models import Rating, Service
from territoria_web.listen.rules import LEAST
from territoria_web.listen.voice_rules import is_taking

SOLVED_WORDS: Final[Mapping[str, Promise]] = {
    Rating.Solved.YES: _("Yes"),
    Rating.Solved.PARTLY: _("Partly"),
    Rating.Solved.NO: _("No"),
}
LEVEL_WORDS: Final[Mapping[int, Promise]] = {
    5: _("Very satisfied"),
    4: _("Satisfied"),
    3: _("Neither satisfied nor dissatisfied"),
    2: _("Dissatisfied"),
    1: _("Very dissatisfied"),
}
C = Rating.Channel
CHANNEL_WORDS: Final[Mapping[str, Promise]] = {
    C.QR: _("by QR code"),
    C.WIDGET: _("from another website"),
    C.WEB: _("on the web"),
    C.COUNTER: _("at the counter"),
    C.PAPER: _("on paper"),
    C.PHONE: _("by telephone"),
    C.IMPORT: _("from a file"),
}
# those that people come by themselves; the others are entered by somebody of the team
OWN_CHANNELS: Final = (C.QR, C.WIDGET, C.WEB)
ENTERED_CHANNELS: Final = (C.PAPER, C.COUNTER, C.PHONE)
# why the words of somebody are not shown
COMMENT_RULES: Final[Mapping[str, Promise]] = {
    "private": _("It names people, or tells what is private."),
    "insult": _("It insults or threatens somebody."),
    "advertising": _("It advertises something."),
    "off-topic": _("It is not about this service."),
    "illegal": _("It breaks the law."),
}
LONGEST_COMMENT: Final = 1000
QUICKEST: Final = 1.0  # seconds below which nobody reads two questions and answers them
MANY_ALIKE: Final = 40  # the same answers for one service in one minute
MOST_AT_ONCE: Final = 500  # ratings of one file or sheet


def channel_in(asked: str) -> str:
    """The channel that an address names; what it does not know came by the web."""
    return asked if asked in OWN_CHANNELS else C.WEB


def quarter_of(day: date) -> str:
    """``2026-Q4``: days are never shown nearer than that."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def takes_ratings(service: Service) -> bool:
    """Whether it and its forum are open; the forum's cycle is read with it."""
    return service.is_open and is_taking(service.forum)


def total_is_due(fresh: int) -> bool:
    """Whether so many new ratings may change what is shown: nobody of them is alone in the change."""
    return fresh >= LEAST


def parts_are_due(people: int, before: int) -> bool:
    """Whether tables by channel, quarter, age and district are worked out anew: after as many again, of
    80 and more after half as many; so nearly all of their cells move by several people, or stay.
    """
    more = before // 2 if before >= 80 else max(LEAST, before)
    return people - before >= more
