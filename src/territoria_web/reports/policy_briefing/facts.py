"""Facts of a policy briefing, as plain data that is kept with the signatures.

What the engine computes is not copied: the assessment and the state of the texts are named, and the
same assessment gives the same numbers. Everything that people said, decided and promised is here.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.services.comparisons import as_json
from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.outcomes import outcomes_of
from territoria_web.invite.queries.steps import steps_of
from territoria_web.library.queries import library_digest
from territoria_web.listen.queries.heard import heard, survey_under_way
from territoria_web.measure.models import Finding
from territoria_web.measure.queries.policies import policies_of
from territoria_web.papers.models import Paper
from territoria_web.plan.queries.plans import plan_of
from territoria_web.plan.queries.versions import versions_of
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle

TAKEN = (Recommendation.Decision.ACCEPTED, Recommendation.Decision.CHANGED)


def facts_of(paper: Paper) -> dict[str, Any]:
    """All that stands in a briefing beside the words of its sections."""
    cycle = paper.cycle
    assert cycle is not None
    assessment = assessment_of(cycle)
    place, told = cycle.territory, heard(cycle)
    return {
        "day": timezone.localdate().isoformat(),
        "territory": {
            "id": place.pk,
            "code": place.code,
            "key": place.key,
            "name": place.name,
            "names": dict(place.names),
            "example": place.example,
        },
        "cycle": str(cycle.public_id),
        "assessment": assessment.pk,
        "texts": library_digest(),
        "steps": [_step(step) for step in steps_of(cycle)],
        "heard": as_json(told),
        "asking": not told and survey_under_way(cycle),
        "findings": _findings(cycle),
        "policies": len(policies_of(cycle)),
        "meeting": _meeting(cycle),
        "decisions": [_decision(row) for row in _judged(cycle)],
        "plan": _plan(cycle),
    }


def _step(step: Any) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "state": step.state,
        "begins": step.begins.isoformat() if step.begins else "",
        "due": step.due.isoformat() if step.due else "",
        "ended": timezone.localtime(step.ended).date().isoformat() if step.ended else "",
        "reason": step.reason,
    }


def _findings(cycle: Cycle) -> dict[str, Any]:
    held = Finding.objects.filter(cycle=cycle, taken_back=None)
    rows = list(held.values_list("evidence", "group"))
    return {
        "count": len(rows),
        "heard": sorted({group for evidence, group in rows if group and evidence == "interview"}),
    }


def _meeting(cycle: Cycle) -> dict[str, Any]:
    """What came of the meeting that was held last; empty where none was."""
    held = cycle.meetings.filter(state=Meeting.State.ENDED).select_related("format", "cycle")
    last = held.order_by("ended", "pk").last()
    return dict(as_json(outcomes_of(last))) if last else {}


def _judged(cycle: Cycle) -> list[Recommendation]:
    """Decisions in the order of the advice, as it stood when it was opened."""
    rows = cycle.recommendations.exclude(decision=Recommendation.Decision.OPEN)
    return sorted(
        rows, key=lambda r: (r.given.get("tier") or "D", r.given.get("place") or 99, r.pk)
    )


def _decision(row: Recommendation) -> dict[str, Any]:
    return {
        "advice": row.advice,
        "decision": row.decision,
        "taken": row.decision in TAKEN,
        "reason": row.reason,
        "text": row.changed_text,
        "what": row.text.body["what"],
    }


def _plan(cycle: Cycle) -> dict[str, Any]:
    """The plan as it was adopted last; empty where none was."""
    plan = plan_of(cycle)
    versions = versions_of(plan) if plan else []
    if not versions:
        return {}
    last = versions[0]
    return {
        "number": last.number,
        "adopted": timezone.localtime(last.made).date().isoformat(),
        "reason": last.reason,
        "body": last.body,
    }
