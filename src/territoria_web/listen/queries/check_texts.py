"""The texts of a self-check: frozen when it opens, read from there as long as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from territoria.model import Framework, Obstacle, Questionnaire
from territoria.model.questionnaires import Question
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import body_of, digest_of, library
from territoria_web.listen.models import SelfCheck

KIND: Final = "self-checks"
INTENSITY: Final = "digital-intensity"
#: Audience → framework, and questionnaire of the same id.
TEXTS: Final = {
    SelfCheck.Audience.FIRMS: "firm-maturity",
    SelfCheck.Audience.PUBLIC: "public-maturity",
}


@dataclass(frozen=True)
class CheckTexts:
    """All words of a self-check. ``intensity``: None and ``obstacles``: none for public bodies."""

    framework: Framework
    questionnaire: Questionnaire
    intensity: Questionnaire | None
    obstacles: tuple[Obstacle, ...]

    @property
    def questions(self) -> Mapping[str, Question]:
        """Those of the framework by id, in its order."""
        held = {question.id: question for question in self.questionnaire.questions}
        asked = (q for node in self.framework.walk() for q in node.questions)
        return {question: held[question] for question in asked}


def freeze_check(audience: str) -> FrozenText:
    """The copy of all texts of an audience as they stand now; the same texts are kept once."""
    body = _body(audience)
    row, _made = FrozenText.objects.get_or_create(
        kind=KIND,
        text_id=TEXTS[SelfCheck.Audience(audience)],
        digest=digest_of(body),
        defaults={"body": body},
    )
    return row


def _body(audience: str) -> dict[str, Any]:
    held, name = library(), TEXTS[SelfCheck.Audience(audience)]
    firms = audience == SelfCheck.Audience.FIRMS
    obstacles = sorted(held.obstacles.values(), key=lambda o: o.number) if firms else []
    return {
        "framework": body_of(held.frameworks[name]),
        "questionnaire": body_of(held.questionnaires[name]),
        "intensity": body_of(held.questionnaires[INTENSITY]) if firms else None,
        "obstacles": [body_of(obstacle) for obstacle in obstacles],
    }


_KEPT: dict[str, CheckTexts] = {}
MOST_KEPT: Final = 16


def read_frozen(check: SelfCheck) -> CheckTexts:
    """The texts of a check that was opened; ValueError before that. Read once a process."""
    if check.frozen is None:
        raise ValueError(f"{check} was never opened")
    held = _KEPT.get(check.frozen.digest)
    if held is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        held = _KEPT[check.frozen.digest] = _read(check.frozen.body)
    return held


def _read(body: Mapping[str, Any]) -> CheckTexts:
    intensity = body["intensity"]
    return CheckTexts(
        Framework.model_validate(body["framework"]),
        Questionnaire.model_validate(body["questionnaire"]),
        None if intensity is None else Questionnaire.model_validate(intensity),
        tuple(Obstacle.model_validate(obstacle) for obstacle in body["obstacles"]),
    )
