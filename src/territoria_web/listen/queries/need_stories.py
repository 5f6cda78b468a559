"""The story of a need, line by line, as its readers and its author read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.need_rules import RULES, STATE_NAMES

Kind = NeedEvent.Kind

TITLES: Final[Mapping[str, Promise]] = {
    Kind.NEWS: gettext_lazy("News"),
    Kind.WORDS: gettext_lazy("Its words were changed"),
    Kind.JOINED: gettext_lazy("Another need is followed here"),
    Kind.TOPIC: gettext_lazy("It is a topic at a meeting"),
    Kind.ACTION: gettext_lazy("An action of the plan answers it"),
    Kind.ASKED: gettext_lazy("Its author was asked whether it is solved"),
    Kind.APPEAL: gettext_lazy("Its author asked for a second look"),
}
SOLVED: Final[Mapping[str, Promise]] = {
    Need.Solved.YES: gettext_lazy("Its author says: solved"),
    Need.Solved.PARTLY: gettext_lazy("Its author says: solved in part"),
    Need.Solved.NO: gettext_lazy("Its author says: not solved"),
}


AUTHORS_WORD: Final = frozenset({Need.State.CONFIRMED, Need.State.NOT_SOLVED})


@dataclass(frozen=True)
class Line:
    """One line. ``rule``: in words; ``facts``: what else a page may link to."""

    when: datetime
    title: str
    said: str
    rule: str
    office: str
    kind: str
    state: str
    facts: Mapping[str, Any]


def story_of(need: Need, *, for_author: bool = False) -> list[Line]:
    """From the first day on; what is not public only for its author and the team. The word of its
    author stands once, as a line of its own.
    """
    held = need.events.all()
    return lines_of(
        event
        for event in held
        if (for_author or event.is_public) and event.state not in AUTHORS_WORD
    )


def lines_of(events: Iterable[NeedEvent]) -> list[Line]:
    """Lines as they are read."""
    return [
        Line(
            when=e.when,
            title=_title(e),
            said=e.said,
            rule=str(RULES.get(e.rule, "")),
            office=e.office,
            kind=e.kind,
            state=e.state,
            facts=e.facts,
        )
        for e in events
    ]


def _title(event: NeedEvent) -> str:
    if event.kind == Kind.STATE:
        said = str(STATE_NAMES[Need.State(event.state)])
        to = event.facts.get("passed_to") if event.state == Need.State.NOT_OURS else ""
        return f"{said} ({to})" if to else said
    if event.kind == Kind.AUTHOR:
        return str(SOLVED[event.facts["solved"]])
    if event.kind == Kind.APPEAL and "upheld" in event.facts:
        right = event.facts["upheld"]
        return _("Second look: its author was right") if right else _("Second look: it stays so")
    return str(TITLES[Kind(event.kind)])
