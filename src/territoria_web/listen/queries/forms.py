"""The questions of a survey: the form as it stands or was frozen, its pages for a role, its lengths."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from territoria.listen.opening import CONSENT, SEVERITY, opened_from
from territoria.model.surveys import (
    DONT_KNOW,
    LEVELS,
    NOT_APPLICABLE,
    ROLE_ITEM,
    SEVERITIES,
    FormItem,
    FormOption,
    FormRole,
    FormSection,
    FormWords,
    SurveyForm,
)
from territoria_web.invite.call_rules import GROUP_NAMES
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import library
from territoria_web.listen.models import Survey
from territoria_web.listen.rules import MOST_QUESTIONS

__all__ = [
    "DONT_KNOW",
    "LEVELS",
    "NOT_APPLICABLE",
    "FormItem",
    "FormOption",
    "FormSection",
    "FormWords",
    "SurveyForm",
]

BLOCKS = ("obstacles", "priorities", "exchange")


@dataclass(frozen=True)
class FormPage:
    """What stands on one page: a theme with its questions."""

    section: FormSection | None
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class Length:
    """How much people of a role are asked. ``levels``: questions with five levels."""

    role: FormRole
    levels: int
    others: int

    @property
    def too_long(self) -> bool:
        """More than one person should be asked."""
        return self.levels > MOST_QUESTIONS


def form_of(survey: Survey) -> SurveyForm:
    """The questions: frozen once it was opened."""
    if survey.frozen is not None:
        return _read(survey.frozen)
    return SurveyForm.model_validate(survey.form)


_KEPT: dict[str, SurveyForm] = {}
MOST_KEPT = 64


def _read(frozen: FrozenText) -> SurveyForm:
    """A frozen form is read once a process: it never changes."""
    held = _KEPT.get(frozen.digest)
    if held is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        held = _KEPT[frozen.digest] = SurveyForm.model_validate(frozen.body)
    return held


def banks(level: str = "region") -> list[tuple[str, str]]:
    """Frameworks for regions or countries that have questions: id and title."""
    held = library()
    return [
        (f.id, f.title.say())
        for f in held.frameworks.values()
        if f.level == level and f.id in held.questionnaires
    ]


def new_form(
    framework: str,
    *,
    form_id: str,
    version: str,
    languages: tuple[str, ...],
    blocks: tuple[str, ...] = BLOCKS,
) -> SurveyForm:
    """The questions of a framework's bank with the blocks that were chosen, in some languages."""
    form = _bank_form(framework).model_copy(update={"id": form_id, "version": version})
    kept = [item for item in form.items if item.section not in BLOCKS or item.section in blocks]
    return put_together(form, items=tuple(kept), languages=languages)


@lru_cache(maxsize=8)
def _bank_form(framework: str) -> SurveyForm:
    """All questions that the texts hold for a framework; they do not change while the site runs."""
    held = library()
    return opened_from(
        held.questionnaires[framework],
        held.frameworks[framework],
        held.obstacles,
        held.roles,
        others=held.questionnaires.values(),
        form_id="survey",
        version="1",
    )


def put_together(form: SurveyForm, **changes: Any) -> SurveyForm:
    """The form with some parts changed, checked anew; sections that hold nothing fall away."""
    body = {**form.model_dump(mode="json"), **_plain(changes)}
    if body["default_language"] not in body["languages"]:
        body["default_language"] = body["languages"][0]
    used = {item["section"] for item in body["items"]}
    body["sections"] = [section for section in body["sections"] if section["id"] in used]
    return SurveyForm.model_validate(body)


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [one.model_dump(mode="json") for one in held]
        if name in ("items", "sections")
        else held
        for name, held in changes.items()
    }


def with_house_words(form: SurveyForm) -> SurveyForm:
    """A form from a file gets the house's roles and consent where it has none of its own."""
    roles = form.roles or tuple(
        FormRole(id=actor.id, text=FormWords.of(actor.title), group=actor.group)
        for actor in library().roles.values()
    )
    groups = {actor.id: actor.group for actor in library().roles.values()}
    known = tuple(r if r.group else r.model_copy(update={"group": groups.get(r.id)}) for r in roles)
    return form.model_copy(
        update={"roles": known, "consent": form.consent or FormWords.said(CONSENT)}
    )


def severity_scale() -> tuple[FormOption, ...]:
    """The five words of a severity."""
    pairs = zip(SEVERITIES, SEVERITY, strict=True)
    return tuple(FormOption(id=name, text=FormWords.said(text)) for name, text in pairs)


def pages_of(form: SurveyForm, role: str) -> tuple[FormPage, ...]:
    """The pages of a role: one theme each; items without a theme that follow one another together."""
    sections = {section.id: section for section in form.sections}
    pages: list[tuple[str | None, list[FormItem]]] = []
    for item in form.items_for(role):
        if pages and pages[-1][0] == item.section:
            pages[-1][1].append(item)
        else:
            pages.append((item.section, [item]))
    return tuple(
        FormPage(sections.get(name) if name else None, tuple(items)) for name, items in pages
    )


def asked_now(item: FormItem, role: str, answers: Mapping[str, Any]) -> bool:
    """Whether its condition holds; ``answers``: item → what was given."""
    if item.when is None:
        return True
    given = role if item.when.item == ROLE_ITEM else answers.get(item.when.item)
    picked = given if isinstance(given, list | tuple) else [given]
    return any(one in item.when.options for one in picked)


def groups_of_form(form: SurveyForm) -> dict[str, str]:
    """Role → actor group; a role of an own questionnaire without one is a group of its own."""
    return {role.id: role.group or role.id for role in form.roles}


def group_names(form: SurveyForm) -> dict[str, str]:
    """What actor groups are called in the language spoken."""
    own = {role.id: role.text.say() for role in form.roles if role.group is None}
    return {**{group: str(name) for group, name in GROUP_NAMES.items()}, **own}


def lengths(form: SurveyForm) -> list[Length]:
    """How much each role is asked."""
    found = []
    for role in form.roles:
        asked = [item for item in form.items_for(role.id) if item.asks]
        levels = sum(item.kind == "levels" for item in asked)
        found.append(Length(role, levels, len(asked) - levels))
    return found


def missing_languages(form: SurveyForm) -> list[tuple[FormItem, tuple[str, ...]]]:
    """Items whose words are not in every language of the survey, and which languages lack."""
    found = []
    for item in form.items:
        lacking = tuple(
            lang for lang in form.languages if not all(words.has(lang) for words in _words_of(item))
        )
        if lacking:
            found.append((item, lacking))
    return found


def _words_of(item: FormItem) -> Iterator[FormWords]:
    yield item.text
    if item.help is not None:
        yield item.help
    for option in (*item.options, *item.scale):
        yield option.text


@lru_cache(maxsize=1)
def house_items() -> frozenset[str]:
    """Questions of the banks, which are reviewed texts."""
    return frozenset(q.id for bank in library().questionnaires.values() for q in bank.questions)


def body_of_form(form: SurveyForm) -> dict[str, Any]:
    """As plain data, as a draft keeps it."""
    body: dict[str, Any] = json.loads(form.model_dump_json())
    return body
