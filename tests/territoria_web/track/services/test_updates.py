"""News of an action: what it owes, that it is told once, and the needs that it delivers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from pytest_django import Settings

from a_forum import a_forum, a_need
from planned import Planning, a_plan
from territoria_web.listen.models import Need
from territoria_web.people.models import Entry
from territoria_web.plan.services.need_links import link_needs
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Update
from territoria_web.track.services.updates import News, hide_update, tell_news_of
from tracked import AGAIN, ORIGIN, promised, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


DONE = News(says="done", done="The night bus runs again.")


def refused(p: Planning, **news: object) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        tell_news_of(action=p.one(1), news=News(**news), office="")  # type: ignore[arg-type]
    return sorted(raised.value.message_dict)


def test_what_news_owes_is_said_beside_its_field():
    p = promised()
    tomorrow = localdate() + timedelta(days=1)
    step = str(p.one(1).milestones.all()[0].public_id)
    assert refused(p) == ["done"]
    assert refused(p, says="paused", reason="no") == ["reason"]
    assert refused(p, says="dropped") == ["reason"]
    assert refused(p, says="done") == ["done"]
    assert refused(p, says="later", done="We began to write it.") == ["says"]
    assert refused(p, expected=tomorrow) == ["reason"]
    why = "The tender took longer."
    assert refused(p, expected=localdate() - timedelta(days=1), reason=why) == ["expected"]
    assert refused(p, reached={step: tomorrow}) == ["reached"]
    assert refused(p, reached={step: date(1, 1, 1)}) == ["reached"]
    assert refused(p, reached={str(uuid4()): localdate()}) == ["reached"]
    assert refused(p, done="x" * 2001) == ["done"]
    assert refused(p, figure=1.0) == ["figure_period"]
    assert refused(p, figure=float("nan"), figure_period="2026") == ["figure"]
    for year in ("0202", "0000", str(tomorrow.year + 1)):
        assert refused(p, figure=1.0, figure_period=year) == ["figure_period"]
    assert refused(p, spent=Decimal(-1)) == ["spent"]
    assert Update.objects.count() == 0


def test_no_figure_where_nothing_is_counted():
    p = a_plan()
    p.add(indicator="")
    p.add("Another", indicator="Loans")
    p.adopt()
    assert refused(p, figure=1.0, figure_period="2026") == ["figure"]


def test_news_of_a_draft_is_refused():
    p = a_plan()
    p.add()
    with pytest.raises(ValidationError, match="stands in no adopted plan"):
        tell_news_of(action=p.one(1), news=DONE, office="")


def test_a_form_that_is_sent_twice_is_told_once():
    p = promised()
    key = uuid4()
    told = {"action": p.one(1), "news": News(done="The tender is out."), "office": "", "key": key}
    assert tell_news_of(**told) == tell_news_of(**told)
    assert [u.public_id for u in Update.objects.all()] == [key]
    p.add("Another", indicator="Loans")
    p.adopt(AGAIN)
    with pytest.raises(ValidationError, match="another action"):
        tell_news_of(**{**told, "action": p.one(2)})


def test_a_closed_cycle_takes_news_of_what_was_promised_in_it():
    p = promised()
    Cycle.objects.filter(pk=p.cycle.pk).update(state="closed")
    assert tell_news_of(action=p.one(1), news=DONE, office="").says == "done"


def test_the_team_is_in_the_journal_and_owners_are_not():
    p = promised()
    before = Entry.objects.count()
    tell_news_of(action=p.one(1), news=News(done="The tender is out."), office="", via="link")
    assert Entry.objects.count() == before
    told = tell_news_of(action=p.one(1), news=News(done="It is open."), office="", by=p.lead)
    hide_update(by=p.lead, update=told, reason="It was told of another action.")
    hide_update(by=p.lead, update=told, reason="A second time does nothing.")
    held = Entry.objects.order_by("pk").values_list("what", flat=True)[before:]
    assert list(held) == ["tell news of action", "hide news of action"]
    told.refresh_from_db()
    assert told.hidden_because == "It was told of another action."
    with pytest.raises(ValidationError):
        hide_update(by=p.lead, update=told, reason="no")


# ── needs ─────────────────────────────────────────────────────────────────────────────────────


def answering(*actions: str, adopt: bool = True) -> tuple[Planning, Need]:
    """Actions that answer a need."""
    p = a_plan()
    for title in actions:
        p.add(title, indicator="Passengers at night")
    need = a_need(a_forum(p.cycle, p.lead))
    for n in range(1, len(actions) + 1):
        one = p.one(n)
        link_needs(by=p.lead, action=one, needs=[need.public_id], seen=one.edit)
    if adopt:
        p.adopt()
    return p, need


def state(need: Need) -> str:
    need.refresh_from_db()
    return need.state


def test_a_need_is_delivered_once_all_its_actions_are_done(django_capture_on_commit_callbacks):
    p, need = answering("Run the night bus", "Light the stops")
    with django_capture_on_commit_callbacks(execute=True):
        tell_news_of(action=p.one(1), news=DONE, office="Bus company", origin=ORIGIN)
    assert state(need) == Need.State.COMMITTED
    assert [e.said for e in need.events.filter(kind="news")] == ["The night bus runs again."]
    with django_capture_on_commit_callbacks(execute=True):
        tell_news_of(action=p.one(2), news=DONE, office="City", origin=ORIGIN)
    assert state(need) == Need.State.DELIVERED
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]] * 2


def test_what_was_given_up_or_never_promised_is_not_waited_for():
    p, need = answering("Run the night bus", "Light the stops")
    p.add("Only a draft", indicator="x")
    draft = p.one(3)
    link_needs(by=p.lead, action=draft, needs=[need.public_id], seen=draft.edit)
    tell(p, date(2027, 2, 1), 2, says="dropped", reason="Nobody may dig there.")
    assert state(need) == Need.State.COMMITTED
    tell_news_of(action=p.one(1), news=DONE, office="")
    assert state(need) == Need.State.DELIVERED


def test_no_letter_goes_out_where_the_site_does_not_know_its_address():
    p, need = answering("Run the night bus")
    tell_news_of(action=p.one(1), news=DONE, office="")
    assert (state(need), mail.outbox) == (Need.State.DELIVERED, [])


def test_what_only_a_draft_of_the_next_version_answers_is_not_told_of():
    p, need = answering("Run the night bus")
    other = a_need(need.forum, "A ramp at the library")
    one = p.one(1)
    link_needs(by=p.lead, action=one, needs=[other.public_id], seen=one.edit)
    tell_news_of(action=p.one(1), news=DONE, office="")
    assert (state(need), state(other)) == (Need.State.DELIVERED, Need.State.PUBLISHED)


def test_an_action_that_only_the_next_version_ties_to_a_need_is_not_waited_for():
    p, need = answering("Run the night bus", adopt=False)
    p.add("Light the stops", indicator="Lamps")
    p.adopt()
    two = p.one(2)
    link_needs(by=p.lead, action=two, needs=[need.public_id], seen=two.edit)
    tell_news_of(action=p.one(1), news=DONE, office="")
    assert state(need) == Need.State.DELIVERED


def test_an_action_that_the_version_in_force_ties_to_a_need_is_waited_for():
    p, need = answering("Run the night bus", "Light the stops")
    two = p.one(2)
    link_needs(by=p.lead, action=two, needs=[], seen=two.edit)
    tell_news_of(action=p.one(1), news=DONE, office="")
    assert state(need) == Need.State.COMMITTED


@pytest.mark.parametrize("first", [DONE, News(says="dropped", reason="The yard was sold.")])
def test_a_delivery_is_doubted_where_one_of_its_actions_is_open_again(first: News):
    p, need = answering("Run the night bus", "Light the stops")
    early = tell_news_of(action=p.one(1), news=first, office="")
    tell_news_of(action=p.one(2), news=DONE, office="")
    assert state(need) == Need.State.DELIVERED
    hide_update(by=p.lead, update=early, reason="It was told of another action.")
    assert state(need) == Need.State.UNDER_REVIEW


def test_a_delivery_stands_where_another_word_of_the_same_action_holds():
    p, need = answering("Run the night bus")
    told = [tell_news_of(action=p.one(1), news=DONE, office="") for _n in range(2)]
    hide_update(by=p.lead, update=told[1], reason="It was told twice by mistake.")
    assert state(need) == Need.State.DELIVERED
    said = [event.said for event in need.events.filter(facts__action=str(p.one(1).public_id))]
    assert sum(DONE.done in one for one in said) == 1  # the same words of other news stay


def test_a_delivery_is_doubted_also_where_a_later_plan_names_the_need_no_more():
    p, need = answering("Run the night bus")
    told = tell_news_of(action=p.one(1), news=DONE, office="")
    one = p.one(1)
    link_needs(by=p.lead, action=one, needs=[], seen=one.edit)
    p.adopt()
    hide_update(by=p.lead, update=told, reason="It was told of another action.")
    assert state(need) == Need.State.UNDER_REVIEW


def test_news_that_is_taken_off_leaves_no_word_in_the_story_of_a_need():
    p, need = answering("Run the night bus")
    news = News(hindrance="Mrs Miller of the yard is ill.")
    going = tell_news_of(action=p.one(1), news=news, office="")
    done = tell_news_of(
        action=p.one(1), news=News(says="done", done="Mrs Miller did it."), office=""
    )
    for update in (going, done):
        hide_update(by=p.lead, update=update, reason="It names somebody by name.")
    assert state(need) == Need.State.UNDER_REVIEW  # whether it is delivered is to be said anew
    told = [need.reason, *need.events.values_list("said", flat=True)]
    assert [said for said in told if "Miller" in said] == []
    assert sum(said.endswith("It names somebody by name.") for said in told) == 4
    assert need.events.filter(kind="state", state="committed", said="Run the night bus").exists()
