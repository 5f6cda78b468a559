"""Questions as a page or a sheet shows them: plain fields with what is answered, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria.model.surveys import FormItem, FormWords
from territoria_web.library.saying import colon, semicolon
from territoria_web.listen.models import Answer
from territoria_web.listen.queries.forms import DONT_KNOW, LEVELS, NOT_APPLICABLE
from territoria_web.listen.queries.given import LONGEST, Kept


@dataclass(frozen=True)
class Said:
    """A sentence of the form; ``lang``: its language, where it is not that of the page."""

    text: str
    lang: str


@dataclass(frozen=True)
class Choice:
    """Something to pick. ``beside``: don't know, not applicable. ``name``: its own field, of a
    severity; ``weights``: value, words and whether it is chosen.
    """

    value: str
    said: Said
    chosen: bool
    beside: bool = False
    name: str = ""
    weights: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True)
class Field:
    """One question, ready to be shown. ``told``: a text, number or date as it was typed."""

    id: str
    name: str
    kind: str
    said: Said
    help: Said | None
    error: str
    choices: tuple[Choice, ...]
    told: str
    longest: int
    at_most: int | None
    required: bool
    minimum: str
    maximum: str
    step: str


def fields_of(
    items: Iterable[FormItem], raw: Mapping[str, Any], wrong: Mapping[str, str] | None = None
) -> list[Field]:
    """The fields of some items; ``raw``: what was given, as ``given_back`` says it."""
    return [_field(item, raw.get(item.id), (wrong or {}).get(item.id, "")) for item in items]


def said(words: FormWords) -> Said:
    """A sentence, with its language where that is not the one of the page."""
    here = (get_language() or "en").split("-")[0]
    spoken = words.spoken(here)
    return Said(words.say(here), "" if spoken == here else spoken)


def _field(item: FormItem, given: Any, wrong: str) -> Field:
    return Field(
        id=f"q-{item.id}",
        name=f"q-{item.id}",
        kind=item.kind,
        said=said(item.text),
        help=said(item.help) if item.help is not None else None,
        error=wrong,
        choices=tuple(_choices(item, given)),
        told=given if isinstance(given, str) and item.kind in ("text", "number", "date") else "",
        longest=item.longest or LONGEST,
        at_most=item.at_most,
        required=item.required,
        minimum=_number(item.minimum),
        maximum=_number(item.maximum),
        step=_number(item.step) or "any",
    )


def _choices(item: FormItem, given: Any) -> Iterable[Choice]:
    if item.kind == "severity":
        yield from _weighed(item, given or {})
        return
    picked = given if isinstance(given, list) else [given]
    for option in item.options:
        yield Choice(option.id, said(option.text), option.id in picked)
    if item.dont_know:
        yield Choice(DONT_KNOW, Said(_("I don’t know"), ""), DONT_KNOW in picked, beside=True)
    if item.not_applicable:
        words = Said(_("Does not apply to me"), "")
        yield Choice(NOT_APPLICABLE, words, NOT_APPLICABLE in picked, beside=True)


def _weighed(item: FormItem, given: Mapping[str, str]) -> Iterable[Choice]:
    for option in item.options:
        chosen = str(given.get(option.id, ""))
        yield Choice(
            option.id,
            said(option.text),
            bool(chosen),
            name=f"q-{item.id}--{option.id}",
            weights=tuple((s.id, s.text.say(), s.id == chosen) for s in item.scale),
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def told(item: FormItem, kept: Kept | None) -> str:
    """What was answered, in words; empty where nothing was."""
    if kept is None or kept.blank:
        return ""
    if kept.said != Answer.Said.VALUE:
        return _("I don’t know") if kept.said == "dont-know" else _("Does not apply to me")
    names = {option.id: option.text.say() for option in item.options}
    if item.kind == "levels":
        return names[LEVELS[kept.level or 0]]
    if item.kind == "one":
        return names.get(str(kept.value), str(kept.value))
    if item.kind == "many":
        return ", ".join(names.get(one, one) for one in kept.value)
    if item.kind == "severity":
        words = {option.id: option.text.say() for option in item.scale}
        return semicolon().join(
            f"{names.get(o, o)}{colon()}{words.get(str(w), w)}" for o, w in kept.value.items()
        )
    return kept.text if item.kind == "text" else f"{kept.value}"
