"""The map between frameworks."""

from __future__ import annotations

from pydantic import Field

from territoria.model.text import Identifier, Text, Words


class Theme(Text):
    """Factors of several frameworks about one thing. It suggests; it never copies a score."""

    id: Identifier
    title: Words
    factors: tuple[Identifier, ...] = Field(min_length=2)
    loose: bool = Field(default=False, description="related, but not the same question")
    remark: Words | None = None
    for_people: Words | None = Field(
        default=None, description="what people call it who say what they need; none: not asked"
    )
