"""What a plan and its actions may hold, said field by field; and what an action still lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.library.saying import day
from territoria_web.library.typed import plain, plain_line
from territoria_web.plan.models import Action

MOST_ACTIONS: Final = 200
MOST_LINES: Final = 30  # partners, conditions or milestones of one action
LONGEST: Final[Mapping[str, int]] = {
    "title": 200,
    "what": 4000,
    "why": 4000,
    "serves": 300,
    "owner": 200,
    "money_from": 200,
    "indicator": 120,
    "unit_of_measure": 40,
    "baseline_period": 16,
    "baseline_source": 200,
    "reason": 2000,
}
LONGEST_LINE: Final[Mapping[str, int]] = {"partners": 200, "conditions": 300, "milestones": 300}
LARGEST: Final = 1e12
YEARS: Final = (1950, 2100)
CURRENCY: Final = re.compile(r"[A-Z]{3}")
SHORTEST_REASON: Final = 20


@dataclass(frozen=True)
class Dated:
    """A milestone as it is written. ``id``: of one that stands already, else empty."""

    text: str
    due: date
    id: str = ""


@dataclass(frozen=True)
class Draft:
    """All that people may write of an action. ``needs``: numbers of other actions of the plan;
    ``owner_account``: public id of a colleague, or empty.
    """

    title: str = ""
    what: str = ""
    why: str = ""
    nodes: tuple[str, ...] = ()
    serves: str = ""
    owner: str = ""
    owner_account: str = ""
    partners: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    effort: float | None = None
    money: Decimal | None = None
    currency: str = "EUR"
    money_from: str = ""
    money_state: str = Action.Money.UNKNOWN.value
    needs: tuple[int, ...] = ()
    conditions: tuple[str, ...] = ()
    indicator: str = ""
    indicator_is_outcome: bool = True
    unit_of_measure: str = ""
    baseline: float | None = None
    baseline_period: str = ""
    baseline_source: str = ""
    target_low: float | None = None
    target_high: float | None = None
    target_year: int | None = None
    quick_win: bool = False
    wave: int | None = None
    state: str = Action.State.PROPOSED.value
    reason: str = ""
    milestones: tuple[Dated, ...] = ()


Faults = dict[str, list[str]]


# ── tidying ───────────────────────────────────────────────────────────────────────────────────


def tidy_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Each once, in their order, none empty."""
    return tuple(dict.fromkeys(line for one in lines if (line := plain_line(one))))


def tidied(draft: Draft) -> Draft:
    """The same draft with all its texts tidy."""
    short: dict[str, Any] = {name: plain_line(getattr(draft, name)) for name in LONGEST}
    long = {name: plain(getattr(draft, name)) for name in ("what", "why", "reason")}
    return replace(
        draft,
        **short | long,
        currency=draft.currency.strip().upper(),
        nodes=tuple(dict.fromkeys(draft.nodes)),
        needs=tuple(sorted(set(draft.needs))),
        partners=tidy_lines(draft.partners),
        conditions=tidy_lines(draft.conditions),
        milestones=tuple(
            sorted(
                (replace(m, text=plain_line(m.text)) for m in draft.milestones),
                key=lambda m: (m.due, m.text),
            )
        ),
        money=None if draft.money is None else _cents(draft.money),
    )


def _cents(money: Decimal) -> Decimal:
    return money.quantize(Decimal("0.01")) if money.is_finite() and abs(money) < LARGEST else money


# ── checking ──────────────────────────────────────────────────────────────────────────────────


def check_draft(draft: Draft) -> None:
    """ValidationError by field says all that is wrong with a tidy draft, and how to mend it."""
    wrong: Faults = {}
    for check in (_texts, _dates, _sums, _band, _choices):
        for name, said in check(draft):
            wrong.setdefault(name, []).append(said)
    if wrong:
        raise ValidationError(wrong)


Said = Iterable[tuple[str, str]]


def _texts(draft: Draft) -> Said:
    if not draft.title:
        yield "title", _("Give the action a title: a verb and what it is about.")
    for name, most in LONGEST.items():
        if len(getattr(draft, name)) > most:
            yield name, _("Use at most %(most)d characters.") % {"most": most}
    for name, most in LONGEST_LINE.items():
        lines = [m.text for m in draft.milestones] if name == "milestones" else getattr(draft, name)
        if len(lines) > MOST_LINES:
            yield name, _("At most %(most)d lines. Join some of them.") % {"most": MOST_LINES}
        if any(len(line) > most for line in lines):
            yield name, _("Use at most %(most)d characters a line.") % {"most": most}
    if any(not m.text for m in draft.milestones):
        yield "milestones", _("Write after each date what shall be done by then.")


def _dates(draft: Draft) -> Said:
    days = [d for d in (draft.begins, draft.ends, *(m.due for m in draft.milestones)) if d]
    if any(not YEARS[0] <= one.year <= YEARS[1] for one in days):
        field = "milestones" if any(m.due in days for m in draft.milestones) else "begins"
        yield field, _("A year lies between 1950 and 2100. Correct the date.")
    if draft.begins and draft.ends and draft.ends < draft.begins:
        yield "ends", _("It ends before it begins. Change one of the two dates.")
    for step in draft.milestones:
        if draft.ends and step.due > draft.ends:
            said = _(
                "“%(text)s” is due on %(due)s, after the action has ended on %(ends)s. "
                "Change one of the two dates."
            )
            told = {"text": step.text, "due": day(step.due), "ends": day(draft.ends)}
            yield "milestones", said % told


def _sums(draft: Draft) -> Said:
    for name in ("effort", "baseline", "target_low", "target_high"):
        value = getattr(draft, name)
        if value is not None and not (math.isfinite(value) and abs(value) <= LARGEST):
            yield name, _("Give a number of a usual size.")
    if draft.effort is not None and draft.effort < 0:
        yield "effort", _("Effort cannot be below 0. Leave it empty where it is not known.")
    if draft.money is not None:
        if not draft.money.is_finite() or draft.money >= Decimal(int(LARGEST)):
            yield "money", _("Give a sum below a trillion.")
        elif draft.money < 0:
            yield "money", _("A sum cannot be below 0. Leave it empty where it is not known.")
        elif draft.money > 0 and draft.money_state == Action.Money.NONE:
            yield (
                "money_state",
                _("A sum is given, so money is needed: say whether it is sought or secured."),
            )
    if not CURRENCY.fullmatch(draft.currency):
        yield "currency", _("Write the currency in three letters, as in EUR.")


def _band(draft: Draft) -> Said:
    low, high = draft.target_low, draft.target_high
    if low is not None and high is not None and low > high:
        yield (
            "target_high",
            _("The band ends below where it begins. Put the smaller number first."),
        )
    if (low is None) != (high is None):
        yield (
            "target_high" if high is None else "target_low",
            _("Give both ends of the band; the same number twice where it is a single one."),
        )
    if draft.target_year is not None and not YEARS[0] <= draft.target_year <= YEARS[1]:
        yield "target_year", _("A year lies between 1950 and 2100.")
    began = year_in(draft.baseline_period)
    if draft.target_year is not None and began is not None and draft.target_year <= began:
        yield (
            "target_year",
            _("The target lies in the year of the baseline or before. Set it later."),
        )
    elif draft.target_year is not None and (last := draft.ends or draft.begins):
        if draft.target_year < last.year:
            yield "target_year", _lies_before(last, ended=draft.ends is not None)
    if (low is not None or draft.target_year is not None) and not draft.indicator:
        yield "indicator", _("Name the indicator that the target is about.")


def _lies_before(last: date, *, ended: bool) -> str:
    said = (
        _("The year of the target lies before the action ends (%(day)s). Set it later.")
        if ended
        else _("The year of the target lies before the action begins (%(day)s). Set it later.")
    )
    return said % {"day": day(last)}


def _choices(draft: Draft) -> Said:
    if draft.money_state not in Action.Money.values:
        yield "money_state", _("Choose one of the four.")
    if draft.state not in (Action.State.PROPOSED, Action.State.AGREED):
        yield "state", _("Choose proposed or agreed. An action is dropped on its own page.")
    if draft.wave is not None and draft.wave not in (1, 2, 3):
        yield "wave", _("A wave is 1, 2 or 3; leave it empty to have it worked out.")


def check_needs(number: int | None, needs: Mapping[int, Sequence[int]]) -> None:
    """ValidationError where an action waits for itself, for none of the plan, or in a circle.

    ``needs``: of all actions of the plan that are not dropped, as they would be.
    """
    own = needs.get(number, ()) if number is not None else ()
    if number in own:
        raise ValidationError({"needs": [_("An action cannot wait for itself. Take it out.")]})
    missing = [n for n in own if n not in needs]
    if missing:
        said = _("There is no action %(numbers)s in the plan, or it was dropped. Take it out.")
        raise ValidationError({"needs": [said % {"numbers": ", ".join(map(str, missing))}]})


def said_circle(circle: Sequence[int | str]) -> str:
    """A ring of actions in a sentence, with the remedy."""
    way = " → ".join(map(str, circle))
    return _("These wait for each other: %(way)s. Take one of them out.") % {"way": way}


def check_plan(*, capacity: float, begins: date, vision: str) -> None:
    """ValidationError by field says what is wrong with the frame of a plan."""
    wrong: Faults = {}
    if not (math.isfinite(capacity) and 0 < capacity <= 10_000):
        wrong["capacity"] = [_("Give the person-months of a half-year, more than 0.")]
    if not YEARS[0] <= begins.year <= YEARS[1]:
        wrong["begins"] = [_("A year lies between 1950 and 2100. Correct the date.")]
    if len(vision) > LONGEST["what"]:
        wrong["vision"] = [_("Use at most %(most)d characters.") % {"most": LONGEST["what"]}]
    if wrong:
        raise ValidationError(wrong)


def check_reason(reason: str, field: str = "reason") -> None:
    """ValidationError where a reason is too short to say anything, or too long to be read."""
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Say why in at least %(least)d characters; everybody may read it.")
        raise ValidationError({field: [said % {"least": SHORTEST_REASON}]})
    if len(reason) > LONGEST["reason"]:
        said = _("Use at most %(most)d characters.") % {"most": LONGEST["reason"]}
        raise ValidationError({field: [said]})


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def year_in(period: str) -> int | None:
    """The year of a period such as *2022* or *2022-Q3*; None where it tells none."""
    found = re.match(r"(\d{4})(?!\d)", period)
    return int(found[1]) if found else None
