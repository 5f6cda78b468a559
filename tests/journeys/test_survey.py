"""The second walk, as a mayor could read it: an answer from somebody's phone reaches the briefing."""

from __future__ import annotations

import pytest
from django.test import Client

from a_survey import an_open_survey, asked, begun
from desk_team import Team, a_team, signed_in, work_all
from territoria.documents.document import Document, Number, lines_of
from territoria_web.listen.models import Survey
from territoria_web.listen.rules import token_of
from territoria_web.listen.services.surveys import close_survey
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.reports.papers import document_for, facts_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def answers_by_phone(survey: Survey, role: str, level: str) -> None:
    """Somebody opens the link in their letter, agrees, picks a level, and sends it off."""
    phone, link = Client(), f"/en/survey/{token_of(asked(survey, role))}/"
    page = begun(phone, link.split("/")[-2])
    while "summary" not in page:
        page = str(phone.post(page, {"q-strategy": level})["Location"])
    assert phone.post(page)["Location"].endswith("/done/")


def briefing_of(team: Team) -> Document:
    paper = begin_paper(
        by=team.lead,
        kind=Paper.Kind.BRIEFING,
        cycle=team.cycle,
        title="The briefing",
        language="en",
    )
    return document_for(paper, facts_for(paper), "en")


def printed(document: Document, kind: str, node: str) -> list[str]:
    """What the document prints under an address of this kind."""
    return [
        inline.text
        for block in document.blocks
        for line in lines_of(block)
        for inline in line
        if isinstance(inline, Number) and inline.address.startswith(f"{kind}:")
        if f":{node}:" in inline.address
    ]


def test_what_twelve_people_answer_stands_in_the_briefing_with_its_range():
    team = a_team()
    survey = an_open_survey(team.cycle)
    for level in ("L0", "L1", "L1", "L1", "L1", "L2"):
        answers_by_phone(survey, "MAY", level)
        answers_by_phone(survey, "SME", level)
    close_survey(by=team.lead, survey=survey, reason="Everybody who was asked has answered.")
    work_all()

    document = briefing_of(team)
    (said,) = printed(document, "said", "A1.1")
    value, _space, spread = said.partition(" ")
    assert value == "25"
    low, high = (float(end) for end in spread.strip("()").split("–"))
    assert low < 25 < high

    # the team can follow it back to its survey
    (address,) = {
        inline.address
        for block in document.blocks
        for line in lines_of(block)
        for inline in line
        if isinstance(inline, Number) and inline.address.startswith("said:")
    }
    page = signed_in(team.lead).get(team.at("explain/"), {"number": address}).content.decode()
    assert "Survey of key actors, 12 answered" in page
