"""Questions with five described levels, choices without levels, yes or no, and banks of them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from territoria.model.text import Identifier, Text, Words


class Question(Text):
    """A question with five anchored levels L0–L4, worth 0, 25, 50, 75 and 100."""

    id: Identifier
    text: Words
    help: Words | None = None
    levels: tuple[Words, Words, Words, Words, Words]
    roles: tuple[Identifier, ...] = Field(min_length=1, description="who can judge it")
    next_steps: tuple[Words, ...] = Field(
        default=(), description="what leads from each level to the next, the lowest first; or none"
    )

    @model_validator(mode="after")
    def _a_step_for_each_level(self) -> Self:
        if len(self.next_steps) not in (0, 4):
            raise ValueError(f"next_steps: {self.id} has five levels, so four steps between them")
        return self


class YesNo(Text):
    """A question whose answer is yes or no, worth one point or none."""

    id: Identifier
    text: Words
    help: Words | None = None


class Choice(Text):
    """A question without levels, never scored: pick from a list, with severity or one vote."""

    id: Identifier
    text: Words
    help: Words | None = None
    among: Literal["obstacles", "dimensions"]
    answer: Literal["severity", "one"] = Field(
        description="severity: 0 to 4 for each picked; one: a single pick"
    )
    framework: Identifier | None = Field(default=None, description="whose dimensions")
    roles: tuple[Identifier, ...] = Field(min_length=1, description="who can judge it")


class Questionnaire(Text):
    """A bank of questions that frameworks refer to by id."""

    id: Identifier
    title: Words
    questions: tuple[Question, ...] = ()
    choices: tuple[Choice, ...] = ()
    yes_no: tuple[YesNo, ...] = ()
    edition: str | None = Field(default=None, description="of a list that its keeper changes")
    source: Words | None = Field(default=None, description="whose list it is, and where it stands")

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not (self.questions or self.choices or self.yes_no):
            raise ValueError("questions: a questionnaire asks at least one thing")
        return self
