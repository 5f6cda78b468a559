"""Answers to questions with levels, one by one and as one block of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.errors import DataError, Problem
from territoria.model.survey_answers import Value
from territoria.model.surveys import DONT_KNOW, LEVELS, NOT_APPLICABLE, FormItem
from territoria.speech import gettext

Said = Literal["level", "dont_know", "not_applicable"]
Channel = Literal["web", "paper", "interview", "phone", "import"]

HIGHEST = 4
NOT_ASKED, KNOWS_NOT, DOES_NOT_APPLY = -1, 5, 6
CODES = 7  # the levels 0 to 4, don't know, not applicable


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one response. ``level`` 0 to 4 where a level was said, else None."""

    response: str
    role: str
    question: str
    level: int | None
    said: Said = "level"
    channel: Channel = "web"
    language: str = "en"


@dataclass(frozen=True)
class Panel:
    """All answers at once: row = response, column = question.

    ``role`` (responses,): place in ``roles``; ``codes`` (responses, questions), int8: level 0 to 4,
    5 don't know, 6 not applicable, −1 not answered.
    """

    responses: tuple[str, ...]
    roles: tuple[str, ...]
    questions: tuple[str, ...]
    role: np.ndarray
    codes: np.ndarray


def panel_of(answers: Iterable[Answer], *, questions: Sequence[str] = ()) -> Panel:
    """The answers as a panel: roles in alphabetical order, questions in the given order, then others.

    DataError lists every answer that stands twice, has a level outside 0 to 4, or belongs to a
    response with two roles.
    """
    rows: dict[str, int] = {}
    columns = {name: n for n, name in enumerate(questions)}
    role_of: dict[str, str] = {}
    cells: dict[tuple[int, int], int] = {}
    problems: list[Problem] = []
    for answer in answers:
        row = rows.setdefault(answer.response, len(rows))
        column = columns.setdefault(answer.question, len(columns))
        where = f"{answer.response}, {answer.question}"
        if role_of.setdefault(answer.response, answer.role) != answer.role:
            what = gettext("the response has the roles {one} and {other}.")
            held = role_of[answer.response]
            problems.append(
                Problem(
                    where,
                    what.format(one=held, other=answer.role),
                    gettext("Keep one role for each response."),
                )
            )
        if (row, column) in cells:
            problems.append(
                Problem(
                    where,
                    gettext("the question is answered twice."),
                    gettext("Keep the last answer."),
                )
            )
        code = _code(answer)
        if code is None:
            what = gettext("the level {level} is none of 0 to 4.").format(level=answer.level)
            problems.append(Problem(where, what, gettext("Correct it.")))
        else:
            cells[row, column] = code
    if problems:
        raise DataError(problems)
    return _filled(tuple(rows), tuple(columns), role_of, cells)


def _code(answer: Answer) -> int | None:
    if answer.said == "dont_know":
        return KNOWS_NOT
    if answer.said == "not_applicable":
        return DOES_NOT_APPLY
    level = answer.level
    return level if level is not None and 0 <= level <= HIGHEST else None


def _filled(
    responses: tuple[str, ...],
    questions: tuple[str, ...],
    role_of: Mapping[str, str],
    cells: Mapping[tuple[int, int], int],
) -> Panel:
    codes = np.full((len(responses), len(questions)), NOT_ASKED, dtype=np.int8)
    if cells:
        spots = np.array(list(cells), dtype=np.intp)
        codes[spots[:, 0], spots[:, 1]] = list(cells.values())
    roles = tuple(sorted(set(role_of.values())))
    place = {role: n for n, role in enumerate(roles)}
    held = np.array([place[role_of[r]] for r in responses], dtype=np.intp)
    return Panel(responses, roles, questions, held, codes)


def answer_to(
    item: FormItem,
    value: Value | None,
    *,
    response: str,
    role: str,
    channel: Channel = "web",
    language: str = "en",
) -> Answer | None:
    """A checked value of a survey (``read_answer``) as an answer; None for other kinds and blanks.

    The question is ``item.question``, or the item's id where it is no question of the banks.
    """
    if item.kind != "levels" or not isinstance(value, str):
        return None
    question = item.question or item.id
    if value in LEVELS:
        level = LEVELS.index(value)
        return Answer(response, role, question, level, "level", channel, language)
    said: Said = "dont_know" if value == DONT_KNOW else "not_applicable"
    if value not in (DONT_KNOW, NOT_APPLICABLE):
        raise DataError(
            Problem(f"{response}, {item.id}", gettext("{given} is no option.").format(given=value))
        )
    return Answer(response, role, question, None, said, channel, language)
