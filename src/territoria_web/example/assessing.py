"""The pre-assessment of the example: own figures, findings, policies, the SWOT, the report."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from territoria_web.compare.models import SwotPoint
from territoria_web.compare.services.swot import add_point, draft_swot, judge_point
from territoria_web.example.people import Cast
from territoria_web.example.publishing import corrected, publish
from territoria_web.example.texts import texts, words
from territoria_web.measure.models import Release
from territoria_web.measure.queries.policies import Told
from territoria_web.measure.services.findings import Noted, add_finding
from territoria_web.measure.services.own_assessments import assess_own_figures
from territoria_web.measure.services.own_figures import receive_own_figures
from territoria_web.measure.services.policies import add_policy
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.recommend.tasks import diagnose_once
from territoria_web.territories.models import Cycle

KEPT = 5  # drafted points a quadrant that the team keeps


def figures(people: Cast, cycle: Cycle) -> None:
    """The region's own figures, as its lead would upload them."""
    if Release.objects.filter(cycle=cycle, survey=None).exists():
        return
    receipt = receive_own_figures(
        by=people.lead,
        cycle=cycle,
        content=texts()["figures"].encode(),
        file_name="aldermark.csv",
        all_or_nothing=True,
    )
    if receipt.release is None:
        raise ValueError(f"the figures of the example are refused: {receipt.faults}")


def assess(cycle: Cycle) -> None:
    """Scores, peers, gaps and advice, of the figures and answers as they are now."""
    cycle.refresh_from_db()
    assessment = assess_own_figures(cycle=cycle)
    if assessment is not None:
        diagnose_once(cycle=cycle, assessment=assessment)


def assessment(people: Cast, cycle: Cycle) -> None:
    """What the experts found, and the report that was corrected, signed and published."""
    if not cycle.findings.exists():
        for row in texts()["findings"]:
            node, weight, evidence, statement, source, group, confidence = row
            add_finding(
                by=people.expert,
                cycle=cycle,
                noted=Noted(
                    node=node,
                    statement=statement,
                    weight=weight,
                    evidence=evidence,
                    source=source,
                    confidence=confidence,
                    noted_on=timezone.localdate() - timedelta(days=20),
                    group=group,
                ),
            )
    if not cycle.policies.exists():
        for told in texts()["policies"]:
            budget = told.get("budget")
            row = {**told, "nodes": tuple(told["nodes"])}
            row["budget"] = None if budget is None else Decimal(budget)
            add_policy(by=people.expert, cycle=cycle, told=Told(**row))
    _swot(people, cycle)
    _report(people, cycle)


def _swot(people: Cast, cycle: Cycle) -> None:
    if cycle.swot.exists():
        return
    for quadrant, text in texts()["swot"]:
        add_point(by=people.expert, cycle=cycle, quadrant=quadrant, text=text)
    draft_swot(by=people.expert, cycle=cycle)
    for quadrant in SwotPoint.Quadrant.values:
        drafted = cycle.swot.filter(quadrant=quadrant, state=SwotPoint.State.PROPOSED)
        for n, point in enumerate(list(drafted)):
            if n < KEPT:
                judge_point(by=people.expert, point=point, state="kept", seen=point.edit)
            else:
                why = "It says what another point says already."
                judge_point(
                    by=people.expert, point=point, state="dropped", reason=why, seen=point.edit
                )


def _report(people: Cast, cycle: Cycle) -> None:
    held = cycle.papers.filter(kind=Paper.Kind.ASSESSMENT)
    if held.filter(published__isnull=False).exists():
        return
    paper = held.first() or begin_paper(
        by=people.expert,
        kind=Paper.Kind.ASSESSMENT,
        cycle=cycle,
        title="Aldermark: assessment report",
        language="en",
        words=words("assessment_words"),
    )
    if not paper.corrections.exists():
        paper = corrected(people, paper, [tuple(row) for row in texts()["corrections"]])
    publish(people, paper)
