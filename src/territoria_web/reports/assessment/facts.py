"""Facts of an assessment report, as plain data that is kept with the signatures.

Texts that the library has stand in all languages, so that the document can be written in any later.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.compare.queries.swot import kept_points
from territoria_web.compare.services.comparisons import as_json
from territoria_web.library.queries import library
from territoria_web.listen.queries.heard import heard, survey_under_way
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.measure.queries.findings import GROUP_NAMES, Covered, covered
from territoria_web.measure.queries.policies import policies_of
from territoria_web.papers.models import Paper
from territoria_web.reports.assessment.measured import measured
from territoria_web.territories.models import Cycle, Territory


def facts_of(paper: Paper) -> dict[str, Any]:
    """All that the house knows and the report says."""
    cycle = paper.cycle
    assert cycle is not None
    assessment = assessment_of(cycle)
    comparison = comparison_of(assessment, cycle.territory)
    found, told = covered(cycle), heard(cycle)
    return {
        "day": timezone.localdate().isoformat(),
        "territory": _territory(cycle.territory),
        "edition": _edition(assessment),
        **measured(assessment, cycle.territory, comparison),
        "policies": _policies(cycle),
        "findings": _findings(found),
        "coverage": _coverage(found),
        "swot": _swot(cycle),
        "heard": as_json(told),
        "asking": not told and survey_under_way(cycle),
        "corrections": _corrections(paper),
    }


def _territory(place: Territory) -> dict[str, Any]:
    return {"code": place.code, "key": place.key, "name": place.name, "names": dict(place.names)}


def _edition(assessment: Assessment) -> dict[str, Any]:
    framework = framework_of(assessment)
    return {
        "framework": assessment.framework,
        "title": framework.title.root,
        "edition": assessment.edition,
        "year": framework.reference_year,
        "data": assessment.data,
        "digest": assessment.data_digest,
        "own": assessment.cycle_id is not None,
        "compares": framework.peers is not None,
    }


def _policies(cycle: Cycle) -> list[dict[str, Any]]:
    initiatives = library().initiatives
    return [
        {
            "id": str(p.public_id),
            "title": p.title,
            "body": p.body,
            "what": p.what,
            "nodes": list(p.nodes),
            "initiative": initiatives[p.initiative].title.root
            if p.initiative in initiatives
            else None,
            "begins": p.begins,
            "ends": p.ends,
            "budget": None if p.budget is None else float(p.budget),
            "currency": p.currency,
            "state": p.state,
            "evaluation": p.evaluation,
            "source": p.source,
        }
        for p in policies_of(cycle)
    ]


def _findings(found: Covered) -> list[dict[str, Any]]:
    rows: list[tuple[Any, Any]] = [(n.title.root, f) for n in found.nodes for f in n.findings]
    rows += [(None, f) for f in found.elsewhere]
    return [
        {
            "id": str(f.public_id),
            "node": f.node,
            "title": title,
            "statement": f.statement,
            "weight": f.weight,
            "evidence": f.evidence,
            "source": f.source,
            "group": f.group,
            "confidence": f.confidence,
            "noted_on": f.noted_on.isoformat(),
        }
        for title, f in rows
    ]


def _coverage(found: Covered) -> dict[str, Any]:
    return {
        "factors": [{"node": n.node, "title": n.title.root} for n in found.factors],
        "bare": [n.title.root for n in found.bare],
        "unheard": [key for key in GROUP_NAMES if key not in found.heard],
    }


def _swot(cycle: Cycle) -> dict[str, list[dict[str, Any]]]:
    return {
        quadrant: [
            {"id": str(p.public_id), "said": p.said, "text": p.text, "drawn_from": p.drawn_from}
            for p in points
        ]
        for quadrant, points in kept_points(cycle).items()
    }


def _corrections(paper: Paper) -> dict[str, Any]:
    answers = [c.accepted for c in paper.corrections.all()]
    until = paper.corrections_until
    return {
        "proposed": len(answers),
        "accepted": sum(1 for a in answers if a),
        "until": until.isoformat() if until else "",
    }
