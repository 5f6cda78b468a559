"""The screens of a sitting, one question each on a phone: what they ask, what was said, what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from territoria.listen.self_check.sitting import NO, UNKNOWN, YES
from territoria_web.library.saying import say
from territoria_web.listen.models import Sitting
from territoria_web.listen.queries.check_texts import CheckTexts
from territoria_web.listen.queries.forms import severity_scale

Kind = Literal["level", "yes-no", "obstacles", "severity"]
Value = int | str
Answers = Mapping[str, Value]
OBSTACLES: Final = "obstacles"  # yes or no: whether any obstacle was named
NOTHING: Final = "nothing"  # chosen instead of obstacles, alone
A_PAGE: Final = 6  # yes or no on one screen


@dataclass(frozen=True)
class Turn:
    """One screen; ``items``: what is answered on it, by the names that answers have."""

    kind: Kind
    items: tuple[str, ...]

    def is_open(self, answers: Answers) -> bool:
        """Whether something on it was not answered; *cannot tell* is an answer, but for a severity."""
        if self.kind == "severity":
            return any(not isinstance(answers.get(item), int) for item in self.items)
        return any(item not in answers for item in self.items)


@dataclass(frozen=True)
class Asked:
    """A question in the language spoken, with what can be answered: value → words."""

    item: str
    text: str
    help: str
    choices: tuple[tuple[Value, str], ...]


def turns_of(texts: CheckTexts, part: str, answers: Answers) -> tuple[Turn, ...]:
    """The screens in their order; severities are asked of the obstacles that were named."""
    found: list[Turn] = []
    if part == Sitting.Part.WHOLE:
        found += [Turn("level", (question,)) for question in texts.questions]
        points = [one.id for one in texts.intensity.yes_no] if texts.intensity else []
        found += [
            Turn("yes-no", tuple(points[n : n + A_PAGE])) for n in range(0, len(points), A_PAGE)
        ]
    if texts.obstacles:
        found.append(Turn("obstacles", (OBSTACLES,)))
        if named := named_in(texts, answers):
            found.append(Turn("severity", named))
    return tuple(found)


def named_in(texts: CheckTexts, answers: Answers) -> tuple[str, ...]:
    """The obstacles that were named, in the order of the list."""
    return tuple(o.id for o in texts.obstacles if o.id in answers)


def chosen_in(texts: CheckTexts, answers: Answers) -> tuple[str, ...]:
    """What was ticked on the screen of obstacles."""
    return (NOTHING,) if answers.get(OBSTACLES) == NO else named_in(texts, answers)


def screens_in(turns: Sequence[Turn], answers: Answers) -> int:
    """How many there are; severities count as one until it is known whether anything was named."""
    unsaid = any(turn.kind == "obstacles" for turn in turns) and OBSTACLES not in answers
    return len(turns) + unsaid


def is_of_weight(turns: Sequence[Turn], answers: Answers) -> bool:
    """Whether there is something to show: obstacles were gone through where they are asked, and at least
    one question of the whole check is answered with a level.
    """
    asked = [turn for turn in turns if turn.kind in ("obstacles", "severity")]
    if any(turn.is_open(answers) for turn in asked):
        return False
    levels = [turn.items[0] for turn in turns if turn.kind == "level"]
    return not levels or any(isinstance(answers.get(item), int) for item in levels)


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def asked_in(texts: CheckTexts, turn: Turn) -> list[Asked]:
    """The questions of a screen."""
    return [_asked(texts, turn.kind, item) for item in turn.items]


def _asked(texts: CheckTexts, kind: Kind, item: str) -> Asked:
    if kind == "level":
        question = texts.questions[item]
        levels = [(n, say(words)) for n, words in enumerate(question.levels)]
        return Asked(item, say(question.text), say(question.help), (*levels, _cannot_tell()))
    if kind == "yes-no":
        assert texts.intensity is not None
        one = next(one for one in texts.intensity.yes_no if one.id == item)
        yes_or_no = ((YES, _("Yes")), (NO, _("No")))
        return Asked(item, say(one.text), say(one.help), (*yes_or_no, _cannot_tell()))
    if kind == "severity":
        obstacle = next(o for o in texts.obstacles if o.id == item)
        weights = tuple((n, step.text.say()) for n, step in enumerate(severity_scale()))
        return Asked(item, say(obstacle.title), "", weights)
    return Asked(
        OBSTACLES,
        _("What keeps you from using digital tools more?"),
        _("Choose up to five."),
        (*((o.id, say(o.title)) for o in texts.obstacles), (NOTHING, nothing_said())),
    )


def _cannot_tell() -> tuple[str, str]:
    return UNKNOWN, _("I cannot tell")


def nothing_said() -> str:
    """What is chosen instead of obstacles."""
    return _("Nothing keeps us back")


def told(texts: CheckTexts, turn: Turn, answers: Answers) -> list[tuple[str, str]]:
    """Question and answer of a screen in words; the answer is empty where there is none."""
    return [(one.text, _told(texts, one, answers)) for one in asked_in(texts, turn)]


def _told(texts: CheckTexts, one: Asked, answers: Answers) -> str:
    words = dict(one.choices)
    if one.item == OBSTACLES and one.item in answers:
        named = [str(words[o]) for o in named_in(texts, answers)]
        return ", ".join(named) or nothing_said()
    return words.get(answers[one.item], "") if one.item in answers else ""
