"""What to do next: three steps, each from the level of one question to the level above it.

The weakest dimension comes first, and of it the weakest question; so the three are of three dimensions.
A firm that is hardly protected does that first or second, whatever else is weaker: one attack undoes the
rest. Nothing here is weighed or learnt; the same answers give the same steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from territoria.listen.answers import HIGHEST
from territoria.listen.self_check.maturity import Maturity
from territoria.model.frameworks import Framework

MOST: Final = 3
#: Questions on protection against attacks and loss of data are told by the end of their id.
SECURITY: Final = "_security"
SAFE: Final = 2  # the level from which security takes its turn like anything else


@dataclass(frozen=True, slots=True)
class NextStep:
    """From ``level`` 0 to 3 of a question to the one above it."""

    question: str
    level: int


def next_steps(framework: Framework, found: Maturity) -> tuple[NextStep, ...]:
    """At most three steps, the first one first; questions that are unknown or at level 4 have none.

    Dimensions in the order of their value, equal ones as in the framework; in each the question with the
    lowest level.
    """
    ranked = sorted(framework.nodes, key=lambda top: _value(found, top.id))
    weakest = [_weakest(_open_in(framework, top.id, found)) for top in ranked]
    steps = [step for step in weakest if step is not None]
    exposed = _weakest(
        [s for s in _every(framework, found) if s.question.endswith(SECURITY) and s.level < SAFE]
    )
    return tuple(_with_security(framework, steps, exposed)[:MOST])


def _with_security(
    framework: Framework, steps: list[NextStep], exposed: NextStep | None
) -> list[NextStep]:
    if exposed is None:
        return steps
    own = _dimension(framework, exposed)
    place = next(n for n, s in enumerate(steps) if _dimension(framework, s) == own)
    others = [s for s in steps if _dimension(framework, s) != own]
    turn = min(place, 1)
    return [*others[:turn], exposed, *others[turn:]]


def _every(framework: Framework, found: Maturity) -> list[NextStep]:
    return [s for top in framework.nodes for s in _open_in(framework, top.id, found)]


def _open_in(framework: Framework, dimension: str, found: Maturity) -> list[NextStep]:
    """The steps that a dimension still has, in the order of its questions."""
    asked = [
        question
        for node in framework.walk()
        if framework.dimension_of(node.id).id == dimension
        for question in node.questions
    ]
    levels = [(question, found.questions[question]) for question in asked]
    return [NextStep(q, level) for q, level in levels if level is not None and level < HIGHEST]


def _weakest(steps: list[NextStep]) -> NextStep | None:
    return min(steps, key=lambda step: step.level, default=None)


def _value(found: Maturity, dimension: str) -> float:
    """By its known answers; the middle of its range where too few are known."""
    held = found.nodes[dimension]
    return (held.low + held.high) / 2 if held.value is None else held.value


def _dimension(framework: Framework, step: NextStep) -> str:
    node = next(n for n in framework.walk() if step.question in n.questions)
    return framework.dimension_of(node.id).id
