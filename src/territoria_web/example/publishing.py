"""Signing and publishing a paper as the lead and the expert of the example do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from territoria_web.example.people import Cast
from territoria_web.papers.models import Paper
from territoria_web.papers.services.corrections import (
    answer_correction,
    end_corrections,
    open_for_corrections,
    propose_correction,
)
from territoria_web.people.models import Role
from territoria_web.reports.papers import facts_for, flaws_of, publish_as_signed, sign_as_it_stands

Wrong = tuple[str, str, bool, str]  # section, what is wrong, whether it is accepted, the answer


def publish(people: Cast, paper: Paper) -> Paper:
    """Signed by lead and expert, then published; ValueError says what it still lacks."""
    paper = _fresh(paper)
    flaws = flaws_of(paper, facts_for(paper))
    if flaws:
        raise ValueError(f"{paper.kind} of the example: {'; '.join(map(str, flaws))}")
    for user, role in ((people.lead, Role.LEAD), (people.expert, Role.EXPERT)):
        if not paper.signatures.filter(role=role).exists():
            paper = _fresh(paper)
            sign_as_it_stands(by=user, paper=paper, role=role, seen=paper.edit)
    return publish_as_signed(by=people.lead, paper=_fresh(paper))


def corrected(people: Cast, paper: Paper, wrong: Sequence[Wrong] = ()) -> Paper:
    """The host had the draft to correct; everybody answered before the day, so it ends early."""
    until = timezone.localdate() + timedelta(days=30)
    paper = open_for_corrections(by=people.expert, paper=paper, until=until)
    for section, text, accepted, answer in wrong:
        found = propose_correction(by=people.editor, paper=paper, section=section, text=text)
        answer_correction(by=people.expert, correction=found, accepted=accepted, answer=answer)
    because = "Everybody who was asked has answered."
    return end_corrections(by=people.expert, paper=paper, because=because)


def _fresh(paper: Paper) -> Paper:
    return Paper.objects.select_related("cycle__territory", "template").get(pk=paper.pk)
