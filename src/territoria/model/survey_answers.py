"""What may be answered to an item of a survey, whichever way it came: page, paper or file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from territoria.errors import did_you_mean
from territoria.model.surveys import DONT_KNOW, NOT_APPLICABLE, FormItem
from territoria.speech import gettext, number

# levels and one: an option; many: options; severity: option → 0 to 4; text, date: as written
Value = str | float | tuple[str, ...] | dict[str, int]
HIGHEST_SEVERITY = 4


class AnswerError(ValueError):
    """An answer does not hold: ``what`` is wrong, and how to ``mend`` it (may be "")."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(f"{what} {mend}".strip())
        self.what, self.mend = what, mend


def read_answer(item: FormItem, given: object) -> Value | None:
    """What was answered, checked; None where nothing was.

    ``given``: text as typed or printed, for *many* a list of options or their names parted by
    spaces, for *severity* a map option → 0 to 4 (blank values are left out). AnswerError says in a
    sentence what does not hold.
    """
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if item.kind == "severity":
        return _severities(item, given)
    if item.kind == "many":
        return _many(item, given)
    text = str(given).strip()
    if item.kind in ("levels", "one"):
        return _option(item, text)
    if item.kind == "number":
        return _number(item, text)
    if item.kind == "date":
        return _date(text)
    if item.kind == "text":
        return _text(item, text)
    raise AnswerError(gettext("A note is not answered."))


def offered(item: FormItem) -> tuple[str, ...]:
    """Names that may be picked: the options, and *don't know* or *not applicable* where allowed."""
    beside = ((DONT_KNOW, item.dont_know), (NOT_APPLICABLE, item.not_applicable))
    return (*(o.id for o in item.options), *(name for name, allowed in beside if allowed))


def _option(item: FormItem, text: str) -> str:
    names = offered(item)
    if text in names:
        return text
    what = gettext("{given} is no option.").format(given=repr(text))
    raise AnswerError(what, did_you_mean(text, names))


def _many(item: FormItem, given: object) -> tuple[str, ...] | None:
    names = given.split() if isinstance(given, str) else given
    if not isinstance(names, Sequence):
        raise AnswerError(gettext("Give a list of options."))
    picked = {_option(item, str(name)) for name in names if str(name).strip()}
    if item.at_most is not None and len(picked) > item.at_most:
        raise AnswerError(
            gettext("{count} are picked; at most {most} may be.").format(
                count=len(picked), most=item.at_most
            )
        )
    return tuple(name for name in offered(item) if name in picked) or None


def _severities(item: FormItem, given: object) -> dict[str, int] | None:
    if not isinstance(given, Mapping):
        raise AnswerError(gettext("Give a severity from 0 to 4 for each option."))
    weighed: dict[str, int] = {}
    names = [o.id for o in item.options]
    for name, weight in given.items():
        if weight is None or not str(weight).strip():
            continue
        if name not in names:
            raise AnswerError(gettext("{given} is no option.").format(given=repr(name)))
        text = str(weight).strip()
        if text not in [str(n) for n in range(HIGHEST_SEVERITY + 1)]:
            raise AnswerError(
                gettext("{given} is no severity: give 0 to 4.").format(given=repr(text))
            )
        weighed[name] = int(text)
    return {name: weighed[name] for name in names if name in weighed} or None


def _number(item: FormItem, text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise AnswerError(gettext("{given} is no number.").format(given=repr(text)))
    if item.minimum is not None and value < item.minimum:
        raise AnswerError(gettext("The least is {number}.").format(number=number(item.minimum)))
    if item.maximum is not None and value > item.maximum:
        raise AnswerError(gettext("The most is {number}.").format(number=number(item.maximum)))
    if item.step is not None:
        steps = (value - (item.minimum or 0.0)) / item.step
        if abs(steps - round(steps)) > 1e-9 * max(1.0, abs(steps)):
            if item.step == 1:
                raise AnswerError(gettext("Give a whole number."))
            raise AnswerError(gettext("Give a step of {number}.").format(number=number(item.step)))
    return value


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        what = gettext("{given} is no date: write it as 2026-11-22.")
        raise AnswerError(what.format(given=repr(text))) from None


def _text(item: FormItem, text: str) -> str:
    if item.longest is not None and len(text) > item.longest:
        raise AnswerError(
            gettext("The text has {count} characters; at most {most} are kept.").format(
                count=len(text), most=item.longest
            )
        )
    return text
