"""Scores of a territory, and of all territories on one node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F

from territoria_web.measure.models import Assessment, Score
from territoria_web.territories.models import Territory


def scores_in(assessment: Assessment, territory: Territory) -> Mapping[str, Score]:
    """By node: the scores of one territory."""
    return scores_in_each([assessment], territory)[assessment.pk]


def scores_in_each(
    assessments: Sequence[Assessment], territory: Territory
) -> Mapping[int, Mapping[str, Score]]:
    """By key of the assessment and by node: the scores of one territory; one query."""
    found: dict[int, dict[str, Score]] = {a.pk: {} for a in assessments}
    for score in Score.objects.filter(assessment__in=assessments, territory=territory):
        found[score.assessment_id][score.node] = score
    return found


def scores_of(assessment: Assessment, node: str) -> Sequence[Score]:
    """The scores of all territories on a node, best first, unknown last."""
    return list(
        assessment.scores.filter(node=node)
        .select_related("territory")
        .order_by(F("rank").asc(nulls_last=True), "territory__code")
    )
