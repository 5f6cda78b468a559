"""What every reviewed text is: frozen classes, ids, and sentences in several languages."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, RootModel, StringConstraints, model_validator

from territoria.speech import LANGUAGES, language

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")]
TerritoryKey = Annotated[str, StringConstraints(pattern=r"^[^@:\s]+@[^@:\s]+$")]


class Text(BaseModel):
    """Base of every reviewed text: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(RootModel[dict[str, str]]):
    """One short string in several languages: ``{"en": …, "fr": …}``."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _english_is_the_source(self) -> Self:
        if not self.root.get("en", "").strip():
            raise ValueError("the English text is missing (key 'en')")
        unknown = sorted(set(self.root) - set(LANGUAGES))
        if unknown:
            raise ValueError(f"unknown language {unknown[0]!r}; known: {', '.join(LANGUAGES)}")
        return self

    def say(self, lang: str | None = None) -> str:
        """The text in ``lang`` (default: the language spoken); English where it is missing."""
        return self.root.get(lang or language()) or self.root["en"]

    def has(self, lang: str) -> bool:
        """Whether ``say(lang)`` needs no fallback."""
        return bool(self.root.get(lang))

    def __str__(self) -> str:
        return self.say()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.root.items())))
