"""What the reviewed library and the advice say to what the territories have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from territoria.model import Practice, Recommendation
from territoria_web.library.queries import library
from territoria_web.plan.queries.cohort.held import Published
from territoria_web.recommend.models import Advised
from territoria_web.recommend.queries.comparative import cases_of
from territoria_web.recommend.queries.evidence_gaps import COMPARED
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.recommend.queries.wording import GRADE_ORDER, best_grade

FAMILIES = 8
CASES = 5
ADVICE = 24
BLOCKERS = 15
FIRM_TIERS = frozenset({"A", "B"})


def families(gaps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For the factors in which most have a firm gap: the practices, the best supported first, and
    at least one that went wrong where there is one.
    """
    nodes = all_nodes()
    wanted = sorted((g for g in gaps if g["behind"]), key=lambda g: (-len(g["behind"]), g["node"]))
    return [_family(g, nodes[g["node"]]) for g in wanted[:FAMILIES] if g["node"] in nodes]


def _family(gap: Mapping[str, Any], node: Any) -> dict[str, Any]:
    cases = list(cases_of(node))
    texts = library().practices
    wrong = [c for c in cases if c.went_wrong]
    shown = cases[:CASES]
    if wrong and not any(c.went_wrong for c in shown):
        shown = [*shown[: CASES - 1], wrong[0]]
    return {
        "node": gap["node"],
        "title": gap["title"],
        "behind": gap["behind"],
        "count": len(cases),
        "practices": sorted(c.id for c in cases),
        "measured": sorted(c.id for c in cases if c.grade in COMPARED),
        "compared": sum(c.grade in COMPARED for c in cases),
        "wrong": len(wrong),
        "costed": sum(c.cost != "unknown" for c in cases),
        "grades": dict(Counter(c.grade for c in cases)),
        "cases": [_case(texts[c.id]) for c in shown],
    }


def _case(text: Practice) -> dict[str, Any]:
    best = max(text.claims, key=lambda c: GRADE_ORDER.index(c.grade))
    return {
        "id": text.id,
        "title": text.title.root,
        "place": text.place.root,
        "years": text.years,
        "wrong": text.went_wrong,
        "grade": best_grade(c.grade for c in text.claims),
        "outcome": best.outcome.root,
        "claim": best.claim.root,
        "lesson": text.lesson.root,
    }


def advice_among(published: Published) -> list[dict[str, Any]]:
    """The advice that most of them get first, with who gets it; by role."""
    held, roles = library().recommendations, library().roles
    keys = {h.territory.pk: h.territory.key for h in published.territories}
    given: dict[str, list[str]] = {}
    for place, piece in _pieces(published):
        if piece["tier"] in FIRM_TIERS and piece["id"] in held:
            given.setdefault(piece["id"], []).append(keys[place])
    order = sorted(given, key=lambda i: (-len(given[i]), i))[:ADVICE]
    place_of = {role: n for n, role in enumerate(roles)}
    order.sort(key=lambda i: (place_of.get(held[i].role, len(roles)), -len(given[i]), i))
    return [piece_of_advice(held[i], given[i], factors=published.factors) for i in order]


def piece_of_advice(
    text: Recommendation, territories: Sequence[str], *, factors: Collection[str]
) -> dict[str, Any]:
    """A reviewed advice as plain data, with the territories it is given to."""
    roles = library().roles
    return {
        "id": text.id,
        "role": text.role,
        "actor": roles[text.role].title.root if text.role in roles else {},
        "group": roles[text.role].group if text.role in roles else "",
        "levels": _levels(text),
        "what": text.what.root,
        "first": text.first_step.root,
        "factors": [f for f in text.factors if f in factors],
        "territories": list(territories),
    }


def _levels(text: Recommendation) -> dict[str, list[dict[str, Any]]]:
    """The initiatives behind a piece of advice, by the level of government that ran them; what went wrong is no
    reason to run it.
    """
    texts = library().initiatives
    found: dict[str, list[dict[str, Any]]] = {}
    for i in text.initiatives:
        if i in texts and not texts[i].went_wrong:
            found.setdefault(texts[i].level, []).append({"id": i, "title": texts[i].title.root})
    return found


def _pieces(published: Published) -> list[tuple[int, Mapping[str, Any]]]:
    """Every piece of advice that is shown, with the key of the territory's row; one query."""
    places = [h.territory.pk for h in published.territories]
    rows = Advised.objects.filter(assessment=published.assessment, territory__in=places)
    held = rows.order_by("territory__code").values_list("territory_id", "body__advice")
    return [(place, piece) for place, body in held for piece in body or () if piece["shown"]]


def blockers_among(published: Published) -> list[dict[str, Any]]:
    """What most advice waits for: conditions that are not met or not known, with who has them."""
    keys = {h.territory.pk: h.territory.key for h in published.territories}
    held = library().recommendations
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for place, piece in _pieces(published):
        texts = {p.id: p for p in held[piece["id"]].prerequisites} if piece["id"] in held else {}
        for condition in piece["conditions"]:
            text = texts.get(condition["id"])
            if condition["state"] == "met" or text is None:
                continue
            row = found.setdefault(
                (piece["id"], text.id),
                {
                    "id": f"{piece['id']}/{text.id}",
                    "text": text.text.root,
                    "what": held[piece["id"]].what.root,
                    "states": {},
                },
            )
            row["states"].setdefault(condition["state"], []).append(keys[place])
    order = sorted(found.values(), key=lambda b: (-sum(map(len, b["states"].values())), b["id"]))
    return order[:BLOCKERS]
