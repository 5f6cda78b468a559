"""Somebody is forgotten: no row tells of them, and nothing that others rely on is lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from a_forum import a_forum, a_need, a_voice, supported
from desk_team import Team, a_team
from territoria_web.listen.models import Conversation, Forum, Need, Participation, Voice
from territoria_web.listen.queries.own_voice import data_of, relations_of_voice
from territoria_web.listen.services.erasing import erase_voice
from territoria_web.listen.services.need_moderation import appeal, change_words
from territoria_web.listen.services.need_states import answer_need
from territoria_web.listen.services.needs import sign_sheet, support_need
from territoria_web.plan.models import Ballot, Budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "There is no money for it this year."


@pytest.fixture
def team() -> Team:
    return a_team()


@pytest.fixture
def forum(team: Team) -> Forum:
    return a_forum(team.cycle, team.lead)


def erased(need: Need) -> Need:
    assert need.voice is not None
    erase_voice(voice=need.voice)
    return Need.objects.get(pk=need.pk)


def test_words_that_nobody_relies_on_go(forum: Forum):
    need = erased(a_need(forum, text="My street.", place="At my door", spot=(50.6, 3.0)))
    assert (need.title, need.text, need.place, need.latitude) == ("–", "", "", None)
    assert (need.state, need.voice) == ("withdrawn", None)


def test_words_stay_where_others_support_them(forum: Forum):
    need = erased(supported(a_need(forum), 1))
    assert (need.title, need.state, need.voice) == ("A bus after ten at night", "published", None)


def test_a_sheet_of_paper_is_others(team: Team, forum: Forum):
    need = a_need(forum)
    sign_sheet(need=need, people=12, channel="paper", by=team.lead)
    assert erased(need).state == "published"


def test_words_stay_where_the_team_answered_but_not_what_was_taken_out(team: Team, forum: Forum):
    need = a_need(forum, "Mr Smith must mend the lamp")
    change_words(
        by=team.lead, need=need, title="The lamp must be mended", text="", rule="private",
        said="We took a name out of it.", seen=Need.objects.get().edit,
    )  # fmt: skip
    seen = Need.objects.get().edit
    answer_need(by=team.lead, need=need, state="declined", said=WHY, seen=seen)
    appeal(need=need, text="But it is Mr Smith who must do it.")
    need = erased(need)
    assert (need.title, need.original, need.state) == ("The lamp must be mended", None, "declined")
    assert need.appeals.get().text == ""


def test_what_was_rejected_goes_whoever_supported_it(team: Team, forum: Forum):
    need = supported(a_need(forum), 2)
    Need.objects.update(state="rejected")
    assert erased(need).title == "–"


def test_supports_votes_and_ballots_stay_counted_and_tied_to_nobody(forum: Forum):
    need, voice = a_need(forum), a_voice(forum, "bob@example.org")
    now = timezone.now()
    support_need(need=need, voice=voice)
    talk = Conversation.objects.create(forum=forum, title="Buses")
    Participation.objects.create(conversation=talk, voice=voice, number=12)
    budget = Budget.objects.create(forum=forum, title="Money", amount=100)
    Ballot.objects.create(budget=budget, voice=voice, chosen=[1, 2], made=now)
    told = data_of(voice)
    assert told["also_held"]["plan.Ballot"][0]["chosen"] == [1, 2]
    assert (told["supports"][0]["need"], told["conversations"][0]["number"]) == (1, 12)
    erase_voice(voice=voice)
    assert need.supports.count() == 1
    assert (Participation.objects.get().voice, Ballot.objects.get().voice) == (None, None)


def test_no_row_of_any_room_points_to_who_was_erased(forum: Forum):
    voice = a_voice(forum, "bob@example.org")
    support_need(need=a_need(forum), voice=voice)
    erase_voice(voice=voice)
    for relation in relations_of_voice():
        held = relation.related_model._base_manager.filter(**{relation.field.name: voice})
        assert (relation.name, held.count()) == (relation.name, 0)
    row = Voice.objects.get(pk=voice.pk)
    assert (row.email, row.confirmed, row.key.startswith("erased-")) == ("", None, True)
    assert row.erased is not None
