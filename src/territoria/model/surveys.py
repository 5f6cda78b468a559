"""A survey as it is asked: what a site freezes and shows, what goes out to ODK and comes back.

A ``SurveyForm`` is plain: it serialises to JSON (``model_dump(mode="json")``) and comes back equal
(``SurveyForm.model_validate``). Own questionnaires may speak languages that the house does not, and
need no English, so their sentences are ``FormWords``.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, StringConstraints, model_validator

from territoria.model.practices import ActorGroup
from territoria.model.text import Identifier, Text, Words
from territoria.speech import LANGUAGES, gettext, language, speaking

# Names that XForms, Excel and file names all bear.
ItemName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.\-]*$")]
OptionName = Annotated[str, StringConstraints(pattern=r"^\S+$")]
Kind = Literal["levels", "severity", "one", "many", "text", "number", "date", "note"]

LEVELS = ("L0", "L1", "L2", "L3", "L4")
SEVERITIES = ("0", "1", "2", "3", "4")
DONT_KNOW, NOT_APPLICABLE = "dont_know", "not_applicable"
ROLE_ITEM = "role"
_TAG = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class FormWords(RootModel[dict[str, str]]):
    """A sentence of a survey by language: at least one, English not demanded, any language tag."""

    model_config = Words.model_config

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.root or not all(said.strip() for said in self.root.values()):
            raise ValueError("the text is missing")
        wrong = sorted(tag for tag in self.root if not _TAG.match(tag))
        if wrong:
            raise ValueError(f"unknown language {wrong[0]!r}: write a code such as en or fr")
        return self

    @classmethod
    def of(cls, words: Words) -> FormWords:
        """A reviewed text of the library, as a sentence of a survey."""
        return cls({tag: said for tag, said in words.root.items() if said.strip()})

    @classmethod
    def said(cls, text: str) -> FormWords:
        """A sentence of the house, by its English, in every language that it is translated into."""
        words = {"en": text}
        for lang in LANGUAGES:
            with speaking(lang):
                translated = gettext(text)
            if translated != text:
                words[lang] = translated
        return cls(words)

    def spoken(self, lang: str | None = None) -> str:
        """The language that ``say(lang)`` really answers in: asked, else English, else the first."""
        asked = lang or language()
        return asked if asked in self.root else "en" if "en" in self.root else next(iter(self.root))

    def say(self, lang: str | None = None) -> str:
        """The text in ``lang`` (default: the language spoken), or the nearest there is."""
        return self.root[self.spoken(lang)]

    def has(self, lang: str) -> bool:
        """Whether ``say(lang)`` needs no fallback."""
        return lang in self.root

    def __str__(self) -> str:
        return self.say()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.root.items())))


class FormOption(Text):
    """One thing that can be picked."""

    id: OptionName
    text: FormWords


class FormRole(Text):
    """A role that a respondent may have; ``group`` is its actor group where it is known."""

    id: OptionName
    text: FormWords
    group: ActorGroup | None = None


class FormSection(Text):
    """A heading under which items stand, in the order of the form."""

    id: ItemName
    title: FormWords
    text: FormWords | None = None


class Condition(Text):
    """The item is asked only where the answer to another one is, or holds, one of ``options``."""

    item: ItemName
    options: tuple[OptionName, ...] = Field(min_length=1)


class FormItem(Text):
    """One question or note.

    ``levels``: five options ``L0`` to ``L4`` (0 to 100 points), beside *don't know* and *not
    applicable*. ``severity``: any of ``options``, each with one of ``scale`` (``0`` to ``4``). ``one``
    and ``many``: picks. ``text``, ``number``, ``date``: free. ``note``: nothing is asked.
    """

    id: ItemName
    kind: Kind
    text: FormWords
    help: FormWords | None = None
    section: ItemName | None = None
    options: tuple[FormOption, ...] = ()
    scale: tuple[FormOption, ...] = Field(default=(), description="of severity: 0 to 4")
    roles: tuple[OptionName, ...] = Field(default=(), description="who is asked; none: everyone")
    required: bool = False
    dont_know: bool = Field(default=False, description="*I don't know* may be answered")
    not_applicable: bool = Field(default=False, description="*does not apply* may be answered")
    when: Condition | None = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = Field(default=None, gt=0, description="of a number; 1 for whole numbers")
    at_most: int | None = Field(default=None, ge=1, description="most picks of many")
    longest: int | None = Field(default=None, ge=1, description="most characters of a text")
    advice: FormWords | None = Field(default=None, description="said where an answer does not hold")
    relevant: str = Field(default="", description="a condition of a file that is not evaluated")
    constraint: str = Field(default="", description="a rule of a file that is not evaluated")
    question: Identifier | None = Field(default=None, description="its id in the house's banks")
    nodes: tuple[Identifier, ...] = Field(
        default=(), description="factors (of ``SurveyForm.framework``) that the answer observes"
    )
    purpose: Literal["priorities", "quick_win", "offers", "needs", "first_dimension"] | None = None

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        names = [option.id for option in self.options]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.id}: an option stands twice")
        if self.kind == "levels" and tuple(names) != LEVELS:
            raise ValueError(f"{self.id}: the levels are {', '.join(LEVELS)}")
        if self.kind == "severity" and tuple(s.id for s in self.scale) != SEVERITIES:
            raise ValueError(f"{self.id}: a severity is one of {', '.join(SEVERITIES)}")
        if self.kind in ("one", "many", "severity") and not names:
            raise ValueError(f"{self.id}: there is nothing to pick from")
        if self.kind in ("text", "number", "date", "note") and names:
            raise ValueError(f"{self.id}: a {self.kind} has no options")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"{self.id}: the least is above the most")
        return self

    @property
    def asks(self) -> bool:
        """Whether something is to be answered."""
        return self.kind != "note"

    def asked_of(self, role: str) -> bool:
        """Whether people of that role are asked."""
        return not self.roles or role in self.roles


class SurveyForm(Text):
    """A whole survey: who may answer, sections, items in order, and the words of consent."""

    id: ItemName
    version: str = Field(min_length=1)
    title: FormWords
    languages: tuple[str, ...] = Field(min_length=1)
    default_language: str
    roles: tuple[FormRole, ...] = Field(default=(), description="none: the site knows the role")
    role_text: FormWords | None = Field(default=None, description="how the role is asked")
    sections: tuple[FormSection, ...] = ()
    items: tuple[FormItem, ...] = Field(min_length=1)
    consent: FormWords | None = Field(default=None, description="read before the first question")
    questionnaire: Identifier | None = None
    framework: Identifier | None = None
    edition: Identifier | None = None
    kept_aside: tuple[str, ...] = Field(
        default=(), description="rows of a file that are not asked: metadata, calculations"
    )
    remarks: tuple[str, ...] = Field(
        default=(), description="what of a file is not evaluated, in sentences of the reader"
    )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        names = [item.id for item in self.items]
        doubles = sorted({n for n in names if names.count(n) > 1})
        if doubles:
            raise ValueError(f"the item {doubles[0]} stands twice")
        roles, sections = {r.id for r in self.roles}, {s.id for s in self.sections}
        turns = [section for section, _ in groupby(item.section for item in self.items)]
        if len(set(turns)) < len([t for t in turns if t is not None]) + (None in turns):
            raise ValueError("items: those of a section stand together")
        for item in self.items:
            if self.roles and not set(item.roles) <= roles:
                raise ValueError(f"{item.id}: a role that the form does not know")
            if item.section is not None and item.section not in sections:
                raise ValueError(f"{item.id}: the section {item.section} is missing")
            asked = (*names, ROLE_ITEM) if self.roles else names
            if item.when is not None and item.when.item not in asked:
                raise ValueError(f"{item.id}: hangs on {item.when.item}, which is missing")
        if self.default_language not in self.languages:
            raise ValueError("default_language: must be one of the languages")
        return self

    def item(self, name: str) -> FormItem:
        """The item of that id; KeyError where there is none."""
        for item in self.items:
            if item.id == name:
                return item
        raise KeyError(name)

    def items_for(self, role: str) -> tuple[FormItem, ...]:
        """What people of a role see, in order."""
        return tuple(item for item in self.items if item.asked_of(role))

    def group_of(self) -> dict[str, str]:
        """Role → actor group, where known."""
        return {role.id: role.group for role in self.roles if role.group is not None}
