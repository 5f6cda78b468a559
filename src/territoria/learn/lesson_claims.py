"""The graded claims of a lesson: those that people wrote, and the measured effect as one more."""

from __future__ import annotations

import re
from typing import Final

from territoria.content_check.figures import CITED, FIGURE, OURS
from territoria.learn.lesson import LessonClaim, LessonFacts

MEASURED: Final = "measured-effect"
_GRADE: Final = re.compile(r"\bE[0-5]\b")


def claims_of(facts: LessonFacts) -> tuple[LessonClaim, ...]:
    """The measured effect first, where there is one, then what people wrote."""
    effect = facts.effect
    if effect is None:
        return facts.claims
    measured = LessonClaim(
        id=MEASURED,
        outcome=effect.indicator,
        claim=effect.sentence,
        grade=effect.grade,
        reason=effect.evidence,
        sources=(facts.effect_source or facts.record,),
    )
    return (measured, *facts.claims)


def has_figure(text: str) -> bool:
    """Whether a passage holds a figure that is neither a reference nor a grade of evidence."""
    return FIGURE.search(_GRADE.sub("", CITED.sub("", text))) is not None


def with_reference(passage: str, number: int) -> str:
    """A passage whose figures stand without a source, with the reference before its last sign."""
    if not has_figure(passage) or CITED.search(passage) or OURS.search(passage):
        return passage
    return with_mark(passage, f"[{number}]")


def with_mark(passage: str, mark: str) -> str:
    """A mark such as ``[1]`` before the sign that ends a passage."""
    bare = passage.rstrip()
    end = bare[-1:] if bare[-1:] in (".", "!", "?") else ""
    return f"{bare.removesuffix(end)} {mark}{end or '.'}" if mark else passage
