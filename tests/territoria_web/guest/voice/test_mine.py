"""One's own page: everything that became of what one said, and every way out."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import (
    DjangoAssertNumQueries,
    DjangoCaptureOnCommitCallbacks,
    Settings,
)

from a_forum import a_forum, a_need, a_voice, supported
from a_talk import an_open_talk
from desk_team import Team, a_team
from territoria_web.listen.models import Consent, Forum, Need, Voice
from territoria_web.listen.services.need_moderation import change_words, hold_need
from territoria_web.listen.services.need_states import answer_need, retire_need
from territoria_web.listen.services.needs import Said, say_need, support_need
from territoria_web.listen.services.statements import take_out
from territoria_web.listen.services.votes import cast_vote
from territoria_web.listen.voice_rules import own_token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "There is no money for it this year."


@pytest.fixture
def team() -> Team:
    return a_team()


@pytest.fixture
def forum(team: Team) -> Forum:
    return a_forum(team.cycle, team.lead)


def own(voice: Voice | None, more: str = "") -> str:
    assert voice is not None
    return reverse("guest:voice-mine", args=[own_token_of(voice)]) + more


def fresh(need: Need) -> Need:
    return Need.objects.select_related("forum__cycle__territory", "voice").get(pk=need.pk)


def test_its_author_reads_the_whole_story_with_reason_and_original(
    team: Team, forum: Forum, client: Client
):
    need = a_need(forum, "Mr Smith must mend the lamp", text="He lives at number 3.")
    change_words(
        by=team.lead, need=need, title="The lamp must be mended", text="", rule="private",
        said="We took a name out of it.", seen=fresh(need).edit,
    )  # fmt: skip
    answer_need(by=team.lead, need=need, state="declined", said=WHY, seen=fresh(need).edit)
    page = client.get(own(need.voice))
    (row,) = page.context["needs"]
    assert [line.title for line in row["own"].story] == [
        *("Received", "Published"),
        *("Its words were changed", "Declined"),
    ]
    assert row["own"].story[-1].said == WHY
    assert (row["may_appeal"], row["own"].may_be_taken_back) == (True, False)
    assert "Mr Smith must mend the lamp" in page.content.decode()
    public = client.get(f"/en/forum/{forum.code}/needs/{need.number}/").content.decode()
    assert "Smith" not in public


def test_a_strange_link_opens_nothing(forum: Forum, client: Client):
    token = own_token_of(a_voice(forum))
    assert client.get(f"/en/voice/mine/{token}/").status_code == 200
    for wrong in (token[:-1] + "x", "mine", token[:10]):
        assert client.get(f"/en/voice/mine/{wrong}/").status_code == 404


def test_nobody_does_anything_with_the_needs_of_others(forum: Forum, client: Client):
    need, other = a_need(forum), a_voice(forum)
    for do in ("take-back", "appeal"):
        said = client.post(own(other), {"do": do, "need": str(need.public_id), "text": "x" * 20})
        assert said.status_code == 404
    assert client.get(own(other, f"needs/{need.public_id}/solved/")).status_code == 404
    assert fresh(need).title == "A bus after ten at night"


@pytest.mark.parametrize(
    "said", [{}, {"do": "x"}, {"do": "take-back", "need": "1"}, {"do": "support", "number": "x"}]
)
def test_what_is_no_deed_is_refused(forum: Forum, client: Client, said: dict[str, str]):
    assert client.post(own(a_voice(forum)), said).status_code == 404


def test_an_appeal_too_short_is_asked_again_with_its_words(
    team: Team, forum: Forum, client: Client
):
    need = a_need(forum)
    hold_need(by=team.lead, need=need, rule="unclear", said=WHY, seen=fresh(need).edit)
    said = {"do": "appeal", "need": str(need.public_id), "text": "Look!"}
    page = client.post(own(need.voice), said)
    assert (page.status_code, page.context["tried"].text) == (422, "Look!")
    said["text"] = "It is about the bus at the station."
    assert client.post(own(need.voice), said).status_code == 302
    assert need.appeals.get().text == said["text"]
    assert client.get(own(need.voice)).context["needs"][0]["may_appeal"] is False


def test_a_need_is_taken_back_as_long_as_nobody_has_answered(forum: Forum, client: Client):
    need = a_need(forum)
    voice = need.voice
    client.post(own(voice), {"do": "take-back", "need": str(need.public_id)})
    assert (fresh(need).state, fresh(need).title) == ("withdrawn", "–")
    assert client.get(own(voice)).context["needs"] == []


def test_supports_stay_where_they_are_and_one_press_gives_another(
    team: Team, forum: Forum, client: Client
):
    first, second = a_need(forum, "Benches"), a_need(forum, "Benches, please")
    somebody = a_voice(forum)
    support_need(need=second, voice=somebody)
    retire_need(by=team.lead, need=second, into=first, said=WHY, seen=fresh(second).edit)
    assert (first.supports.count(), second.supports.count()) == (0, 1)
    (one,) = client.get(own(somebody)).context["supports"]
    assert one.instead == first
    client.post(own(somebody), {"do": "support", "number": str(first.number)})
    assert (first.supports.count(), second.supports.count()) == (1, 1)
    assert [o.instead for o in client.get(own(somebody)).context["supports"]] == [None, None]
    client.post(own(somebody), {"do": "end-support", "number": str(second.number)})
    assert (first.supports.count(), second.supports.count()) == (1, 0)


def test_where_a_need_is_followed_under_ones_own_nothing_is_proposed(
    team: Team, forum: Forum, client: Client
):
    first, second = a_need(forum, "Benches"), a_need(forum, "Benches, please")
    Need.objects.filter(pk=second.pk).update(voice=first.voice)
    retire_need(by=team.lead, need=second, into=first, said=WHY, seen=fresh(second).edit)
    page = client.get(own(first.voice))
    assert [row["own"].instead for row in page.context["needs"]] == [None, None]
    assert page.context["page"]["finding"] == "You said 2 needs."
    assert "nobody supports it yet" in page.content.decode()


def test_who_said_nothing_yet_reads_what_they_support(forum: Forum, client: Client):
    voice = a_voice(forum)
    assert client.get(own(voice)).context["page"]["finding"] == "You have said no need yet."
    support_need(need=a_need(forum), voice=voice)
    assert client.get(own(voice)).context["page"]["finding"] == (
        "You have said no need yet and support 1 of others."
    )


def test_letters_end_with_the_ticks_and_the_address_goes(forum: Forum, client: Client):
    voice = a_voice(forum, "ada@example.org")
    client.post(own(voice), {"do": "letters", "email": "ada@example.org", "asked": "on"})
    assert [c.purpose for c in voice.consents.filter(withdrawn=None)] == ["asked"]
    client.post(own(voice), {"do": "letters", "email": "ada@example.org"})
    voice.refresh_from_db()
    assert (voice.email, voice.consents.filter(withdrawn=None).count()) == ("", 0)


def test_a_new_address_is_asked_first(
    forum: Forum,
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    settings.MAIL_IN_BACKGROUND = False
    voice = a_voice(forum)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(own(voice), {"do": "letters", "email": "new@example.org", "told": "on"})
    assert ([m.to for m in mail.outbox], Voice.objects.get().email) == ([["new@example.org"]], "")
    assert client.get(own(voice)).context["waits_for_mail"] is True
    for email in ("", "  "):
        page = client.post(own(voice), {"do": "letters", "email": email, "told": "on"})
        assert (page.status_code, set(page.context["letters"].errors)) == (422, {"email"})


def test_two_presses_say_whether_it_is_solved_and_words_may_follow(forum: Forum, client: Client):
    need = a_need(forum)
    at = own(need.voice, f"needs/{need.public_id}/solved/")
    assert client.get(at).status_code == 404
    Need.objects.update(state="delivered")
    assert [value for value, _words in client.get(at).context["buttons"]] == ["yes", "partly", "no"]
    assert client.post(at, {"solved": "partly"})["Location"] == at
    assert (fresh(need).state, fresh(need).solved) == ("not-solved", "partly")
    client.post(at, {"said": "The last one leaves at nine."})
    assert fresh(need).solved_said == "The last one leaves at nine."
    assert need.events.filter(kind="author").count() == 1
    client.post(at, {"solved": "yes"})
    assert (fresh(need).state, fresh(need).solved_said) == (
        *("confirmed",),
        "The last one leaves at nine.",
    )
    assert client.post(at, {"solved": "maybe"}).status_code == 422


def test_everything_that_is_held_is_taken_away_as_a_file(forum: Forum, client: Client):
    need = a_need(forum)
    told = json.loads(client.get(own(need.voice, "data.json")).content)
    assert (told["voice"]["email"], told["needs"][0]["title"]) == (
        *("ada@example.org",),
        "A bus after ten at night",
    )
    assert (len(told["consents"]), "key" in told["voice"]) == (2, False)


def test_erasing_says_before_what_goes_and_what_stays_and_then_the_link_is_dead(
    forum: Forum, client: Client
):
    need = supported(a_need(forum), 2)
    voice = need.voice
    assert voice is not None
    Need.objects.filter(pk=need.pk).update(state="accepted")
    at = own(voice, "erase/")
    page = client.get(at)
    assert ([n.number for n in page.context["stays"]], page.context["goes"]) == ([1], [])
    assert Voice.objects.get(pk=voice.pk).erased is None
    assert client.post(at).status_code == 200
    assert client.get(own(voice)).status_code == 404
    assert (fresh(need).voice, fresh(need).title) == (None, "A bus after ten at night")
    assert Consent.objects.filter(voice=voice).count() == 0


def test_words_that_were_taken_off_are_in_nobodys_data(team: Team, forum: Forum, client: Client):
    need, other = a_need(forum, "Ms Loud of street 5"), a_voice(forum)
    double, talk = a_need(forum, "Quiet at night"), an_open_talk(forum, team.lead)
    support_need(need=need, voice=other)
    support_need(need=double, voice=other)
    statement = talk.statements.all()[0]
    cast_vote(talk=talk, voice=other, statement=statement, value=1)
    retire_need(by=team.lead, need=double, into=need, said=WHY, seen=fresh(double).edit)
    Need.objects.filter(pk=need.pk).update(state="rejected")
    take_out(by=team.lead, statement=statement, rule="private", said=WHY, seen=statement.edit)
    assert "Ms Loud" not in client.get(own(other)).content.decode()
    assert "Ms Loud" not in client.get(own(double.voice)).content.decode()
    held = json.loads(client.get(own(other, "data.json")).content)
    assert [one["title"] for one in held["supports"]] == ["–", "Quiet at night"]
    assert held["conversations"][0]["votes"] == [{"statement": "–", "value": 1}]


def test_the_page_asks_as_often_for_three_needs_as_for_one(
    forum: Forum, client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    voice = a_voice(forum)
    for count in (1, 2):
        for _one in range(count):
            say_need(forum=forum, said=Said(title="Benches at the school"), voice=voice)
        Need.objects.update(state="declined")
        with django_assert_num_queries(7):
            assert client.get(own(voice)).status_code == 200
