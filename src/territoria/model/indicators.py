"""Indicators: what is observed, by whom it is published, and what law asks of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from territoria.model.text import Identifier, Text, Words

Role = Literal["scored", "structural", "validation", "context"]
ChainType = Literal["input", "process", "output", "outcome", "impact"]


class Source(Text):
    """Who publishes a figure, where, and under which licence."""

    publisher: str
    dataset: str
    licence: str
    url: str | None = None


class Obligation(Text):
    """A level that law or a binding programme asks for (target rule T5)."""

    value: float
    year: int
    basis: Words


class Indicator(Text):
    """One observable quantity. Its id is its file name, shared by all frameworks."""

    id: Identifier
    name: Words
    short: Words = Field(description="at most 36 characters, for charts")
    definition: Words
    unit_of_measure: Words = Field(description="as printed after the number")
    direction: Annotated[int, Field(ge=-1, le=1)] = Field(
        description="1: higher is better; -1: lower; 0: neither"
    )
    role: Role
    chain: ChainType
    theme: Identifier
    level: Literal["region", "country", "city", "local"] = Field(
        description="finest level the publisher gives; local: the territory counts it itself"
    )
    source: Source
    natural_bounds: tuple[float | None, float | None] = (None, None)
    quantity: Literal["absolute", "relative", "not-convertible"] | None = Field(
        default=None, description="how it is carried between versions of codes; default: by unit"
    )
    decimals: int = Field(ge=0, le=4, description="digits shown after the point")
    caveats: Words
    obligation: Obligation | None = None

    @model_validator(mode="after")
    def _short_is_short(self) -> Self:
        if len(self.short.say("en")) > 36:
            raise ValueError("short: at most 36 characters, so that it fits beside a chart")
        if self.role == "scored" and self.direction == 0:
            raise ValueError("direction: a scored indicator needs a direction, 1 or -1")
        return self
