"""The rules of a conversation: who may vote when, what a statement may be, why one is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.listen.models import Conversation, Statement

AGREE, DISAGREE, PASS = "agree", "disagree", "pass"
VALUES: Final[Mapping[str, int]] = {AGREE: 1, DISAGREE: -1, PASS: 0}
VALUE_NAMES: Final[Mapping[int, Promise]] = {
    1: _("Agree"),
    -1: _("Disagree"),
    0: pgettext_lazy("a vote", "Pass"),
}
SHORTEST: Final = 8
LONGEST: Final = 280
MOST_OWN: Final = 20  # statements of one person in a conversation
# (0.5 · 1 · 0.5 · 9)²: what the published rule gives to a statement that nobody has seen
NEW_PRIORITY: Final = 5.0625
MOST_NUMBER: Final = 2_000_000_000

STATEMENT_STATES: Final[Mapping[str, Promise]] = {
    Statement.State.NEW: _("Waits to be read by the team"),
    Statement.State.SHOWN: _("People vote on it"),
    Statement.State.OUT: _("Not shown"),
}
# why a statement is not shown, or its words were changed
RULES: Final[Mapping[str, Promise]] = {
    "double": _("Another statement says the same."),
    "several": _("It says several things at once; nobody could agree with one alone."),
    "unclear": _("It cannot be agreed or disagreed with as it stands."),
    "private": _("It names people, or tells what is private."),
    "insult": _("It insults or threatens somebody."),
    "advertising": _("It advertises something."),
    "off-topic": _("It is not about this question."),
    "illegal": _("It breaks the law."),
}


def takes_votes(conversation: Conversation, now: datetime) -> bool:
    """Whether people may vote in it; its forum and cycle are read with it."""
    return (
        conversation.state == Conversation.State.OPEN
        and (conversation.closes is None or now < conversation.closes)
        and conversation.forum.is_open
        and conversation.forum.cycle.state == "open"
    )
