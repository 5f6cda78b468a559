"""A factor serves nobody without a question that finds it and advice that lifts it.

Advice to a territory is a recommendation; an organisation that answers for itself is told the step
from its level to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from territoria.content import Library
from territoria.content_check.places import at
from territoria.errors import Problem

LEAST_ADVICE = 2
LEAST_ROLES = 2


def service(library: Library) -> Iterator[Problem]:
    """Factors without question, or without advice."""
    raised: dict[str, list[str]] = defaultdict(list)
    for text in library.recommendations.values():
        for factor_id in text.factors:
            raised[factor_id].append(text.role)
    stepped = {
        q.id for bank in library.questionnaires.values() for q in bank.questions if q.next_steps
    }
    for framework_id, framework in library.frameworks.items():
        source = library.files["frameworks", framework_id]
        lines = {data["id"]: where for where, data in _nodes(source.data, ())}
        for factor in framework.factors():
            spot = at(source, *lines.get(factor.id, ()))
            if not factor.questions:
                yield Problem(spot, f"the factor {factor.id} has no question.", "Ask for it.")
            if framework.level == "organisation":
                for question in sorted(set(factor.questions) - stepped):
                    yield Problem(
                        spot,
                        f"the question {question} says no next step.",
                        "Write next_steps: four, from each level to the one above.",
                    )
                continue
            roles = raised[factor.id]
            if len(roles) < LEAST_ADVICE or len(set(roles)) < LEAST_ROLES:
                yield Problem(
                    spot,
                    f"the factor {factor.id} is raised by {len(roles)} recommendations "
                    f"for {len(set(roles))} roles.",
                    f"At least {LEAST_ADVICE}, for at least {LEAST_ROLES} roles: name it in "
                    "the factors of a recommendation, or write one.",
                )


def _nodes(
    data: object, where: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
    """Every node of a framework's text with its place."""
    nodes = data.get("nodes") if isinstance(data, dict) else None
    for n, node in enumerate(nodes or ()):
        here = (*where, "nodes", n)
        yield here, node
        yield from _nodes(node, here)
