"""Meeting formats and document templates as texts."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from territoria.model.text import Identifier, Text, Words

MeetingRecord = Literal[
    "participant",
    "interest",
    "topic",
    "group",
    "contribution",
    "proposal",
    "vote",
    "action",
    "commitment",
    "note",
]


class Counts(Text):
    """From so many to so many."""

    low: int = Field(ge=1)
    high: int = Field(ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low: must not be above high")
        return self


class MeetingRole(Text):
    """Somebody with a task at a meeting, e.g. the recorder."""

    id: Identifier
    title: Words
    task: Words


class Phase(Text):
    """One part of a meeting: minutes, what happens, what lies on the table afterwards."""

    id: Identifier
    day: int = Field(default=1, ge=1)
    title: Words
    minutes: int = Field(ge=1)
    what: Words
    output: Words | None = Field(default=None, description="null: nothing is written down")
    records: tuple[MeetingRecord, ...] = Field(
        default=(), description="what participants may add in this phase, and in no other"
    )


class MeetingFormat(Text):
    """The script of a meeting; changing minutes or order needs no code."""

    id: Identifier
    title: Words
    purpose: Words
    participants: Counts
    group_size: Counts
    roles: tuple[MeetingRole, ...] = Field(min_length=1)
    prepare: tuple[Words, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=1)
    rules: tuple[Words, ...] = Field(min_length=1)
    produces: tuple[Words, ...] = Field(min_length=1)
    afterwards: tuple[Words, ...] = Field(min_length=1)
    source: Words = Field(description="where the format comes from, and what is ours in it")

    @property
    def minutes(self) -> dict[int, int]:
        """Working minutes by day, without breaks."""
        days = sorted({p.day for p in self.phases})
        return {day: sum(p.minutes for p in self.phases if p.day == day) for day in days}

    @model_validator(mode="after")
    def _days_run_on(self) -> Self:
        days = [p.day for p in self.phases]
        if days != sorted(days) or set(days) != set(range(1, max(days) + 1)):
            raise ValueError("phases: days must start at 1 and run on without a gap")
        return self


class Section(Text):
    """A chapter of a document, or a field of a form."""

    id: Identifier
    title: Words
    guidance: Words = Field(description="what belongs here")
    words: int | None = Field(default=None, ge=1, description="at most; null: no limit of its own")
    required: bool = True


class Criterion(Text):
    """Something that assessors score 0 to 4; anchors for 0, 2 and 4, and 1 and 3 lie between."""

    id: Identifier
    title: Words
    none: Words = Field(description="0")
    half: Words = Field(description="2")
    full: Words = Field(description="4")
    weight: float = Field(default=1.0, gt=0)


class DocumentTemplate(Text):
    """The skeleton of a form to be filled in, or of a report to be written."""

    id: Identifier
    kind: Literal["form", "report", "guide"]
    title: Words
    purpose: Words
    words: int | None = Field(default=None, ge=1, description="of the whole, at most")
    sections: tuple[Section, ...] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = ()
    rules: tuple[Words, ...] = ()
    source: Words = Field(description="where the template comes from, and what is ours in it")
