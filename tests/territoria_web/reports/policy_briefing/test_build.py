"""The policy briefing of a team: the people's part in it, and what bars it from being signed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk_team import Team, a_team, signed_in
from territoria.documents.document import Document, Heading, lines_of, text_of
from territoria.documents.lint_words import PAGE_ONE_WORDS
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.listen.models import Survey
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.derivations import diagnosis_of
from territoria_web.recommend.queries.judged import judged_advice
from territoria_web.recommend.services.decisions import judge_advice
from territoria_web.reports.papers import document_for, facts_for, flaws_of
from territoria_web.reports.policy_briefing.build import lint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WHY = "We have nobody who could do it before 2029."
DECISION = "Vote on the plan and name one owner."


def a_briefing(team: Team, **words: str) -> Paper:
    return begin_paper(
        by=team.lead,
        kind=Paper.Kind.BRIEFING,
        cycle=team.cycle,
        title="The briefing",
        language="en",
        words={section: {"en": text} for section, text in words.items()},
    )


def decided(team: Team, *decisions: str) -> None:
    """The first pieces of advice, judged in order."""
    advice = judged_advice(team.cycle, assessment_of(team.cycle))
    for judged, decision in zip(advice, decisions, strict=False):
        judge_advice(
            by=team.lead,
            cycle=team.cycle,
            judged=judged,
            decision=decision,
            reason=WHY,
            changed_text="We do it with the chamber of crafts." if decision == "changed" else "",
        )


def document(paper: Paper) -> tuple[Document, dict[str, Any]]:
    facts = facts_for(paper)
    return document_for(paper, facts, "en"), facts


def section(held: Document, number: str) -> str:
    """All words of a section."""
    found, inside = [], False
    for block in held.blocks:
        if isinstance(block, Heading) and block.section:
            inside = block.section == number
        elif inside:
            found += [text_of(line) for line in lines_of(block)]
    return "\n".join(found)


def test_without_people_it_says_so_and_cannot_be_signed():
    team = a_team()
    paper = a_briefing(team)
    held, facts = document(paper)
    assert "Nobody was asked in a survey." in section(held, "1")
    assert "Not heard, or by fewer than three people" in section(held, "2")
    flaws = {(f.page or f.section): f.what for f in flaws_of(paper, facts)}
    assert flaws["message"] == "This section has no words yet."
    assert flaws["plan"] == "no plan was adopted."
    assert "recommend" in flaws


def test_while_a_survey_is_open_it_does_not_say_that_nobody_was_asked():
    team = a_team()
    Survey.objects.create(cycle=team.cycle, framework="blueprint", state=Survey.State.OPEN)
    held, _facts = document(a_briefing(team))
    assert "A survey is under way; its results are not in yet." in section(held, "1")
    assert "Nobody was asked" not in section(held, "1")


def test_the_decision_asked_for_is_the_teams_own():
    held, _facts = document(a_briefing(a_team(), message=DECISION))
    assert DECISION in section(held, "1")


def test_it_recommends_what_was_taken_and_says_what_was_declined_and_why():
    team = a_team()
    decided(team, "declined", "accepted", "changed", "declined")
    advice = judged_advice(team.cycle, assessment_of(team.cycle))
    held, facts = document(a_briefing(team, message=DECISION))
    said = section(held, "7")
    cards = [b.title for b in held.blocks if type(b).__name__ == "Card"][:2]
    assert cards == [a.text.what.say("en").rstrip(".") for a in advice[1:3]]
    assert "The team takes it in these words: We do it with the chamber of crafts." in said
    for declined in (advice[0], advice[3]):
        assert f"{declined.text.what.say('en').rstrip('.')}: {WHY}" in said
    assert [d["taken"] for d in facts["decisions"]].count(True) == 2


def test_what_was_taken_beyond_the_five_cards_keeps_its_words_and_its_reason():
    team = a_team()
    advice = judged_advice(team.cycle, assessment_of(team.cycle))
    for n, judged in enumerate(advice[:7]):
        judge_advice(
            by=team.lead, cycle=team.cycle, judged=judged, decision="changed",
            reason=f"Reason {n}: we can do it now.", changed_text=f"In our own words, number {n}.",
        )  # fmt: skip
    held, _facts = document(a_briefing(team, message=DECISION))
    said = section(held, "7")
    assert [n for n in range(7) if f"In our own words, number {n}" not in said] == []
    assert [n for n in range(7) if f"Reason {n}: we can do it" not in said] == []
    assert "In our own words, number 5: Reason 5: we can do it now." in said


def test_the_first_five_that_nobody_decided_on_are_named_as_open():
    team = a_team()
    advice = judged_advice(team.cycle, assessment_of(team.cycle))
    judge_advice(
        by=team.lead, cycle=team.cycle, judged=advice[8], decision="accepted",
        reason=WHY, changed_text="",
    )  # fmt: skip
    held, _facts = document(a_briefing(team, message=DECISION))
    (line,) = (x for x in section(held, "7").splitlines() if "has not decided on it" in x)
    whats = [a.text.what.say("en").rstrip(".") for a in advice[:5]]
    assert [what for what in whats if what not in line] == []


def test_advice_that_was_taken_and_is_given_no_more_is_told_as_such_and_keeps_from_signing():
    team = a_team()
    decided(team, "accepted", "declined", "declined")
    given = judged_advice(team.cycle, assessment_of(team.cycle))[0].text.id
    gone = diagnosed_refusal(team)
    Recommendation.objects.filter(advice=given).update(advice=gone)
    paper = a_briefing(team, message=DECISION)
    held, facts = document(paper)
    said = section(held, "7")
    assert "No advice is both taken by the team and supported by the figures." in said
    assert "too thin" not in said
    assert "Taken as well, without a card" in said
    flaws = [flaw.what for flaw in flaws_of(paper, facts)]
    assert "the figures support none of the advice that was taken any more." in flaws


def diagnosed_refusal(team: Team) -> str:
    """Advice that the rules keep back here."""
    assessment = assessment_of(team.cycle)
    found = diagnosis_of(assessment, team.cycle.territory).advised.rejected
    return next(r.text.id for r in found if r.tier is None)


def test_what_lacks_leads_to_the_page_where_it_is_mended():
    team = a_team()
    paper = a_briefing(team, message=DECISION)
    page = signed_in(team.lead).get(team.at(f"papers/{paper.public_id}/check/"))
    assert page.status_code == 200
    assert f'<a href="{team.at("recommend/")}">Advice</a>' in page.content.decode()
    assert f'<a href="{team.at("plan/")}">Plan</a>' in page.content.decode()


def test_flaws_are_said_to_their_reader_whatever_the_language_of_the_paper():
    team = a_team()
    paper = a_briefing(team, message=DECISION)
    Paper.objects.filter(pk=paper.pk).update(language="fr")
    page = signed_in(team.lead).get(team.at(f"papers/{paper.public_id}/check/")).content.decode()
    assert "no plan was adopted." in page
    assert "aucun" not in page


def test_the_message_says_what_room_page_one_leaves():
    team = a_team()
    paper = a_briefing(team, message=DECISION)
    client = signed_in(team.lead)
    page = client.get(team.at(f"papers/{paper.public_id}/words/message/en/")).content.decode()
    found = re.search(r"leaves room for (\d+) words? of yours", page)
    assert found is not None
    room = int(found[1])
    paper.words = {"message": {"en": " ".join(["word"] * (room + 1))}}
    held, facts = document(paper)
    assert [p.what for p in lint(held, facts) if "page one" in p.what] == [
        f"page one has {PAGE_ONE_WORDS + 1} words."
    ]
    said = client.get(team.at(f"papers/{paper.public_id}/words/how/en/")).content.decode()
    assert "leaves room for" not in said


def test_without_a_plan_the_desks_proposals_stand_and_with_one_the_promises():
    team = a_team()
    held, _facts = document(a_briefing(team, message=DECISION))
    assert "These are proposals" in section(held, "8")
