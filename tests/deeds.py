"""Deeds of ``backstage``: each sets up, by the services of real use, what a walk is not about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.convene.models import Meeting
from territoria_web.convene.services.board import mark_short_list
from territoria_web.convene.services.meetings import open_meeting, turn_door
from territoria_web.convene.services.room import come_in, contribute
from territoria_web.convene.services.running import begin_phase, end_meeting
from territoria_web.example.texts import words
from territoria_web.invite.models import Application, Call, Review, Reviewer, Step
from territoria_web.invite.services.applications import (
    begin_application,
    save_draft,
    submit_application,
)
from territoria_web.invite.services.eligibility import mark_eligibility
from territoria_web.invite.services.reviewers import declare_conflicts
from territoria_web.invite.services.reviews import save_review, submit_review
from territoria_web.invite.services.steps import begin_step
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import response_key
from territoria_web.listen.services.answers import begin_response, confirm_response, save_answers
from territoria_web.listen.services.invitations import invite_people
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import write_section
from territoria_web.people.links import link_for
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role, make_account
from territoria_web.plan.queries.plans import actions_of, draft_of, state_of
from territoria_web.plan.queries.sources import sources_of
from territoria_web.plan.services.actions import change_action, take_up_sources
from territoria_web.plan.services.plans import begin_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.recommend.queries.judged import judged_advice
from territoria_web.recommend.services.decisions import judge_advice
from territoria_web.territories.models import Cycle, Territory

TEAM = (Role.LEAD, Role.EDITOR, Role.EXPERT, Role.VIEWER)
DAY = timedelta(days=1)


# ── people and places ─────────────────────────────────────────────────────────────────────────


def a_team(*, origin: str, code: str, steps: int = 1) -> dict[str, Any]:
    """A cycle of a region with this many of its steps under way; links of its people."""
    place = Territory.objects.get(code=code)
    people = {str(role): _account(str(role)) for role in TEAM}
    for role in TEAM:
        give_role(by=None, user=people[str(role)], role=role, place=place)
    lead = people[str(Role.LEAD)]
    cycle = start_cycle(by=lead, territory=place, title=f"Digital strategy of {place.name}")
    for step in Step.objects.filter(cycle=cycle).order_by("pk")[1:steps]:
        begin_step(by=lead, step=step)
    links = {role: link_for(user, origin=origin) for role, user in people.items()}
    return {"cycle": str(cycle.public_id), "desk": f"{origin}/en/desk/{cycle.public_id}/", **links}


def a_network(*, origin: str, codes: list[str]) -> dict[str, Any]:
    """A network of these regions, and a link of its office."""
    name = f"Network {uuid4().hex[:6]}"
    network = Organisation.objects.create(name=name, kind=Organisation.Kind.NETWORK)
    network.territories.set(Territory.objects.filter(code__in=codes))
    office = _account("office")
    give_role(by=None, user=office, role=Role.SECRETARIAT, place=network)
    desk = f"{origin}/en/desk/networks/{network.public_id}/"
    return {"desk": desk, "name": name, "office": link_for(office, origin=origin)}


def _account(part: str) -> User:
    email = f"{part}-{uuid4().hex[:8]}@walks.example"
    return make_account(by=None, email=email, name=f"Walker {part.title()}", language="en")


def _lead(cycle: Cycle) -> User:
    found = cycle.territory.memberships.filter(role=Role.LEAD).order_by("-pk").first()
    assert found is not None
    user: User = found.user
    return user


def _cycle(public_id: str) -> Cycle:
    return Cycle.objects.select_related("territory").get(public_id=public_id)


# ── calls ─────────────────────────────────────────────────────────────────────────────────────

WORDS = "One challenge that can be checked, and people who stand behind it."


def hand_in_another(*, origin: str, call: str, code: str) -> None:
    """A second territory hands in its expression of interest."""
    held = Call.objects.get(public_id=call)
    by = _account("applicant")
    place = Territory.objects.get(code=code)
    made = begin_application(by=by, call=held, territory=place, language="en")
    sections = [s["id"] for s in held.template.body["sections"]]
    kept = save_draft(
        by=by,
        application=made,
        seen=made.edit,
        body=dict.fromkeys(sections, WORDS),
        organisation="Another council",
        may_publish=True,
    )
    submit_application(by=by, application=kept, seen=kept.edit)


def close_call(*, origin: str, call: str) -> None:
    """The closing date comes."""
    now = timezone.now()
    Call.objects.filter(public_id=call).update(opens=now - 9 * DAY, closes=now - DAY / 24)


def find_eligible(*, origin: str, call: str, but: str) -> None:
    """The office marks every expression but one."""
    held = Call.objects.get(public_id=call)
    office = held.network.memberships.get(role=Role.SECRETARIAT).user
    for application in held.applications.filter(state=Application.State.SUBMITTED):
        if str(application.public_id) != but:
            mark_eligibility(
                by=office, application=application, eligible=True, seen=application.edit
            )


def declare_none(*, origin: str, call: str, email: str) -> None:
    """A reviewer has no conflict of interest."""
    seat = Reviewer.objects.get(call__public_id=call, user__email=email)
    declare_conflicts(by=seat.user, reviewer=seat, conflicts={})


def review_the_rest(*, origin: str, call: str, best: str) -> None:
    """All reviews that are not in yet: high scores for one expression, low ones for the others."""
    rows = Review.objects.filter(application__call__public_id=call, submitted=None)
    for review in rows.select_related("reviewer__user", "application__call"):
        score = 3 if str(review.application.public_id) == best else 1
        scores = {c["id"]: score for c in review.application.call.criteria}
        by = review.reviewer.user
        kept = save_review(
            by=by, review=review, seen=review.edit, scores=scores, comments={"whole": WORDS}
        )
        submit_review(by=by, review=kept, seen=kept.edit)


# ── surveys ───────────────────────────────────────────────────────────────────────────────────


def answer_survey(*, origin: str, survey: str, roles: dict[str, int]) -> None:
    """So many people of each role are asked without e-mail, and answer every question of levels."""
    held = Survey.objects.select_related("cycle__territory", "frozen").get(public_id=survey)
    asked = [
        Person(f"{role} {n}", "", "", role, "en") for role in roles for n in range(roles[role])
    ]
    items = [item for item in form_of(held).items if item.kind == "levels"]
    for n, invitation in enumerate(invite_people(by=_lead(held.cycle), survey=held, people=asked)):
        response = begin_response(
            survey=held,
            key=response_key(invitation),
            role=invitation.role,
            channel="web",
            language="en",
            consent=True,
        )
        level = {"MAY": 3, "SME": 1}.get(invitation.role, 2)
        mine = [i for i in items if not i.roles or invitation.role in i.roles]
        save_answers(
            response=response, kept={i.id: Kept(level=min(4, level + n % 2)) for i in mine}
        )
        confirm_response(response=response, invitation=invitation)


# ── papers and meetings ───────────────────────────────────────────────────────────────────────


def write_words(*, origin: str, paper: str, texts: str) -> None:
    """The sections of a paper, in the words of the example."""
    held = Paper.objects.select_related("cycle__territory", "template").get(public_id=paper)
    assert held.cycle is not None
    for section, said in words(texts).items():
        write_section(
            by=_lead(held.cycle),
            paper=held,
            section=section,
            language="en",
            text=said["en"],
            seen=held.edit,
        )
        held.refresh_from_db()


def let_time_pass(*, origin: str, meeting: str) -> None:
    """What has ended has ended three minutes earlier."""
    held = Meeting.objects.get(public_id=meeting)
    for phase in held.ran.values():
        if phase["ended"]:
            earlier = datetime.fromisoformat(phase["ended"]) - timedelta(minutes=3)
            phase["ended"] = earlier.isoformat()
    held.save(update_fields=["ran"])


def hold_a_workshop(*, origin: str, cycle: str, action: str) -> None:
    """A meeting that put one action on its short list."""
    held = _cycle(cycle)
    by = _lead(held)
    meeting = open_meeting(
        by=by, cycle=held, format_id="two-day-workshop", title="Two days", language="en"
    )
    meeting = turn_door(by=by, meeting=meeting, opened=True)
    someone, _token = come_in(meeting=meeting, role="SME")
    meeting = begin_phase(by=by, meeting=meeting, phase="world-cafe", running="")
    told = {"owner": "Chamber of crafts", "indicator": "hours until the first answer"}
    put = contribute(
        participant=someone,
        phase="world-cafe",
        kind="action",
        text=action,
        body=told,
        dissent=False,
        once=uuid4(),
    )
    meeting = end_meeting(by=by, meeting=meeting)
    mark_short_list(by=by, meeting=meeting, chosen=[put.public_id], reason="There was one.")


# ── advice and plan ───────────────────────────────────────────────────────────────────────────


def accept_advice(*, origin: str, cycle: str, count: int) -> None:
    """The first pieces of advice are accepted."""
    held = _cycle(cycle)
    for judged in judged_advice(held, assessment_of(held))[:count]:
        judge_advice(
            by=_lead(held),
            cycle=held,
            judged=judged,
            decision="accepted",
            reason="It fits what the workshop asked for.",
        )


def adopt_a_plan(*, origin: str, cycle: str) -> None:
    """A plan of all that was accepted, each with owner and dates, adopted."""
    held = _cycle(cycle)
    by = _lead(held)
    plan = begin_plan(by=by, cycle=held, begins=timezone.localdate() + 30 * DAY, capacity=18.0)
    take_up_sources(by=by, plan=plan, chosen=[source.id for source in sources_of(plan)])
    begins, ends = timezone.localdate() + 30 * DAY, timezone.localdate() + 200 * DAY
    for action in actions_of(plan):
        told = {"owner": "Regional council", "begins": begins, "ends": ends, "effort": 2.0}
        draft = replace(draft_of(action), **told)
        change_action(by=by, action=action, draft=draft, seen=action.edit)
    plan.refresh_from_db()
    adopt_plan(
        by=by,
        plan=plan,
        reason="Adopted by the council in its November session.",
        seen=state_of(plan, actions_of(plan)),
        outputs_reason="The council counts what it does until the first figures come.",
    )
