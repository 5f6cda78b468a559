"""Advice that follows from a benchmark and from what firms name: rules, with the reason for each.

No figure of the published comparison stands behind it, so each says by which rule it came here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from territoria_web.library.queries import library
from territoria_web.reports.paper_text import Cites
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.evidence import piece_of_advice
from territoria_web.reports.synthesis.small_firms.needs import unmet

# Which factors of the framework on small firms a criterion, or an obstacle, is about.
OF_CRITERION: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence-base": ("D1.2",),
    "consultation": ("D1.3",),
    "clear-target": ("D7.1",),
    "sme-access": ("D3.1",),
    "private-leverage": ("D6.2",),
    "coordination": ("D3.1",),
    "monitoring": ("D7.2",),
    "results": ("D7.2",),
    "sustainability": ("D6.2",),
    "transferability": ("D7.2",),
}
OF_OBSTACLE: Final[Mapping[str, tuple[str, ...]]] = {
    "cost": ("D6.2",),
    "lack-of-skills": ("D2.1", "D2.2"),
    "management-time": ("D1.1", "D3.1"),
    "no-suitable-offer": ("D3.1",),
    "incompatibility": ("D6.1",),
    "data-quality": ("D5.2",),
    "security-privacy": ("D5.3",),
    "unclear-rules": ("D6.1",),
    "standards-not-harmonised": ("D6.1",),
    "partners-not-ready": ("D4.1", "D5.2"),
    "access-to-finance": ("D6.2",),
    "not-useful": ("D1.1",),
}
LOW: Final = 2.0
LEAST: Final = 3
MOST: Final = 18


def with_advice(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with this advice beside that of the published comparison; one that both give is one."""
    told = Among(facts, Cites("network", "facts"), "en")
    held = {a["id"]: a for a in facts["advice"]}
    for piece in advice_from(facts["small_firms"]["benchmark"], unmet(told)):
        was = held.get(piece["id"])
        if was is not None:
            to = dict.fromkeys([*was["territories"], *piece["territories"]])
            piece = {**was, "territories": list(to), "because": piece["because"]}
        held[piece["id"]] = piece
    roles = {role: n for n, role in enumerate(library().roles)}
    order = sorted(held.values(), key=lambda a: roles.get(a["role"], len(roles)))
    return {**facts, "advice": order}


def advice_from(
    benchmark: Mapping[str, Any] | None, unmet: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Pieces of reviewed advice with ``because``: criteria and obstacles that lead to them.

    ``unmet``: obstacle → territories in which many firms name it and nobody addresses it. A
    criterion leads to advice in a territory where at least half of its initiatives that are known
    on it, three or more, stand at 2 or below by every assessor.
    """
    given: dict[str, dict[str, dict[str, None]]] = {}
    for key, criteria in _weak(benchmark).items():
        for criterion in criteria:
            _give(given, OF_CRITERION.get(criterion, ()), key, f"criterion:{criterion}")
    for obstacle, keys in unmet.items():
        for key in keys:
            _give(given, OF_OBSTACLE.get(obstacle, ()), key, f"obstacle:{obstacle}")
    texts = library().recommendations
    order = sorted(given, key=lambda i: (-len(given[i]["to"]), i))[:MOST]
    roles = {role: n for n, role in enumerate(library().roles)}
    order.sort(key=lambda i: (roles.get(texts[i].role, len(roles)), -len(given[i]["to"]), i))
    return [
        {
            **piece_of_advice(texts[i], list(given[i]["to"]), factors=texts[i].factors),
            "because": list(given[i]["because"]),
        }
        for i in order
    ]


def _weak(benchmark: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Territory → criteria on which at least half of what is known stands low, whoever judges."""
    found: dict[str, list[str]] = {}
    if benchmark is None:
        return found
    places = sorted({e["territory"] for e in benchmark["entrants"] if e["territory"]})
    for key in places:
        mine = [e for e in benchmark["entrants"] if e["territory"] == key and not e["withdrawn"]]
        for criterion in benchmark["criteria"]:
            cells = [e["cells"].get(criterion["id"]) for e in mine]
            highs = [c["high"] for c in cells if c and c["value"] is not None]
            low = sum(h is not None and h <= LOW for h in highs)
            if len(highs) >= LEAST and 2 * low >= len(highs):
                found.setdefault(key, []).append(criterion["id"])
    return found


def _give(
    given: dict[str, dict[str, dict[str, None]]], factors: Sequence[str], key: str, because: str
) -> None:
    for text in library().recommendations.values():
        if set(text.factors) & set(factors):
            row = given.setdefault(text.id, {"to": {}, "because": {}})
            row["to"][key] = None
            row["because"][because] = None
