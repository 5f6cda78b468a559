"""A small framework that single firms answer, for tests: three dimensions, six questions."""

from __future__ import annotations

from typing import Any

from territoria.model.frameworks import Framework
from territoria.model.questionnaires import Questionnaire

HERE = {"en": "Here", "fr": "Ici", "de": "Hier"}
NAMES = ("F1", "F2", "F3")
QUESTIONS = ("plan", "budget", "tools", "web", "data", "firm_security")
STEPS = ("screen", "impute", "treat", "normalise", "weight", "aggregate")


def a_framework(**fields: Any) -> Framework:
    """Two factors of one question in each of three dimensions; four bands."""
    body: dict[str, Any] = {
        "id": "trial",
        "edition": "2026",
        "title": HERE,
        "summary": HERE,
        "level": "organisation",
        "reference_year": 2026,
        "minimum_coverage": 1.0,
        "nodes": [_dimension(n, name) for n, name in enumerate(NAMES)],
        "recipe": {step: {"method": "none"} for step in STEPS},
        "bands": [
            {"id": name, "begins": begins, "title": HERE, "meaning": HERE}
            for name, begins in (("basic", 0), ("average", 25), ("moderate", 50), ("advanced", 75))
        ],
        **fields,
    }
    return Framework.model_validate(body)


def _dimension(n: int, name: str) -> dict[str, Any]:
    factors = [
        {"id": f"{name}.{i + 1}", "kind": "factor", "title": HERE, "questions": [question]}
        for i, question in enumerate(QUESTIONS[2 * n : 2 * n + 2])
    ]
    return {"id": name, "kind": "dimension", "title": HERE, "nodes": factors}


def twelve_questions() -> Questionnaire:
    """A yes-or-no list of an edition."""
    asked = [{"id": f"dii_{n}", "text": HERE} for n in range(12)]
    return Questionnaire.model_validate(
        {"id": "intensity", "title": HERE, "yes_no": asked, "edition": "2022"}
    )


def answered(*levels: int | None) -> dict[str, int | None]:
    """Levels of the six questions, in their order."""
    return dict(zip(QUESTIONS, levels, strict=True))
