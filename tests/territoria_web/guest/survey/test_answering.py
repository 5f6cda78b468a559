"""Answering by a link: consent, theme by theme, saved at every turn; and those who try more."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from a_survey import a_response, an_open_survey, asked, begun
from territoria_web.library.saying import day
from territoria_web.listen.models import Answer, Invitation, Response, Survey
from territoria_web.listen.rules import open_token_of, response_key, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def survey() -> Survey:
    return an_open_survey()


def link(invitation: Invitation, path: str = "") -> str:
    return f"/en/survey/{token_of(invitation)}/{path}"


def standing() -> dict[str, tuple[str, int | None, object, str]]:
    rows = Answer.objects.filter(current=True)
    return {a.item: (a.said, a.level, a.value, a.text) for a in rows}


def test_from_the_letter_to_thanks(survey: Survey, client: Client):
    invitation = asked(survey)
    page = client.get(link(invitation)).content.decode()
    assert ("Mayors" in page, "I have read this" in page) == (True, True)
    assert begun(client, token_of(invitation), quote="on") == link(invitation, "1/")
    first = client.post(link(invitation, "1/"), {"q-strategy": "L3", "q-only_mayors": "L0"})
    assert first["Location"] == link(invitation, "2/")
    data = {"q-net": "dont_know", "q-blocks--cost": "4", "q-age": "old", "q-wish": "Fibre"}
    assert client.post(link(invitation, "2/"), data)["Location"] == link(invitation, "summary/")
    assert "level 3" in client.get(link(invitation, "summary/")).content.decode()
    assert client.post(link(invitation, "summary/"))["Location"] == link(invitation, "done/")
    assert client.get(link(invitation, "done/")).status_code == 200
    assert standing() == {
        "strategy": ("value", 3, None, ""),
        "only_mayors": ("value", 0, None, ""),
        "net": ("dont-know", None, None, ""),
        "blocks": ("value", None, {"cost": 4}, ""),
        "age": ("value", None, "old", ""),
        "wish": ("value", None, None, "Fibre"),
    }
    invitation.refresh_from_db()
    response = Response.objects.get()
    assert (response.key, response.consent) == (response_key(invitation), True)
    assert (response.confirmed is not None, invitation.answered is not None) == (True, True)


def test_a_slip_of_paper_begins_once_and_opens_nothing_more(survey: Survey, client: Client):
    slip = asked(survey, email="")
    assert "Keep the address of the page that comes next" in client.get(link(slip)).content.decode()
    first = begun(client, token_of(slip))
    assert token_of(slip) not in first
    client.post(first, {"q-strategy": "L3"})
    assert 'value="L3" checked' in client.get(first).content.decode()
    copied = Client()
    page = copied.get(link(slip)).content.decode()
    assert ("This link has been used" in page, "level 3" in page) == (True, False)
    for path in ("1/", "summary/", "withdraw/", "done/"):
        assert copied.get(link(slip, path))["Location"] == link(slip)
    again = copied.post(link(slip), {"agree": "on", "number": str(uuid4())}).content.decode()
    assert ("This link has been used" in again, Response.objects.count()) == (True, 1)
    assert Response.objects.get().key != response_key(slip)  # the row of the slip leads nowhere


def test_the_form_of_a_slip_sent_twice_begins_once(survey: Survey, client: Client):
    slip, number = asked(survey, email=""), str(uuid4())
    first = begun(client, token_of(slip), number=number)
    assert begun(client, token_of(slip), number=number) == first
    assert (Response.objects.count(), client.get(first).status_code) == (1, 200)


def test_nothing_is_asked_before_consent(survey: Survey, client: Client):
    invitation = asked(survey)
    assert client.get(link(invitation, "1/"))["Location"] == link(invitation)
    assert client.post(link(invitation), {"number": str(uuid4())}).status_code == 422
    assert Response.objects.count() == 0


def test_another_device_goes_on_in_another_language_with_what_was_answered(survey: Survey):
    invitation = asked(survey)
    one, other = Client(), Client()
    begun(one, token_of(invitation))
    one.post(link(invitation, "1/"), {"q-strategy": "L2"})
    page = other.get(link(invitation, "1/").replace("/en/", "/fr/")).content.decode()
    assert "Une question" in page
    assert re.search(r'value="L2" checked', page)


def test_whoever_sent_answers_and_comes_back_reads_so(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    client.post(link(invitation, "1/"), {"q-strategy": "L2"})
    assert "You have begun already" in client.get(link(invitation)).content.decode()
    client.post(link(invitation, "summary/"))
    page = client.get(link(invitation)).content.decode()
    assert survey.closes is not None
    said = f"Your answers were sent on {day(timezone.now())}. You can change them until "
    assert f"{said}{day(survey.closes)}." in page
    assert link(invitation, "summary/") in page
    assert "You have begun already" not in page


def test_a_text_that_is_too_long_loses_nothing_else(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    answer = client.post(link(invitation, "2/"), {"q-net": "L1", "q-wish": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
    assert standing() == {"net": ("value", 1, None, "")}


def test_each_change_can_be_saved_alone_with_a_sentence_to_read_out(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    answer = client.post(link(invitation, "1/"), {"q-strategy": "L2", "keep": "1"})
    assert (answer.status_code, answer.content.decode()) == (200, "Saved.")
    answer = client.post(link(invitation, "2/"), {"q-wish": "x" * 999, "keep": "1"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "data",
    [
        {"q-strategy": "L9"},
        {"q-strategy": "<script>"},
        {"q-nobody_knows": "L1"},
        {"q-blocks--cost": "4"},
        {"strategy": "L1"},
    ],
)
def test_what_is_not_asked_on_the_page_is_never_kept(
    survey: Survey, client: Client, data: dict[str, str]
):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    assert client.post(link(invitation, "1/"), data).status_code in (302, 422)
    assert standing() == {}


def test_nobody_answers_what_another_role_is_asked(survey: Survey, client: Client):
    invitation = asked(survey, "SME")
    begun(client, token_of(invitation), role="MAY")
    assert "only_mayors" not in client.get(link(invitation, "1/")).content.decode()
    client.post(link(invitation, "1/"), {"q-only_mayors": "L4", "q-strategy": "L1", "role": "MAY"})
    assert (list(standing()), Response.objects.get().role) == (["strategy"], "SME")


def test_the_common_link_asks_the_role_once_and_gives_everybody_a_link_of_their_own():
    survey = an_open_survey(open_link=True)
    client, token, number = Client(), open_token_of(survey), str(uuid4())
    form = {"agree": "on", "number": number, "role": "SME"}
    first = client.post(f"/en/survey/{token}/", form)["Location"]
    again = client.post(f"/en/survey/{token}/", {**form, "role": "MAY"})["Location"]
    assert first == again
    response = Response.objects.get()
    assert (response.role, response.channel) == ("SME", "open")
    assert Client().get(first).status_code == 200
    assert token not in first


def test_nobody_reaches_the_answers_of_an_invited_person_by_the_common_link(client: Client):
    survey = an_open_survey(open_link=True)
    invitation = asked(survey)
    a_response(survey, number=invitation.public_id, strategy=4)
    token = open_token_of(survey)
    where = begun(client, token, number=str(invitation.public_id), role="MAY")
    assert "checked" not in client.get(where).content.decode()
    assert Response.objects.count() == 2


def test_a_common_link_that_was_not_opened_opens_nothing(survey: Survey, client: Client):
    assert client.get(f"/en/survey/{open_token_of(survey)}/").status_code == 404


def test_answers_after_the_end_are_refused_calmly_and_can_be_taken_back(client: Client):
    survey = an_open_survey()
    invitation = asked(survey)
    begun(client, token_of(invitation))
    client.post(link(invitation, "1/"), {"q-strategy": "L2"})
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    for path in ("", "1/", "summary/"):
        assert client.get(link(invitation, path)).status_code == 410
        data = {"q-strategy": "L4", "agree": "on", "number": str(uuid4())}
        assert client.post(link(invitation, path), data).status_code == 410
    assert standing() == {"strategy": ("value", 2, None, "")}
    assert client.post(link(invitation, "withdraw/")).status_code == 302
    assert standing() == {"strategy": ("value", None, None, "")}


def test_a_link_of_one_survey_opens_no_other(survey: Survey, client: Client):
    mine = asked(an_open_survey(survey.cycle))
    a_response(survey, number=asked(survey).public_id, strategy=4)
    begun(client, token_of(mine))
    assert "checked" not in client.get(link(mine, "1/")).content.decode()
    assert Response.objects.count() == 2


@pytest.mark.parametrize("token", ["i" * 39, "x", "o" + "A" * 38])
def test_a_link_that_is_none_of_ours_gets_a_calm_page(client: Client, token: str):
    answer = client.get(f"/en/survey/{token}/")
    assert (answer.status_code, "This link opens no survey" in answer.content.decode()) == (
        404,
        True,
    )


def test_sending_twice_is_sending_once_and_changes_count_afterwards(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    client.post(link(invitation, "1/"), {"q-strategy": "L2"})
    for _ in range(2):
        assert client.post(link(invitation, "summary/")).status_code == 302
    client.post(link(invitation, "1/"), {"q-strategy": "L4"})
    assert standing()["strategy"] == ("value", 4, None, "")
    assert Answer.objects.filter(item="strategy", level=2, current=False).count() == 1


def test_an_empty_response_is_not_sent(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    assert client.post(link(invitation, "summary/")).status_code == 422
    assert Response.objects.get().confirmed is None


def test_no_more_letters_and_the_link_still_works(survey: Survey, client: Client):
    invitation = asked(survey, email="a@example.org")
    assert client.post(link(invitation, "no-letters/")).status_code == 302
    invitation.refresh_from_db()
    assert invitation.declined is not None
    assert client.get(link(invitation)).status_code == 200


def test_html_in_an_answer_is_shown_as_it_was_typed(survey: Survey, client: Client):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    client.post(link(invitation, "2/"), {"q-wish": "<b>fibre</b> & more"})
    page = client.get(link(invitation, "summary/")).content.decode()
    assert ("&lt;b&gt;fibre&lt;/b&gt; &amp; more" in page, "<b>fibre" in page) == (True, False)


def test_a_page_is_kept_nowhere_found_nowhere_and_reads_no_session(survey: Survey, client: Client):
    answer = client.get(link(asked(survey)))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()
    assert set(client.cookies) == {"csrftoken"}
    assert "Cookie" in answer["Vary"]


def test_one_link_that_is_used_without_end_has_to_wait_and_others_do_not(
    survey: Survey, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(
        __import__("territoria_web.guest.survey.frame", fromlist=["x"]).MOST_A_MINUTE, "invited", 2
    )
    one, other = asked(survey), asked(survey)
    found = [client.get(link(one)).status_code for _ in range(3)]
    assert (found, client.get(link(other)).status_code) == ([200, 200, 429], 200)


def test_a_page_asks_the_database_few_questions(survey, client, django_assert_num_queries):
    invitation = asked(survey)
    begun(client, token_of(invitation))
    with django_assert_num_queries(3):
        client.get(link(invitation, "1/"))
    with django_assert_num_queries(10):
        client.post(link(invitation, "1/"), {"q-strategy": "L2"})


def test_who_answered_by_letter_takes_it_back_also_when_addresses_are_erased(
    survey: Survey, client: Client
):
    person = asked(survey, sent=timezone.now())
    begun(client, token_of(person))
    client.post(link(person, "1/"), {"q-strategy": "L3"})
    Invitation.objects.update(email="", name="")
    Survey.objects.update(state="closed")
    assert client.get(link(person, "withdraw/")).status_code == 200
    client.post(link(person, "withdraw/"))
    assert Response.objects.get().withdrawn is not None


def test_a_number_of_another_survey_begins_nothing(survey: Survey, client: Client):
    other, number = an_open_survey(open_link=True), str(uuid4())
    begun(client, open_token_of(other), number=number, role="MAY")
    slip = asked(survey, email="")
    page = client.post(link(slip), {"agree": "on", "quote": "on", "number": number})
    assert "This link has been used" in page.content.decode()
    slip.refresh_from_db()
    assert (slip.answered, Response.objects.get().consent) == (None, False)
