"""Policy instruments for small firms, the obstacles they address, and what was found."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from territoria.model.practices import CountryCode, EffectClaim, Reference
from territoria.model.text import Identifier, TerritoryKey, Text, Words

PolicyArea = Literal[
    "awareness",
    "training",
    "support-network",
    "marketplace-procurement",
    "finance",
    "environment-law",
]
Instrument = Literal[
    "event",
    "course",
    "adviser",
    "voucher",
    "grant",
    "guarantee",
    "platform",
    "rule",
    "standard",
    "procurement",
]
Evaluated = Literal["none", "report", "before-after", "comparison-group", "trial"]
SizeClass = Literal["self-employed", "micro", "small", "medium", "large"]
CEILINGS: dict[str, str] = {
    "none": "E1",
    "report": "E1",
    "before-after": "E2",
    "comparison-group": "E3",
    "trial": "E5",
}


class Obstacle(Text):
    """What keeps firms from digital tools; surveys ask for it, initiatives name it."""

    id: Identifier
    number: int = Field(ge=1, description="its place in the list")
    title: Words
    meaning: Words
    eurostat: str | None = Field(default=None, description="code of the matching barrier, if any")


class Budget(Text):
    """Public money of an initiative; unknown is allowed, and shown."""

    eur: float | None = Field(gt=0, description="total in EUR; null: not reported, or not in EUR")
    terms: Words = Field(description="sum as printed, what a firm gets, and who adds what")
    sources: tuple[Literal["eu", "national", "regional", "local", "private"], ...] = ()


class InitiativeTarget(Text):
    """What the initiative set out to reach. Without a baseline it is incomplete."""

    text: Words
    value: float | None = None
    unit_of_measure: Words | None = None
    due: str | None = None
    baseline: float | None = None

    @property
    def complete(self) -> bool:
        """Whether value, date and baseline are there."""
        return None not in (self.value, self.due, self.baseline)


class Reach(Text):
    """Whom it reached; a number needs its year or period."""

    text: Words
    firms: int | None = Field(default=None, ge=0)
    share: float | None = Field(default=None, ge=0, le=1, description="of the target group")
    period: str | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.firms is not None or self.share is not None) and not self.period:
            raise ValueError("period: a number of firms needs its year or period")
        return self


class Initiative(Text):
    """A policy instrument for small firms, with what its evaluation found."""

    id: Identifier
    title: Words
    place: Words
    countries: tuple[CountryCode, ...] = ()
    territories: tuple[TerritoryKey, ...] = ()
    level: Literal["local", "regional", "national", "eu"]
    owner: Words
    area: PolicyArea
    target_group: Words
    sectors: tuple[Annotated[str, StringConstraints(pattern=r"^[A-U]$")], ...] = Field(
        default=(), description="NACE sections; none: all"
    )
    sizes: tuple[SizeClass, ...] = ()
    obstacles: tuple[Identifier, ...] = Field(min_length=1)
    instruments: tuple[Instrument, ...] = Field(min_length=1)
    budget: Budget
    start: str | None = Field(description="year, or year-month; null: not reported")
    end: str | None = Field(default=None, description="null: open, or not reported")
    target: InitiativeTarget | None = Field(default=None, description="null: not reported")
    reach: Reach
    evaluation: Evaluated
    finding: Words = Field(description="how it was judged and what came out")
    claims: tuple[EffectClaim, ...] = Field(
        default=(), description="effects on firms; none: only description or take-up is reported"
    )
    result: Words = Field(description="two to five words")
    went_wrong: bool = False
    lessons: Words
    what_failed: Words | None = Field(default=None, description="null: not reported")
    transfer: Words
    contact: str | None = None
    confirmed: date | None = None
    references: tuple[Reference, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _evaluation_caps_the_grade(self) -> Self:
        ceiling = CEILINGS[self.evaluation]
        for claim in self.claims:
            if claim.grade != "not reported" and claim.grade > ceiling:
                raise ValueError(
                    f"claims: {claim.id} is graded {claim.grade}, but an evaluation of kind "
                    f"{self.evaluation} carries at most {ceiling}"
                )
        return self
