"""Actors, and what places did: practices with effect claims graded one by one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from territoria.model.text import Identifier, TerritoryKey, Text, Words

ActorGroup = Literal["authority", "business", "knowledge", "society"]
Grade = Literal["E0", "E1", "E2", "E3", "E4", "E5"]


class Actor(Text):
    """One of the kinds of stakeholder that advice is written for."""

    id: Identifier
    group: ActorGroup
    title: Words
    short: Words | None = Field(default=None, description="one or two words, for page one")
    your_role: Words


class Reference(Text):
    """A numbered source of a practice; the number stands in brackets in its text."""

    number: int = Field(ge=1)
    title: str
    dated: str = Field(description="as printed, or 'undated'")
    url: str


class EffectClaim(Text):
    """What is said to have come of a practice: the grade belongs to this, not to the practice."""

    id: Identifier
    outcome: Words
    claim: Words
    grade: Grade | Literal["not reported"]
    reason: Words
    sources: tuple[int, ...] = ()


CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
# S under 50,000 · M to 250,000 · L to 1 million · XL above · R region · N country · V several places
PopulationClass = Literal["S", "M", "L", "XL", "R", "N", "V"]
CollaborationForm = Literal[
    "encounter",
    "mentoring",
    "transfer",
    "exchange",
    "peer-review",
    "visit",
    "cohort",
    "city-pair",
    "joint-procurement",
    "joint-programme",
    "working-group",
    "partnership",
]


class Practice(Text):
    """What another territory did and what came of it; long text in ``<lang>.md``."""

    id: Identifier
    title: Words
    place: Words
    country: CountryCode | None = Field(default=None, description="none where several are meant")
    territories: tuple[TerritoryKey, ...] = ()
    population_class: PopulationClass
    years: str
    form: CollaborationForm | None = Field(
        default=None, description="how places or firms worked together, where that is the practice"
    )
    went_wrong: bool = False
    central: tuple[Identifier, ...] = Field(description="factors or dimensions it is about")
    touched: tuple[Identifier, ...] = ()
    roles: tuple[Identifier, ...] = Field(min_length=1)
    lesson: Words = Field(description="one sentence that a stranger can use")
    claims: tuple[EffectClaim, ...] = Field(min_length=1)
    contact: str | None = None
    confirmed: date | None = Field(default=None, description="last checked with the place")
    references: tuple[Reference, ...] = Field(min_length=1)
