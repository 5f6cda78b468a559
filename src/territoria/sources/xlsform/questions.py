"""Rows that ask something become items."""

from __future__ import annotations

from typing import Any, get_args

from territoria.errors import did_you_mean
from territoria.model.practices import ActorGroup
from territoria.model.surveys import (
    DONT_KNOW,
    LEVELS,
    NOT_APPLICABLE,
    ROLE_ITEM,
    Condition,
    FormOption,
    FormRole,
    FormWords,
)
from territoria.sources.xlsform.columns import MEDIA
from territoria.sources.xlsform.conditions import joined
from territoria.sources.xlsform.kinds import ASKED, refusal
from territoria.sources.xlsform.names import (
    CONSENT,
    HOUSE,
    OTHER,
    OTHER_WORDS,
    SECTION_TEXT,
    WHICH_OTHER,
)
from territoria.sources.xlsform.reading import Reading, built, marks_of, name_holds
from territoria.sources.xlsform.rules import asked_of, bounds_of, required
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext


def ask(reading: Reading, line: Line, kind: str, options: str, other: bool) -> None:
    """One question or note. ``options``: the list it names; ``other``: another answer may be written."""
    name, text = line.get("name"), reading.words(line, "label")
    if not name and kind == "note":
        name = f"note_{line.number}"
    if not name:
        what = gettext("the question has no name.")
        reading.wrong(line, what, gettext("Give it a short name of its own, without blanks."))
        return
    if not name_holds(reading, line, name):
        return
    if kind == "note" and line.get(HOUSE) == SECTION_TEXT and reading.open:
        _section_text(reading, text)
        return
    if kind == "note" and name == CONSENT and not reading.open:
        reading.consent = text
        return
    text = text or reading.words(line, "hint")
    if text is None:
        if line.get("calculation"):
            reading.aside.append(f"calculate {name}")
        elif not any(c.partition("::")[0] in MEDIA for c in line.cells):
            what = gettext("the question has no text.")
            reading.wrong(line, what, gettext("Write it in the column label."))
        else:
            what, mend = refusal("image")
            reading.wrong(line, what, mend)
        return
    if not _plain_text(reading, line, text):
        return
    picks = _picks(reading, line, kind, options)
    if picks is None:
        return
    if name == ROLE_ITEM and kind == "select_one":
        _roles(reading, text, picks)
        return
    _add(reading, line, _item(reading, line, kind, name, text, picks, other))
    if other:
        _which_other(reading, line, name)


def _plain_text(reading: Reading, line: Line, text: FormWords) -> bool:
    if any("${" in said for said in text.root.values()):
        what = gettext("the text shows another answer, which is not done here.")
        reading.wrong(line, what, gettext("Write the sentence without ${…}."))
        return False
    if any(c.partition("::")[0] in MEDIA for c in line.cells):
        reading.remark(line, gettext("pictures and sounds of the question are not shown."))
    return True


def _section_text(reading: Reading, text: FormWords | None) -> None:
    section = reading.open[-1].section
    if section is None or text is None:
        return
    full = section.model_copy(update={"text": text})
    reading.sections[reading.sections.index(section)] = full
    reading.open[-1].section = full


def _picks(reading: Reading, line: Line, kind: str, options: str) -> tuple[FormOption, ...] | None:
    """Options of a question, () where it has none; None where they are not there."""
    if not kind.startswith("select"):
        return ()
    if line.get("choice_filter"):
        what = gettext("options that hang on another answer are not offered here.")
        reading.wrong(line, what, gettext("Ask one question for each list, with a condition."))
        return None
    if options in reading.options.lists:
        # a list of which no option holds has its problems named already
        return reading.options.lists[options] or None
    what = gettext("the list {name} is not in the sheet choices.").format(name=repr(options))
    reading.wrong(line, what, did_you_mean(options, reading.options.lists))
    return None


def _roles(reading: Reading, text: FormWords, picks: tuple[FormOption, ...]) -> None:
    reading.role_text = text
    for option in picks:
        group = reading.options.groups.get(option.id)
        reading.roles.append(
            FormRole.model_validate(
                {
                    "id": option.id,
                    "text": option.text,
                    "group": group if group in get_args(ActorGroup) else None,
                }
            )
        )


def _item(
    reading: Reading,
    line: Line,
    kind: str,
    name: str,
    text: FormWords,
    picks: tuple[FormOption, ...],
    other: bool,
) -> dict[str, Any]:
    beside = {option.id for option in picks} & {DONT_KNOW, NOT_APPLICABLE}
    kept = tuple(option for option in picks if option.id not in beside)
    if other and OTHER not in {option.id for option in kept}:
        kept = (*kept, FormOption(id=OTHER, text=FormWords.said(OTHER_WORDS)))
    levels = kind == "select_one" and tuple(option.id for option in kept) == LEVELS
    relevant = joined([reading.open[-1].relevant if reading.open else "", line.get("relevant")])
    roles, when, left = asked_of(reading, line, relevant)
    section = reading.open[-1].section if reading.open else None
    return {
        "id": name,
        "kind": "levels" if levels else ASKED[kind],
        "text": text,
        "help": reading.words(line, "hint") if reading.words(line, "label") else None,
        "section": section.id if section else None,
        "options": kept,
        "roles": roles,
        "required": required(reading, line) and not left,
        "dont_know": DONT_KNOW in beside,
        "not_applicable": NOT_APPLICABLE in beside,
        "when": when,
        "relevant": left,
        "advice": reading.words(line, "constraint_message"),
        **bounds_of(reading, line, kind),
        **marks_of(line),
    }


def _add(reading: Reading, line: Line, fields: dict[str, Any]) -> None:
    item = built(reading, line, fields)
    if item is None:
        return
    reading.items.append(item)
    reading.places[item.id] = reading.table.place(line)


def _which_other(reading: Reading, line: Line, name: str) -> None:
    """The text behind *other*, as the apps add it."""
    before = reading.items[-1] if reading.items and reading.items[-1].id == name else None
    if before is None or not name_holds(reading, line, f"{name}_{OTHER}"):
        return
    fields = {
        "id": f"{name}_{OTHER}",
        "kind": "text",
        "text": FormWords.said(WHICH_OTHER),
        "section": before.section,
        "roles": before.roles,
        "when": Condition(item=name, options=(OTHER,)),
    }
    _add(reading, line, fields)
