"""The synthesis report of the cohort: lessons with those who show them, signed, published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from territoria_web.example.cohort.cast import cohort, told
from territoria_web.example.people import Cast
from territoria_web.measure.models import Initiative
from territoria_web.papers.models import Paper
from territoria_web.papers.services.paper_lessons import LessonDraft, add_lesson
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Role
from territoria_web.reports.papers import facts_for, flaws_of, sign_as_it_stands
from territoria_web.reports.synthesis.files import publish_synthesis


def synthesise(people: Cast) -> None:
    """Once; what was broken off goes on."""
    network = cohort(people)
    held = Paper.objects.filter(network=network, kind=Paper.Kind.SYNTHESIS).first()
    paper = held or _begun(people)
    if paper.published is None:
        _published(people, paper)


@transaction.atomic
def _begun(people: Cast) -> Paper:
    report = told()["report"]
    paper = begin_paper(
        by=people.office,
        kind=Paper.Kind.SYNTHESIS,
        network=cohort(people),
        title=report["title"],
        language="en",
        words={section: {"en": text} for section, text in report["words"].items()},
    )
    slugs = dict(Initiative.objects.filter(example=True).values_list("title", "slug"))
    for row in told()["lessons"]:
        add_lesson(by=people.office, paper=paper, draft=_draft(row, slugs))
    return paper


def _draft(row: Mapping[str, Any], slugs: Mapping[str, str]) -> LessonDraft:
    supports, against = (
        [f"initiative:{slugs[title]}" for title in row.get(side, ())]
        for side in ("supports", "against")
    )
    return LessonDraft({"en": row["said"]}, supports, against, none_against=row.get("none", False))


def _published(people: Cast, paper: Paper) -> None:
    """ValueError says what it still lacks."""
    paper = Paper.objects.select_related("network", "template").get(pk=paper.pk)
    if not paper.signatures.exists():
        flaws = flaws_of(paper, facts_for(paper))
        if flaws:
            raise ValueError(f"the synthesis of the example: {'; '.join(map(str, flaws))}")
        sign_as_it_stands(by=people.office, paper=paper, role=Role.SECRETARIAT, seen=paper.edit)
    paper = Paper.objects.select_related("network", "template").get(pk=paper.pk)
    publish_synthesis(by=people.office, paper=paper)
