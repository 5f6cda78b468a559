"""A lesson as a practice of the library: ``practice.yaml`` and the story under its fixed headings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from pydantic import ValidationError

from territoria.content import HEADINGS, Library
from territoria.errors import ContentError, Problem
from territoria.learn.lesson import CostFigure, LessonClaim, LessonFacts, population_class
from territoria.learn.lesson_check import lacks_of, strangers_of, unreadable_story
from territoria.learn.lesson_claims import MEASURED, claims_of, with_mark, with_reference
from territoria.learn.yaml_lines import yaml_text
from territoria.model import Practice
from territoria.speech import LANGUAGES, colon, gettext, number, pgettext, speaking

UNDATED: Final = "undated"


def practice_files(
    facts: LessonFacts, *, lang: str = "en", library: Library | None = None
) -> dict[str, str]:
    """File name → text of the practice's folder, whose name is its id; same facts, same bytes.

    Texts stand in ``lang`` alone. The library's source is English: in another language the check
    of a library asks for the English texts, without which it counts no claim, and for nothing
    else. ``library``: to see that factors, roles and the adopted practice are known and the id is
    free. ContentError lists everything that is missing.
    """
    if lang not in LANGUAGES:
        what = gettext("{lang} is no language of the house.").format(lang=repr(lang))
        known = gettext("Known: {names}.").format(names=", ".join(LANGUAGES))
        raise ContentError(Problem("lang", what, known))
    facts = _cleaned(facts)
    problems = lacks_of(facts, lang)
    if library is not None:
        problems += strangers_of(facts, library)
    problems = problems or _unfit(facts)
    if problems:
        raise ContentError(problems)
    with speaking(lang):
        data, story = _data(facts, lang), _story(facts, lang)
    problems = list(unreadable_story(story))
    if problems:
        raise ContentError(problems)
    return {"practice.yaml": yaml_text(data), f"{lang}.md": story}


# ── the facts as YAML ─────────────────────────────────────────────────────────────────────────


def _data(facts: LessonFacts, lang: str) -> dict[str, Any]:
    """The fields of a practice in the order of the library; what is empty is left out."""
    data: dict[str, Any] = {
        "id": facts.id,
        "title": {lang: _line(facts.title)},
        "place": {lang: _line(facts.place)},
        "country": facts.country,
        "territories": facts.territories,
        "population_class": population_class(facts.extent, facts.population),
        "years": _line(facts.years),
        "form": facts.form,
        "went_wrong": facts.went_wrong,
        "central": facts.central,
        "touched": facts.touched,
        "roles": facts.roles,
        "lesson": {lang: _line(facts.lesson)},
        "claims": [_claim_data(claim, lang) for claim in claims_of(facts)],
        "contact": _line(facts.contact) if facts.contact else None,
        "confirmed": facts.confirmed.isoformat() if facts.confirmed else None,
        "references": [
            {
                "number": place,
                "title": _line(source.title),
                "dated": _line(source.dated) or UNDATED,
                "url": _line(source.url),
            }
            for place, source in enumerate(facts.sources, start=1)
        ],
    }
    return {key: value for key, value in data.items() if value}


def _unfit(facts: LessonFacts) -> list[Problem]:
    """Values that no practice may have, such as a grade that does not exist."""
    try:
        Practice.model_validate(_data(facts, "en"))
    except ValidationError as error:
        mend = gettext("Choose one of those the library knows.")
        return [Problem(".".join(map(str, e["loc"])), f"{e['msg']}.", mend) for e in error.errors()]
    return []


def _claim_data(claim: LessonClaim, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": claim.id,
        "outcome": {lang: _line(claim.outcome)},
        "claim": {lang: _line(claim.claim)},
        "grade": claim.grade,
        "reason": {lang: _line(claim.reason)},
    }
    return {**data, "sources": claim.sources} if claim.sources else data


# ── the story ─────────────────────────────────────────────────────────────────────────────────


def _story(facts: LessonFacts, lang: str) -> str:
    """The seven headings of the language with what stands beneath each."""
    bodies = (
        _context(facts),
        _told(facts.was_done, facts),
        _outcome(facts),
        _cost(facts),
        _told(facts.it_needed, facts),
        _told(facts.was_difficult, facts),
        "\n".join(_sources(facts)),
    )
    parts = zip(HEADINGS["practices"][lang], bodies, strict=True)
    return "\n\n".join(f"## {heading}\n\n{body}" for heading, body in parts) + "\n"


def _told(answer: str, facts: LessonFacts) -> str:
    """An answer; passages with figures and without a reference are given that of the record."""
    parts = re.split(r"(\n\s*\n|\n(?=\s*- ))", answer.strip())
    passages = [with_reference(p, facts.record) if n % 2 == 0 else p for n, p in enumerate(parts)]
    return "".join(passages)


def _context(facts: LessonFacts) -> str:
    said = []
    if facts.context.strip():
        said.append(_told(facts.context, facts))
    if facts.population is not None:
        text = gettext("The population is about {count} [{source}].")
        said.append(text.format(count=number(facts.population, ",d"), source=facts.record))
    if facts.adopted:
        text = gettext("It took up a practice of another place, {practice}.")
        said.append(with_reference(text.format(practice=f"*{facts.adopted}*"), facts.record))
    return "\n\n".join(said) or gettext("Not reported.")


def _outcome(facts: LessonFacts) -> str:
    """What came of it, a failure told first, then one item a claim with its grade in words."""
    first = f"{gettext('It went wrong.')}\n\n" if facts.went_wrong else ""
    items = "\n".join(_claim_item(claim) for claim in claims_of(facts))
    return f"{first}{_told(facts.came_of_it, facts)}\n\n{items}"


def _claim_item(claim: LessonClaim) -> str:
    marks = "" if re.search(r"\[\d+\]", claim.claim) else "".join(f"[{n}]" for n in claim.sources)
    outcome, said = _line(claim.outcome).rstrip("."), with_mark(_line(claim.claim), marks)
    if claim.grade == "not reported":
        return f"- **{outcome}.** *{gettext('Not reported.')}* {said}"
    reason = _line(claim.reason)
    if claim.id == MEASURED:  # the house's own words; those of people may begin with a name
        reason = reason[:1].lower() + reason[1:]
    return f"- **{outcome}.** {said} *{claim.grade}{colon()}{reason}*"


def _cost(facts: LessonFacts) -> str:
    items = "\n".join(_cost_item(cost) for cost in facts.costs)
    return "\n\n".join(part for part in (_told(facts.it_cost, facts), items) if part)


def _cost_item(cost: CostFigure) -> str:
    decimals = 0 if cost.amount == int(cost.amount) else 2
    amount = f"{cost.currency} {number(cost.amount, f',.{decimals}f')}"
    return f"- {_line(cost.what)}{colon()}{amount} [{cost.source}]."


def _sources(facts: LessonFacts) -> list[str]:
    undated = pgettext("of a source", "undated")
    return [
        f"- [{place}] {_line(source.title)}, {_line(source.dated) or undated}, {_line(source.url)}"
        for place, source in enumerate(facts.sources, start=1)
    ]


# ── texts of people ───────────────────────────────────────────────────────────────────────────


def _line(text: str) -> str:
    """A text on one line; spaces that keep words together stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _cleaned(held: Any) -> Any:
    """The same facts, every text without signs that no text may hold."""
    if isinstance(held, str):
        return _printable(held)
    if isinstance(held, tuple):
        return tuple(_cleaned(one) for one in held)
    if is_dataclass(held) and not isinstance(held, type):
        changed = {f.name: _cleaned(getattr(held, f.name)) for f in fields(held)}
        return replace(held, **changed)
    return held


def _printable(text: str) -> str:
    """Only what is printed, spaces and ends of lines, blank lines without spaces."""
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    kept = (c for c in text if c in "\n\t" or c.isprintable() or unicodedata.category(c) == "Zs")
    return re.sub(r"[ \t]+\n", "\n", "".join(kept))
