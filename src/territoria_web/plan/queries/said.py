"""What a plan holds, as a reader sees it: dates, sums, bands and changes in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria.documents.numerals import span
from territoria.speech import with_unit
from territoria_web.library.saying import colon, day, money, numeral_of, say, semicolon, sum_said
from territoria_web.plan.queries.plans import indicator_said
from territoria_web.plan.queries.versions import Change, Changed
from territoria_web.plan.queries.words import MONEY_NAMES, STATE_NAMES

FIELDS: Final[Mapping[str, Promise]] = {
    "title": gettext_lazy("Action"),
    "what": gettext_lazy("What exactly"),
    "why": gettext_lazy("Why"),
    "owner": gettext_lazy("Owner"),
    "partners": gettext_lazy("Partners"),
    "begins": gettext_lazy("Begins"),
    "ends": gettext_lazy("Ends"),
    "effort": gettext_lazy("Effort in person-months"),
    "money": gettext_lazy("Money"),
    "currency": gettext_lazy("Currency"),
    "money_from": gettext_lazy("Where the money comes from"),
    "money_state": gettext_lazy("State of the money"),
    "needs": gettext_lazy("Waits for"),
    "conditions": gettext_lazy("Other conditions"),
    "indicator": gettext_lazy("Indicator"),
    "unit_of_measure": gettext_lazy("Unit of measure"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_period": gettext_lazy("Year of the baseline"),
    "target_low": gettext_lazy("Target from"),
    "target_high": gettext_lazy("Target to"),
    "target_year": gettext_lazy("Year of the target"),
    "milestones": gettext_lazy("Milestones"),
    "quick_win": gettext_lazy("Within 100 days"),
    "wave": gettext_lazy("Wave"),
    "state": pgettext_lazy("of an action", "State"),
    "serves": gettext_lazy("Strategies it serves"),
    "answers": gettext_lazy("Needs of people that it answers"),
    "initiatives": gettext_lazy("Initiatives that it carries on"),
    "vision": gettext_lazy("Vision"),
    "capacity": gettext_lazy("Capacity in person-months a half-year"),
}
KINDS: Final[Mapping[str, Promise]] = {
    "added": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "dropped": gettext_lazy("dropped"),
}


@dataclass(frozen=True)
class SaidChange:
    """A field before and after in words; empty where there was, or is, nothing."""

    field: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class SaidAction:
    """What became of an action, in words."""

    kind: str
    kind_said: str
    id: str
    number: int
    title: str
    changes: tuple[SaidChange, ...]
    reason: str


def said_actions(changed: Sequence[Changed]) -> list[SaidAction]:
    """Changes between two versions in words."""
    return [
        SaidAction(
            c.kind,
            str(KINDS[c.kind]),
            c.id,
            c.number,
            c.title,
            said_changes(c.changes),
            c.reason,
        )
        for c in changed
    ]


def said_changes(changes: Sequence[Change]) -> tuple[SaidChange, ...]:
    """Fields before and after in words."""
    return tuple(
        SaidChange(
            c.field,
            str(FIELDS[c.field]),
            said_value(c.field, c.before),
            said_value(c.field, c.after),
        )
        for c in changes
    )


def said_value(field: str, value: Any) -> str:
    """A value of a version's plain data in words."""
    if value is True or value is False:
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return ""
    if field in ("begins", "ends"):
        return day(date.fromisoformat(value))
    if field == "money":
        return sum_said(Decimal(value))
    if field == "indicator":
        return indicator_said(value)
    if field in ("money_state", "state"):
        return str({**MONEY_NAMES, **STATE_NAMES}.get(value, value))
    if field == "milestones":
        return semicolon().join(
            f"{day(date.fromisoformat(m['due']))}{colon()}{m['text']}" for m in value
        )
    if field == "answers":
        return ", ".join(str(one["number"]) for one in value)
    if field == "initiatives":
        return semicolon().join(one["title"] for one in value)
    if isinstance(value, list):
        return semicolon().join(map(str, value))
    if isinstance(value, float):
        return number_said(value)
    return str(value)


def number_said(value: float | None, decimals: int = 2) -> str:
    """A number with as many digits as it needs, at most ``decimals``."""
    if value is None:
        return numeral_of(None)
    return numeral_of(value, _digits(value, decimals))


def dates_said(begins: date | None, ends: date | None) -> str:
    """From when until when; empty where nobody said."""
    if begins and ends:
        return _("%(begins)s to %(ends)s") % {"begins": day(begins), "ends": day(ends)}
    if ends:
        return _("until %(ends)s") % {"ends": day(ends)}
    return _("from %(begins)s") % {"begins": day(begins)} if begins else ""


def money_said(amount: Decimal | None, currency: str, state: str, source: str = "") -> str:
    """A sum with its state and source; what is not known is said."""
    name = str(MONEY_NAMES[state])
    if amount is None:
        return f"{name} ({source})" if source else name
    told = {"sum": money(float(amount), currency), "state": name}
    if source:
        return _("%(sum)s, %(state)s (%(source)s)") % {**told, "source": source}
    return _("%(sum)s, %(state)s") % told


def baseline_said(baseline: float | None, period: str, unit: str, decimals: int) -> str:
    """The baseline with unit and year; empty where there is none."""
    if baseline is None:
        return ""
    said = with_unit(number_said(baseline, decimals), unit)
    return f"{said} ({period})" if period else said


def target_said(
    low: float | None, high: float | None, year: int | None, unit: str, decimals: int
) -> str:
    """The band with unit and year; empty where there is none."""
    if low is None or high is None:
        return ""
    digits = max(_digits(low, decimals), _digits(high, decimals))
    band = numeral_of(low, digits) if low == high else span(low, high, digits)
    told = {"band": with_unit(band, unit), "year": year}
    return _("%(band)s by %(year)s") % told if year else str(told["band"])


def _digits(value: float, most: int) -> int:
    return next((n for n in range(most) if round(value, n) == value), most)


def said_here(words: Mapping[str, str]) -> str:
    """Words kept in every language, in the one spoken."""
    return say(dict(words)) if words.get("en") else ""
