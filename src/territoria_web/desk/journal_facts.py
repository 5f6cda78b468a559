"""The facts of the journal in words: states, days, sums, lists, and titles in place of ids."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from territoria_web.compare.queries.swot import QUADRANT_NAMES
from territoria_web.convene import rules as meetings
from territoria_web.convene import working_rules
from territoria_web.convene.queries.working import axis_name
from territoria_web.desk.assess import swot
from territoria_web.desk.recommend import DECISIONS
from territoria_web.invite import call_rules
from territoria_web.invite import rules as steps
from territoria_web.invite.queries.sayings import moment
from territoria_web.learn.rules import VERDICT_NAMES
from territoria_web.library.languages import name_of_language
from territoria_web.library.queries import library
from territoria_web.library.saying import colon, day, semicolon, sum_said
from territoria_web.listen import conversation_rules, rating_rules
from territoria_web.listen import need_rules as needs
from territoria_web.listen.queries.need_choices import CHANNEL_NAMES
from territoria_web.measure.queries import findings, policies, register
from territoria_web.papers import rules as papers
from territoria_web.people.words import kind_of_body, role_name
from territoria_web.plan import budget_rules
from territoria_web.plan.queries import words as plans
from territoria_web.plan.queries.plans import indicator_said
from territoria_web.plan.queries.said import number_said
from territoria_web.track.track_rules import SAYS_NAMES

CODES: Final = ("peers", "territories")
PEOPLE: Final = ("owner",)  # of a step: the public id of an account
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
DATED: Final = re.compile(r"(\d{4}-\d\d-\d\d) (.+)", re.DOTALL)  # a milestone

CALL_STATES: Final[Mapping[str, Promise]] = {
    "draft": pgettext_lazy("state of a call", "Draft"),
    "published": pgettext_lazy("state of a call", "Published"),
    "decided": pgettext_lazy("state of a call", "Decided"),
}
CYCLE_STATES: Final[Mapping[str, Promise]] = {
    "open": pgettext_lazy("state of a cycle", "Open"),
    "closed": pgettext_lazy("state of a cycle", "Closed"),
}
JOB_STATES: Final[Mapping[str, Promise]] = {
    "waiting": pgettext_lazy("state of a job", "Waiting"),
    "running": pgettext_lazy("state of a job", "Under way"),
    "done": pgettext_lazy("state of a job", "Done"),
    "failed": pgettext_lazy("state of a job", "Failed"),
    "cancelled": pgettext_lazy("state of a job", "Stopped"),
}
MODERATIONS: Final[Mapping[str, Promise]] = {
    "before": pgettext_lazy("what comes in is read", "before it is shown"),
    "after": pgettext_lazy("what comes in is read", "after it is shown"),
}
# What an entry is about → what the states of it are called.
STATES: Final[Mapping[str, Mapping[Any, Promise]]] = {
    "action": plans.STATE_NAMES,
    "application": call_rules.STATE_NAMES,
    "call": CALL_STATES,
    "cycle": CYCLE_STATES,
    "forum": needs.STATE_NAMES,
    "job": JOB_STATES,
    "meeting": meetings.STATE_NAMES,
    "paper": papers.STATE_NAMES,
    "policy": policies.STATE_NAMES,
    "step": steps.STATE_NAMES,
    "swot": swot.STATE_NAMES,
}
# What an entry is about → the rules by which something of it is judged, or counted.
RULES: Final[Mapping[str, Mapping[Any, Promise]]] = {
    "budget": budget_rules.RULE_NAMES,
    "conversation": conversation_rules.RULES,
    "forum": needs.RULES,
    "service": rating_rules.COMMENT_RULES,
}
# What an entry is about → what a verdict on it is called, where lessons’ words do not fit.
VERDICTS: Final[Mapping[str, Mapping[Any, Promise]]] = {"initiative": register.VERDICT_NAMES}
# Facts whose values are words of the house, whatever the entry is about.
WORDS: Final[Mapping[str, Mapping[Any, Promise]]] = {
    "channel": CHANNEL_NAMES,
    "confidence": findings.CONFIDENCE_NAMES,
    "decision": DECISIONS,
    "mode": working_rules.MODE_NAMES,
    "money_state": plans.MONEY_NAMES,
    "moderation": MODERATIONS,
    "quadrant": QUADRANT_NAMES,
    "says": SAYS_NAMES,
    "step": steps.STEP_NAMES,
    "weight": findings.WEIGHT_NAMES,
}


@dataclass(frozen=True)
class Names:
    """What people, territories and calls are called; read once for all entries of a page. A call by
    each title it has, since an entry keeps one of them, in whichever language came first.
    """

    people: Mapping[str, str]
    places: Mapping[str, str]
    calls: Mapping[str, str]


def said_fact(about: str, key: str, value: Any, names: Names) -> str:
    """A fact in words; empty where it says nothing. ``about``: the kind of thing it is a fact of."""
    if value in (None, "", [], {}, 0, False):
        return _("no") if value is False and key != "name changed" else ""
    if value is True:
        return _("yes")
    if isinstance(value, list):
        parting = ", " if key in CODES else semicolon()
        return parting.join(said_fact(about, key, one, names) for one in value)
    if isinstance(value, dict):
        return _table(key, value)
    if isinstance(value, int | float):
        return number_said(float(value)) if isinstance(value, float) else str(value)
    return _word(about, key, str(value), names)


def _table(key: str, value: Mapping[str, Any]) -> str:
    """Facts that are a table: the days of a meeting, and the dots of each axis."""
    if key == "days":
        return semicolon().join(_day_of_meeting(number, held) for number, held in value.items())
    if key == "dots":
        return semicolon().join(
            f"{meetings.AXES.get(axis, axis)}{colon()}{count}" for axis, count in value.items()
        )
    if key == "districts":
        return str(value.get("name", ""))
    if key == "margins":
        return semicolon().join(_margin(kind, shares) for kind, shares in value.items())
    return json.dumps(value, ensure_ascii=False)


def _margin(kind: str, shares: Any) -> str:
    told = shares if isinstance(shares, dict) else {}
    return f"{kind} ({', '.join(str(label) for label in told)})"


def _day_of_meeting(number: str, held: Any) -> str:
    told = held if isinstance(held, dict) else {}
    when = day(date.fromisoformat(told["date"])) if told.get("date") else _("no date yet")
    facts = {"number": number, "date": when, "time": told.get("starts", "")}
    return _("day %(number)s: %(date)s, %(time)s") % facts


def _word(about: str, key: str, value: str, names: Names) -> str:
    """What a value that is one word, day, sum or id of the house is called."""
    if key == "state":
        return str(STATES.get(about, {}).get(value, value))
    if key == "rule":
        return str(RULES.get(about, {}).get(value, value))
    if key == "verdict":
        return str(VERDICTS.get(about, VERDICT_NAMES).get(value, value))
    if key in WORDS:
        return str(WORDS[key].get(value, value))
    if key in PEOPLE and about == "step":
        return names.people.get(value, value)
    known: dict[str, Callable[[str], str]] = {
        "role": role_name,
        "kind": _kind,
        "language": name_of_language,
        "languages": name_of_language,
        "framework": _framework,
        "advice": _advice,
        "axis": lambda axis: axis_name(axis) or axis,
        "format": _format,
        "indicator": indicator_said,
        **dict.fromkeys(("amount", "cost", "money"), lambda text: sum_said(Decimal(text))),
        "node": _node,
        "nodes": _node,
        "title": lambda title: names.calls.get(title, title),
        "territories": lambda code: names.places.get(code, code),
        "peers": lambda code: _peers(code, names),
    }
    return known[key](value) if key in known else _dated(value)


def _dated(value: str) -> str:
    """A text in which days are written as readers write them."""
    if DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    if MOMENT.fullmatch(value):
        return moment(datetime.fromisoformat(value))
    if found := DATED.fullmatch(value):
        return f"{day(date.fromisoformat(found[1]))}{colon()}{found[2]}"
    return value


def _kind(kind: str) -> str:
    """What a body, or a word on a board, is; or the way by which a need came in."""
    return str(meetings.KINDS.get(kind) or CHANNEL_NAMES.get(kind) or kind_of_body(kind))


def _peers(value: str, names: Names) -> str:
    if value == "structural":
        return _("the structural peers")
    return names.places.get(value, value)


def _framework(framework: str) -> str:
    text = library().frameworks.get(framework)
    return str(text.title.say()) if text else framework


def _advice(advice: str) -> str:
    text = library().recommendations.get(advice)
    return str(text.what.say()) if text else advice


def _format(format_id: str) -> str:
    text = library().formats.get(format_id)
    return str(text.title.say()) if text else format_id


def _node(node: str) -> str:
    """A part of a framework by its title, where no other framework calls another part so."""
    titles = {
        str(held.title.say())
        for framework in library().frameworks.values()
        for held in framework.walk()
        if held.id == node
    }
    return titles.pop() if len(titles) == 1 else node
