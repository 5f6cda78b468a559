"""One sitting as plain data: what a firm answered, turned into what it reads and what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from territoria.listen.self_check.digital_intensity import digital_intensity
from territoria.listen.self_check.maturity import Ranged, maturity
from territoria.listen.self_check.next_steps import next_steps
from territoria.model.frameworks import Framework
from territoria.model.questionnaires import Questionnaire

UNKNOWN: Final = "unknown"
YES, NO = "yes", "no"
DIGITS: Final = 4

Said = Mapping[str, int | str]
"""Item → level or severity 0 to 4, *yes*, *no* or *unknown*; left out where not answered."""


def result_of(
    framework: Framework,
    answers: Said,
    *,
    intensity: Questionnaire | None = None,
    obstacles: Sequence[str] = (),
) -> dict[str, Any]:
    """The result of a sitting, JSON throughout.

    ``{"framework", "edition", "questions": {id: level or None}, "dimensions": {node: R}, "overall": R,
    "band", "intensity": {"edition", "points", "low", "high", "level", "basic"} or None, "steps":
    [{"question", "from"}], "obstacles": {id: severity}}`` with R ``{"value" or None, "low", "high"}``,
    0 to 100. ``intensity``: the twelve yes or no, None where they were not asked; ``obstacles``: ids
    that could be named. Of ``answers`` only those to items of these three are read.
    """
    found = maturity(framework, levels_in(framework, answers))
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "questions": dict(found.questions),
        "dimensions": {top.id: _plain(found.nodes[top.id]) for top in framework.nodes},
        "overall": _plain(found.overall),
        "band": found.band,
        "intensity": None if intensity is None else _intensity(intensity, answers),
        "steps": [{"question": s.question, "from": s.level} for s in next_steps(framework, found)],
        "obstacles": {o: level for o in obstacles if isinstance(level := answers.get(o), int)},
    }


def levels_in(framework: Framework, answers: Said) -> dict[str, int | None]:
    """Question → level, None where it is unknown or not answered."""
    asked = (question for node in framework.walk() for question in node.questions)
    given = ((question, answers.get(question)) for question in asked)
    return {question: level if isinstance(level, int) else None for question, level in given}


def _intensity(held: Questionnaire, answers: Said) -> dict[str, Any]:
    asked = [one.id for one in held.yes_no]
    told = {YES: True, NO: False}
    found = digital_intensity(asked, {q: told.get(str(answers.get(q))) for q in asked})
    return {
        "edition": held.edition or "",
        "points": found.points,
        "low": found.low,
        "high": found.high,
        "level": found.level,
        "basic": found.basic,
    }


def _plain(score: Ranged) -> dict[str, float | None]:
    value = None if score.value is None else round(score.value, DIGITS)
    return {"value": value, "low": round(score.low, DIGITS), "high": round(score.high, DIGITS)}
