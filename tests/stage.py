"""Everything that the pages of the advisory process show: the example, and what is under way."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from call_world import a_judged_world, a_user
from deeds import DAY, answer_survey
from territoria_web.convene.queries.people import invitation_token
from territoria_web.convene.services.meetings import open_meeting, turn_door
from territoria_web.convene.services.room import come_in, contribute
from territoria_web.convene.services.running import begin_phase
from territoria_web.example.people import Cast, cast
from territoria_web.invite.models import Application, Review
from territoria_web.invite.services.applications import begin_application
from territoria_web.invite.services.calls import begin_call, publish_call
from territoria_web.invite.services.steps import begin_step
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import response_key, token_of
from territoria_web.listen.services.answers import begin_response
from territoria_web.listen.services.invitations import invite_people
from territoria_web.listen.services.surveys import draft_survey, open_survey
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.papers.models import Paper
from territoria_web.papers.services.corrections import open_for_corrections, propose_correction
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.links import link_for
from territoria_web.people.models import Role
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory


def set_up(*, origin: str) -> dict[str, Any]:
    """Names of all things that the pages are about, and the links of who reads them."""
    people = cast()
    example = Cycle.objects.get(territory=people.region)
    now = _under_way(people)
    return {
        **_of_example(example),
        **_survey(people, now),
        **_room(people, now),
        **_papers(people, now),
        **_calls(people, origin),
        "now": str(now.public_id),
        "network": str(people.network.public_id),
        "lead": link_for(people.lead, origin=origin),
        "office": link_for(people.office, origin=origin),
    }


def _under_way(people: Cast) -> Cycle:
    """A cycle of a real region with three steps begun, led by who leads the example."""
    place = Territory.objects.get(code="FRE1")
    give_role(by=None, user=people.lead, role=Role.LEAD, place=place)
    held = start_cycle(by=people.lead, territory=place, title="Digital strategy")
    for step in held.steps.order_by("pk")[1:3]:
        begin_step(by=people.lead, step=step)
    return held


def _of_example(cycle: Cycle) -> dict[str, Any]:
    application = Application.objects.select_related("call").get(cycle=cycle)
    paper = cycle.papers.get(kind=Paper.Kind.ASSESSMENT)
    return {
        "example": str(cycle.public_id),
        "step": str(cycle.steps.order_by("pk")[3].public_id),
        "heard": str(cycle.surveys.get().public_id),
        "held": str(cycle.meetings.get().public_id),
        "plan": str(cycle.plan.public_id),
        "action": str(cycle.plan.actions.order_by("pk")[0].public_id),
        "point": str(cycle.swot.order_by("pk")[0].public_id),
        "published": str(paper.public_id),
        "call": str(application.call.public_id),
        "chosen": str(application.public_id),
    }


def _survey(people: Cast, cycle: Cycle) -> dict[str, Any]:
    """One that is open, answered by some; links of somebody who has not begun."""
    survey = draft_survey(
        by=people.lead, cycle=cycle, framework=cycle.framework, languages=("en", "fr", "de")
    )
    draft = draft_survey(
        by=people.lead, cycle=cycle, framework=cycle.framework, languages=("en", "fr", "de")
    )
    open_survey(by=people.lead, survey=survey, closes=timezone.now() + 20 * DAY, seen=survey.edit)
    answer_survey(origin="", survey=str(survey.public_id), roles={"MAY": 4, "SME": 7})
    asked = invite_people(
        by=people.lead,
        survey=Survey.objects.get(pk=survey.pk),
        people=[
            Person("Ada", "Town hall", "ada@example.org", "OFF", "en"),
            Person("Ben", "Firm", "ben@example.org", "SME", "en"),
        ],
    )
    links = [token_of(one) for one in asked]
    begin_response(
        survey=Survey.objects.get(pk=survey.pk),
        key=response_key(asked[1]),
        role="SME",
        channel="web",
        language="en",
        consent=True,
    )
    return {
        "survey": str(survey.public_id),
        "draft": str(draft.public_id),
        "unbegun": links[0],
        "link": links[1],
    }


def _room(people: Cast, cycle: Cycle) -> dict[str, Any]:
    """A meeting in a part that takes contributions; a personal link that leads in."""
    meeting = open_meeting(
        by=people.lead, cycle=cycle, format_id="two-day-workshop", title="Two days", language="en"
    )
    meeting = turn_door(by=people.lead, meeting=meeting, opened=True)
    someone, _token = come_in(meeting=meeting, role="SME", name="Ada Alm", organisation="Alm Ltd")
    meeting = begin_phase(by=people.lead, meeting=meeting, phase="swot", running="")
    for text in ("People keep their promises.", "Nobody owns the strategy."):
        contribute(
            participant=someone,
            phase="swot",
            kind="contribution",
            text=text,
            body={"quadrant": "strength"},
            dissent=False,
            once=uuid4(),
        )
    return {
        "meeting": str(meeting.public_id),
        "code": meeting.code,
        "me": invitation_token(someone),
    }


def _papers(people: Cast, cycle: Cycle) -> dict[str, Any]:
    """A draft that is with its host for corrections."""
    paper = begin_paper(
        by=people.lead,
        kind=Paper.Kind.ASSESSMENT,
        cycle=cycle,
        title="Where we stand",
        language="en",
    )
    until = timezone.localdate() + 30 * DAY
    paper = open_for_corrections(by=people.lead, paper=paper, until=until)
    propose_correction(
        by=people.lead, paper=paper, section="policies", text="It pays 8,000 euros, not 10,000."
    )
    return {"paper": str(paper.public_id)}


def _calls(people: Cast, origin: str) -> dict[str, Any]:
    """A call that is open, with a draft of an applicant; one that is being reviewed; one unwritten."""
    judged = a_judged_world(count=2, reviewers=2)
    review = Review.objects.filter(application__call=judged.call).order_by("pk")[0]
    now = timezone.now()
    told = {"title": {"en": "Regions of small firms"}, "text": {"en": "Tell us one challenge."}}
    calls = [
        begin_call(
            by=people.office,
            network=people.network,
            opens=now - DAY,
            closes=now + 20 * DAY,
            places=2,
            **told,
        )
        for _ in range(2)
    ]
    opened = publish_call(by=people.office, call=calls[0], seen=calls[0].edit)
    applicant = a_user("Appli Cant")
    application = begin_application(
        by=applicant,
        call=opened,
        territory=Territory.objects.get(code="DED5"),
        language="en",
    )
    return {
        "opened": str(opened.public_id),
        "unwritten": str(calls[1].public_id),
        "review": str(review.public_id),
        "own": str(application.public_id),
        "reviewer": link_for(review.reviewer.user, origin=origin),
        "applicant": link_for(applicant, origin=origin),
    }
