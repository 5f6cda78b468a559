"""What was given on a page or sheet, checked item by item; and what is kept, put back into a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from territoria.model.survey_answers import read_answer
from territoria_web.listen.models import Answer
from territoria_web.listen.queries.forms import DONT_KNOW, LEVELS, NOT_APPLICABLE, FormItem

Said = Answer.Said
BESIDE: Final = {DONT_KNOW: Said.DONT_KNOW, NOT_APPLICABLE: Said.NOT_APPLICABLE}
LONGEST: Final = 4000  # characters of an open answer whose question says no other limit
MOST_WRITTEN: Final = 20_000  # characters of anything that is shown again


@dataclass(frozen=True)
class Kept:
    """An answer as a row keeps it; all empty: nothing is answered (any more)."""

    said: str = Said.VALUE
    level: int | None = None
    value: Any = None
    text: str = ""

    @property
    def blank(self) -> bool:
        """Nothing is answered."""
        return self == BLANK


BLANK: Final = Kept()


@dataclass(frozen=True)
class Given:
    """What came from a form. ``kept``: what can be kept, by item; ``wrong``: a sentence by item;
    ``raw``: what was typed, to be shown again.
    """

    kept: Mapping[str, Kept]
    wrong: Mapping[str, str]
    raw: Mapping[str, Any]


def read_given(items: Iterable[FormItem], data: QueryDict | Mapping[str, Any]) -> Given:
    """Answers to these items, and to no others, from the fields of a form.

    Fields are named ``q-<item>``, of a severity ``q-<item>--<option>``. What does not hold is named
    and left as it was; the rest is kept.
    """
    kept: dict[str, Kept] = {}
    wrong: dict[str, str] = {}
    raw: dict[str, Any] = {}
    for item in items:
        if not item.asks:
            continue
        raw[item.id] = given = _given(item, data)
        try:
            kept[item.id] = kept_of(item, given)
        except ValueError as problem:
            wrong[item.id] = str(problem)
    return Given(kept, wrong, raw)


def _given(item: FormItem, data: QueryDict | Mapping[str, Any]) -> Any:
    name = f"q-{item.id}"
    if item.kind == "severity":
        held = {o.id: str(data.get(f"{name}--{o.id}", "")) for o in item.options}
        return {option: weight for option, weight in held.items() if weight}
    if item.kind == "many":
        return data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
    return str(data.get(name, ""))[:MOST_WRITTEN]


def kept_of(item: FormItem, given: Any) -> Kept:
    """One answer, checked; ValueError says what does not hold."""
    if item.kind == "text" and item.longest is None and len(str(given or "")) > LONGEST:
        said = _("The text has %(count)s characters; at most %(most)s are kept.")
        raise ValueError(said % {"count": len(str(given)), "most": LONGEST})
    if isinstance(given, str) and "\x00" in given:
        raise ValueError(_("The text holds a character that cannot be kept."))
    value = read_answer(item, given)
    if value is None:
        return BLANK
    if isinstance(value, str) and value in BESIDE and item.kind in ("levels", "one"):
        return Kept(said=BESIDE[value])
    if item.kind == "levels":
        return Kept(level=LEVELS.index(str(value)))
    if item.kind == "text":
        return Kept(text=str(value))
    return Kept(value=list(value) if isinstance(value, tuple) else value)


def given_back(item: FormItem, kept: Kept | None) -> Any:
    """What a form shows of a kept answer, as ``_given`` reads it."""
    if kept is None or kept.blank:
        return {} if item.kind == "severity" else [] if item.kind == "many" else ""
    if kept.said != Said.VALUE:
        return {said: name for name, said in BESIDE.items()}[Said(kept.said)]
    if item.kind == "levels":
        return LEVELS[kept.level or 0]
    if item.kind == "text":
        return kept.text
    if item.kind == "severity":
        return {option: str(weight) for option, weight in kept.value.items()}
    if item.kind == "number":
        return f"{kept.value:g}"
    return kept.value


def kept_answers(response_id: int | None) -> dict[str, Kept]:
    """The current answers of a respondent, by item; one query."""
    if response_id is None:
        return {}
    rows = Answer.objects.filter(response_id=response_id, current=True)
    return {
        item: Kept(said, level, value, text)
        for item, said, level, value, text in rows.values_list(
            "item", "said", "level", "value", "text"
        )
    }


def picked(items: Iterable[FormItem], kept: Mapping[str, Kept]) -> dict[str, Any]:
    """Item → what was given, for conditions."""
    return {item.id: given_back(item, kept[item.id]) for item in items if item.id in kept}
