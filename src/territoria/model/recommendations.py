"""Advice for one role: evidence, effort, prerequisites, and what would change it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from territoria.model.indicators import ChainType
from territoria.model.practices import Grade
from territoria.model.text import Identifier, Text, Words


class Span(Text):
    """From low to high, in the unit that the field's name tells."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        return self


class Effort(Text):
    """What it takes; ``null`` means unknown and is printed as such."""

    person_months: Span | None
    cost_eur: Span | None
    first_effect_months: Span | None
    basis: Words = Field(description="where the estimate comes from")
    reversible: bool


class Threshold(Text):
    """A condition on an observed indicator, in its own unit."""

    indicator: Identifier
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give exactly one of at_least and at_most")
        return self


class Prerequisite(Text):
    """What must be there first. Exactly one way to find out: data, another advice, or asking."""

    id: Identifier
    text: Words
    data: Threshold | None = None
    recommendation: Identifier | None = None
    ask: Words | None = Field(default=None, description="the question to ask, and whom")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [w for w in (self.data, self.recommendation, self.ask) if w is not None]
        if len(ways) != 1:
            raise ValueError("give exactly one of data, recommendation and ask")
        return self


class Expected(Text):
    """What may be expected at the place of origin: a range that an evaluation measured.

    Where the evaluation gives no interval, the range starts at 0. Ranges are never added up.
    """

    outcome: Words
    low: float
    high: float
    unit_of_measure: Words = Field(description="as printed after the range")
    horizon: Words = Field(description="for how long it was measured")
    grade: Literal["E2", "E3", "E4", "E5"] = Field(description="at the place of origin")
    initiative: Identifier | None = None
    practice: Identifier | None = None

    @model_validator(mode="after")
    def _ordered_with_one_origin(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        if (self.initiative is None) == (self.practice is None):
            raise ValueError("give exactly one of initiative and practice: where it was measured")
        return self


class Evidence(Text):
    """The grade with its reason, what effect is known, and what is not."""

    grade: Grade
    reason: Words
    effect: Words
    unknown: Words
    expected: tuple[Expected, ...] = ()


class KnowBy(Text):
    """How we shall know: an indicator of the release, or something the territory counts itself."""

    indicator: Identifier | None = None
    local: Words | None = None
    chain: ChainType
    review_months: int = Field(ge=1)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.indicator is None) == (self.local is None):
            raise ValueError("give exactly one of indicator and local")
        return self


class Alternative(Text):
    """Something else that was considered, and why it is not advised."""

    what: Words
    why_not: Words


class Recommendation(Text):
    """Advice for one role; long text in ``<lang>.md``. Fields 1–12 of the card come from here."""

    id: Identifier
    heading: Identifier | None = Field(
        default=None, description="id of the Blueprint heading, e.g. MAY-2; none for other advice"
    )
    role: Identifier
    what: Words = Field(description="verb and object, at most 15 words")
    factors: tuple[Identifier, ...] = Field(min_length=1)
    share_of_people: float = Field(gt=0, le=1, description="share of people affected")
    share_basis: Words
    practices: tuple[Identifier, ...] = ()
    initiatives: tuple[Identifier, ...] = ()
    evidence: Evidence
    effort: Effort
    prerequisites: tuple[Prerequisite, ...] = ()
    mandate: Words = Field(description="what the role must be allowed to do")
    losers: Words | None = Field(default=None, description="who may lose; null: nobody named")
    not_advisable_if: Words
    excluded_when: tuple[Threshold, ...] = ()
    first_step: Words
    know_by: tuple[KnowBy, ...] = Field(min_length=1)
    would_change: tuple[Words, ...] = Field(min_length=1)
    alternatives: tuple[Alternative, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _card_rules(self) -> Self:
        words = len(self.what.say("en").split())
        if words > 15:
            raise ValueError(f"what: {words} words; at most 15, a verb and its object")
        if all(k.chain == "output" for k in self.know_by):
            raise ValueError("know_by: outputs only; name at least one outcome, impact or process")
        return self
