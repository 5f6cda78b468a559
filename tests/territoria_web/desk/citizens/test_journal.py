"""The deeds on needs and the forum as the journal tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from a_budget import a_budget, opened
from a_forum import FRAME, a_forum, a_need
from a_talk import an_open_talk
from desk_team import a_team
from need_desk import WHY
from rated_services import a_service, rated
from territoria_web.desk.journal_lines import Change, Told, read_aloud
from territoria_web.listen.models import Rating
from territoria_web.listen.queries.need_reports import Ways
from territoria_web.listen.services.forums import (
    Frame,
    change_forum,
    set_forum_open,
    vouch_for,
)
from territoria_web.listen.services.need_imports import import_needs
from territoria_web.listen.services.need_moderation import hold_need
from territoria_web.listen.services.need_states import answer_need, retire_need
from territoria_web.listen.services.needs import Said, say_need, sign_sheet
from territoria_web.listen.services.ratings import hide_comment
from territoria_web.listen.services.statements import take_out
from territoria_web.people.models import Entry
from territoria_web.plan.budget_rules import Frame as Budgeted
from territoria_web.plan.services.ballots import enter_ballot
from territoria_web.plan.services.budgets import change_budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
LEAD = "lead-fre1@example.org"


def told() -> list[Told]:
    held = Entry.objects.exclude(what="give role").select_related("who", "territory")
    return read_aloud(held.order_by("pk"))


def test_each_deed_is_a_sentence_with_what_it_changed_beneath():
    team = a_team()
    forum, lead = a_forum(team.cycle, team.lead), team.lead
    districts = [{"id": "N", "name": "Northside", "share": 100.0}]
    more = {"answer_days": 14, "moderation": "after", "districts": districts}
    change_forum(by=lead, forum=forum, frame=Frame(**{**FRAME.__dict__, **more}), seen=0)
    need = say_need(forum=forum, said=Said(title="A bus"), channel="paper", by=lead)
    sign_sheet(need=need, people=30, channel="counter", by=lead)
    answer_need(
        by=lead, need=need, state="not-ours", said=WHY, seen=need.edit, passed_to="The region"
    )
    double = a_need(forum)
    retire_need(by=lead, need=double, into=need, said=WHY, seen=double.edit)
    held = a_need(forum, "Mrs Smith is loud")
    hold_need(by=lead, need=held, rule="private", said=WHY, seen=held.edit)
    content = b"id,status,text\nR-1,open,A dark lamp\n"
    import_needs(
        by=lead, forum=forum, content=content, file_name="r.csv", ways=Ways("Fix it", publish=True)
    )
    set_forum_open(by=lead, forum=forum, is_open=False)
    why = Change("Reason", "", WHY)
    assert [(line.sentence, line.changes) for line in told()] == [
        (
            f"{LEAD} opened the forum for citizens; Citizens’ office answers.",
            (Change("Office", "", "Citizens’ office"),),
        ),
        (
            f"{LEAD} changed the rules or promises of the forum.",
            (
                Change("Days until a first answer", "30", "14"),
                Change("Districts", "", "Northside"),
                Change("Read", "before it is shown", "after it is shown"),
            ),
        ),
        (f"{LEAD} entered need 1, on paper.", ()),
        (f"{LEAD} counted 30 supports for need 1, at a counter.", ()),
        (f"{LEAD} answered need 1: Passed on: not ours to do.", (why,)),
        (f"{LEAD} let need 2 be followed under need 1.", (why,)),
        (
            f"{LEAD} held need 3 back.",
            (
                why,
                Change("Rule that was applied", "", "It names people, or tells what is private."),
            ),
        ),
        (f"{LEAD} took in 1 new report from Fix it.", ()),
        (f"{LEAD} closed the forum.", ()),
    ]


def test_a_rule_is_told_in_the_words_of_what_it_judges():
    team = a_team()
    forum, lead = a_forum(team.cycle, team.lead), team.lead
    one = an_open_talk(forum, lead).statements.order_by("pk")[0]
    take_out(by=lead, statement=one, rule="double", said=WHY, seen=one.edit)
    reason = Change("Reason", "", WHY)
    assert set(told()[-1].changes) == {
        Change("Rule that was applied", "", "Another statement says the same."),
        reason,
    }
    rated(a_service(forum), comment="The bus is late.")
    hide_comment(by=lead, rating=Rating.objects.get(), rule="off-topic", reason=WHY, seen="new")
    assert set(told()[-1].changes) == {
        Change("Rule that was applied", "", "It is not about this service."),
        reason,
    }


def test_budgets_are_told_in_words():
    team = a_team()
    forum, lead = a_forum(team.cycle, team.lead), team.lead
    draft = a_budget(forum, lead)
    greedy = replace(
        Budgeted("Green squares", Decimal(1000), mandate="The mayor builds it."), rule="greedy"
    )
    change_budget(by=lead, budget=draft, frame=greedy, seen=draft.edit)
    assert told()[-1].changes == (
        Change("Rule that was applied", "Equal shares", "Most votes first"),
    )
    enter_ballot(by=lead, budget=opened(forum, lead), chosen=[1], channel="paper", sheet=uuid4())
    assert told()[-1].changes == (Change("Way", "", "on paper"),)


def test_a_vouch_tells_its_time_and_its_people():
    team = a_team()
    forum, now = a_forum(team.cycle, team.lead), timezone.now()
    span = {"begins": now - timedelta(hours=1), "ends": now}
    vouch_for(by=team.lead, forum=forum, **span, people=80, reason=WHY)
    assert told()[-1].sentence.startswith(f"{LEAD} vouched for 80 people who took part between ")
