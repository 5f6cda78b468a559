"""How a plan stands, as the briefing prints it: waves × owner × date × money × indicator.

standing(cycle) -> Standing | None     # of the version adopted last, else of the draft
standing_in(body, …) -> Standing       # of any version's plain data
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from territoria.plan.waves import WAVES
from territoria.speech import gettext
from territoria_web.library.dates import day_in
from territoria_web.library.saying import say
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.band_words import Reason, reason_said, unit_said
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import actions_of, plan_of
from territoria_web.plan.queries.versions import Body, body_of, versions_of
from territoria_web.plan.queries.waves import filled_said
from territoria_web.territories.models import Cycle


@dataclass(frozen=True)
class Step:
    """A milestone."""

    id: str
    due: date
    text: str


@dataclass(frozen=True)
class Promised:
    """One action. ``name``: language → words; ``label``: that of the target band; ``reason``: why,
    with its numbers; ``said``: the same of older versions, language → sentence.
    """

    id: str
    number: int
    title: str
    what: str
    why: str
    source: str
    owner: str
    partners: tuple[str, ...]
    begins: date | None
    ends: date | None
    effort: float | None
    money: Decimal | None
    currency: str
    money_from: str
    money_state: str
    needs: tuple[int, ...]
    conditions: tuple[str, ...]
    indicator: str
    name: Mapping[str, str]
    is_outcome: bool
    unit_of_measure: str
    decimals: int
    baseline: float | None
    baseline_period: str
    baseline_source: str
    baseline_public: bool
    low: float | None
    high: float | None
    year: int | None
    label: str
    reason: Reason
    said: Mapping[str, str]
    quick_win: bool
    hundred_days: bool
    wave: int | None
    state: str
    milestones: tuple[Step, ...]

    @property
    def band_said(self) -> str:
        """What the target band asks for, in the language spoken; empty where there is none."""
        return reason_said(self.reason) or (say(dict(self.said)) if self.said.get("en") else "")

    @property
    def unit(self) -> str:
        """The unit in the language spoken, where the library knows it."""
        return unit_said(self.indicator, self.unit_of_measure)


@dataclass(frozen=True)
class StandingWave:
    """A wave of the plan with its actions and what it takes, in person-months."""

    number: int
    title: str
    begins: date
    ends: date
    capacity: float
    used: float
    actions: tuple[Promised, ...]

    @property
    def filled(self) -> str:
        """How full it is, in person-months."""
        return filled_said(self.used, self.capacity)


@dataclass(frozen=True)
class StandingHalf:
    """A half-year, and the person-months that it takes."""

    begins: date
    ends: date
    used: float


@dataclass(frozen=True)
class Standing:
    """The plan at a glance. ``version`` is None for a draft, which nobody adopted."""

    plan: str
    version: int | None
    adopted: datetime | None
    reason: str
    vision: str
    capacity: float
    begins: date
    waves: tuple[StandingWave, ...]
    halves: tuple[StandingHalf, ...]
    actions: tuple[Promised, ...]
    only_outputs: bool

    @property
    def left_over(self) -> tuple[Promised, ...]:
        """Actions that stand in no wave."""
        return tuple(a for a in self.actions if a.wave is None)

    @property
    def without_owner(self) -> tuple[Promised, ...]:
        """Actions that nobody owns yet."""
        return tuple(a for a in self.actions if not a.owner)

    @property
    def without_date(self) -> tuple[Promised, ...]:
        """Actions without deadline."""
        return tuple(a for a in self.actions if a.ends is None)

    @property
    def without_indicator(self) -> tuple[Promised, ...]:
        """Actions of which nobody would see whether they worked."""
        return tuple(a for a in self.actions if not a.indicator)

    @property
    def nothing_counted(self) -> bool:
        """Whether no action has an indicator at all."""
        return len(self.without_indicator) == len(self.actions)

    @property
    def named(self) -> tuple[Promised, ...]:
        """Actions with owner and deadline."""
        return tuple(a for a in self.actions if a.owner and a.ends is not None)

    @property
    def hundred_days(self) -> tuple[Promised, ...]:
        """What shall be done within a hundred days."""
        return tuple(a for a in self.actions if a.hundred_days)

    def money_of(self, state: str) -> dict[str, Decimal]:
        """By currency: the sum of the money in a state (sought, secured, unknown)."""
        found: dict[str, Decimal] = {}
        for a in self.actions:
            if a.money is not None and a.money_state == state:
                found[a.currency] = found.get(a.currency, Decimal(0)) + a.money
        return found


def standing(cycle: Cycle) -> Standing | None:
    """How the plan of a cycle stands: as adopted last, else as it is drafted; None: no plan."""
    plan = plan_of(cycle)
    if plan is None:
        return None
    versions = versions_of(plan)
    if not versions:
        return standing_in(drafted(plan))
    last = versions[0]
    return standing_in(last.body, last.number, last.made, last.reason)


def drafted(plan: Plan) -> Body:
    """The draft as plain data."""
    actions = actions_of(plan)
    ground = ground_of(plan.cycle, (a.indicator for a in actions))
    return body_of(plan, actions, ground, None)


def standing_in(
    body: Body, version: int | None = None, adopted: datetime | None = None, reason: str = ""
) -> Standing:
    """How the plan stands in a version's plain data; wave titles in the language spoken."""
    actions = tuple(_promised(a) for a in body["actions"])
    return Standing(
        plan=body["plan"],
        version=version,
        adopted=adopted,
        reason=reason,
        vision=body["vision"],
        capacity=body["capacity"],
        begins=date.fromisoformat(body["begins"]),
        waves=tuple(_wave(w, actions) for w in body["waves"]),
        halves=tuple(
            StandingHalf(date.fromisoformat(h["begins"]), date.fromisoformat(h["ends"]), h["used"])
            for h in body["halves"]
        ),
        actions=actions,
        only_outputs=body["only_outputs"],
    )


def _wave(held: Mapping[str, Any], actions: tuple[Promised, ...]) -> StandingWave:
    return StandingWave(
        number=held["number"],
        title=gettext(WAVES[held["number"] - 1][0]),
        begins=date.fromisoformat(held["begins"]),
        ends=date.fromisoformat(held["ends"]),
        capacity=held["capacity"],
        used=held["used"],
        actions=tuple(a for a in actions if a.wave == held["number"]),
    )


def _promised(a: Mapping[str, Any]) -> Promised:
    return Promised(
        id=a["id"],
        number=a["number"],
        title=a["title"],
        what=a["what"],
        why=a["why"],
        source=a["source"]["kind"],
        owner=a["owner"],
        partners=tuple(a["partners"]),
        begins=day_in(a["begins"]),
        ends=day_in(a["ends"]),
        effort=a["effort"],
        money=Decimal(a["money"]) if a["money"] is not None else None,
        currency=a["currency"],
        money_from=a["money_from"],
        money_state=a["money_state"],
        needs=tuple(a["needs"]),
        conditions=tuple(a["conditions"]),
        indicator=a["indicator"],
        name=a["indicator_name"],
        is_outcome=a["indicator_is_outcome"],
        unit_of_measure=a["unit_of_measure"],
        decimals=a["decimals"],
        baseline=a["baseline"],
        baseline_period=a["baseline_period"],
        baseline_source=a["baseline_source"],
        baseline_public=a["baseline_public"],
        low=a["target_low"],
        high=a["target_high"],
        year=a["target_year"],
        label=a["target_label"],
        reason=a.get("target_why") or {},
        said=a.get("target_said") or {},
        quick_win=a["quick_win"],
        hundred_days=a["hundred_days"],
        wave=a["wave"],
        state=a["state"],
        milestones=tuple(
            Step(m["id"], date.fromisoformat(m["due"]), m["text"]) for m in a["milestones"]
        ),
    )
