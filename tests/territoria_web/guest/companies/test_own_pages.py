"""A company without an account: registers, confirms, finds others, agrees, has its agenda, says what came."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from day_of_companies import Day, a_company_day, a_firm, a_talk, published
from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome
from territoria_web.act.rules.companies import MOST_DEEDS_A_DAY, Talk
from territoria_web.act.services.company_office import admit_company

pytestmark = pytest.mark.django_db
PROFILE = {
    "name": "Nordic Wood",
    "city": "Lappeenranta",
    "nace": "16",
    "size": "small",
    "about": "Houses of wood.",
    "website": "",
    "offers": ["wood"],
    "seeks": ["sensors"],
    "languages": ["en", "fi"],
    "person": "Aino Aalto",
    "email": "Aino@nordic.example",
    "shown": "on",
}


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def register(day: Day, **other: Any) -> Any:
    return Client().post(f"/en/company-days/{day.row.public_id}/register/", {**PROFILE, **other})


def test_from_the_public_page_to_the_agenda_of_two(django_capture_on_commit_callbacks: Any):
    day = a_company_day(firms=2)
    with django_capture_on_commit_callbacks(execute=True):
        assert register(day).status_code == 302
    letter = mail.outbox.pop()
    assert (letter.to, letter.subject) == (
        ["aino@nordic.example"],
        "Please confirm: Green technology",
    )
    own = re.search(r"/en/company/\S+/", letter.body)[0]
    assert "Is this your company?" in text(Client().get(own))
    assert Company.objects.get(name="Nordic Wood").confirmed is None  # scanners open links, too
    assert Client().get(f"{own}others/")["Location"] == own
    assert Client().post(own)["Location"] == f"{own}?said=confirmed"
    made = Company.objects.get(name="Nordic Wood")
    assert "The office reads your profile" in text(Client().get(own))
    with django_capture_on_commit_callbacks(execute=True):
        admit_company(by=day.network.office, company=made, origin="https://x.example")
    assert mail.outbox.pop().subject == "You take part: Green technology"
    listed = text(Client().get(f"{own}others/"))
    assert "1 company is proposed to you, and you to it." in listed
    assert "They offer what you seek: Sensors." in listed
    sensoria = day.firms[1]
    page = f"{own}others/{sensoria.public_id}/"
    assert "They seek what you offer: Wood construction." in text(Client().get(page))
    assert Client().post(page, {"value": "3", "message": "Houses that feel"}).status_code == 302
    theirs = text(Client().get(day.own(1)))
    assert "1 request waits for your answer." in theirs
    assert "“Houses that feel”" in theirs
    talk = Encounter.objects.get()
    answered = Client().post(day.own(1, f"talks/{talk.public_id}/"), {"do": "yes", "value": "2"})
    assert answered["Location"] == f"{day.own(1)}?said=agreed"
    published(day)
    agenda = text(Client().get(f"{own}agenda/"))
    assert "1 talk, times of Europe/Helsinki." in agenda
    assert "Sensoria , Milano" in agenda
    assert "They offer what you seek: Sensors." in agenda
    calendar = Client().get(f"{own}agenda.ics").content.decode()
    assert "SUMMARY:Talk with Sensoria" in calendar
    assert "/company/" not in calendar


def test_what_is_wrong_or_late_is_shown_back_with_the_words():
    day = a_company_day(firms=0)
    form = Client().get(f"/en/company-days/{day.row.public_id}/register/").context["form"]
    assert (form["size"].value(), form["size"].initial) == (None, None)
    assert [code for code, _name in form["languages"].field.choices[:4]] == ["en", "fr", "de", "bg"]
    wrong = register(day, offers=["wood", "sensors", "waste", "finance"], email="none")
    assert wrong.status_code == 422
    assert "Choose at most three" not in text(wrong)  # the address is mended first
    many = register(day, offers=["wood", "sensors", "waste", "finance"])
    assert (many.status_code, "Choose at most three" in text(many)) == (422, True)
    CompanyDay.objects.update(register_until=timezone.now() - timedelta(days=1))
    late = register(day)
    assert (late.status_code, "Houses of wood." in text(late)) == (409, True)
    assert Company.objects.count() == 0


def test_an_address_that_is_known_gets_its_link_again_and_nobody_learns_of_it(
    django_capture_on_commit_callbacks: Any,
):
    day = a_company_day(firms=1)
    with django_capture_on_commit_callbacks(execute=True):
        again = register(day, email="firm-0@day.example")
    assert again["Location"].endswith("/registered/")
    assert [one.subject for one in mail.outbox] == ["You take part: Green technology"]
    assert Company.objects.count() == 1
    assert register(day, subject_line="buy").status_code == 302  # a field that people do not see
    assert Company.objects.count() == 1


def test_a_link_that_is_not_ours_and_one_of_another_company_open_nothing():
    day = a_company_day(firms=4)
    talk = a_talk(day, 0, 1)
    assert Client().get("/en/company/nonsense/").status_code == 404
    strangers = Client().get(day.own(2, f"talks/{talk.public_id}/"))
    assert strangers.status_code == 404
    posted = Client().post(day.own(2, f"talks/{talk.public_id}/outcome/"), {"took_place": "yes"})
    assert posted.status_code == 404
    old = day.own(0)
    Company.objects.filter(pk=day.firms[0].pk).update(renewed=1)
    assert Client().get(old).status_code == 404


def test_persons_are_read_by_those_who_meet_only():
    day = a_company_day(firms=3, state="arranged")
    a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=0, table=1)
    waiting = a_talk(day, 0, 2, state=Talk.REQUESTED)
    met = Encounter.objects.get(slot=0)
    assert "Person of Sensoria" in text(Client().get(day.own(0, f"talks/{met.public_id}/")))
    asked = text(Client().get(day.own(2, f"talks/{waiting.public_id}/")))
    assert "Person of Woodworks" not in asked
    assert "firm-0@day.example" not in asked


def test_what_was_taken_back_or_never_answered_stands_there_as_that():
    day = a_company_day(firms=3, state="arranged")
    a_talk(day, 0, 1, state=Talk.WITHDRAWN)
    a_talk(day, 2, 0, state=Talk.REQUESTED, return_value=None)
    page = text(Client().get(day.own(0)))
    assert "Sensoria , Taken back" in page
    assert "Aquitaine Tri , Not answered" in page
    assert "wait for your answer" not in page
    assert "You have no talk on the agenda." in page
    CompanyDay.objects.update(state="cancelled")
    assert "This day does not take place." in text(Client().get(day.own(0, "agenda/")))


def test_a_request_that_comes_too_late_is_shown_back():
    day = a_company_day(firms=2)
    other = day.own(0, f"others/{day.firms[1].public_id}/")
    a_talk(day, 1, 0, state=Talk.REQUESTED, return_value=None)
    assert Client().post(other, {"value": "2"})["Location"].endswith("?said=agreed")
    late = Client().post(other, {"value": "2", "message": "My own words"})
    assert (late.status_code, "was answered already" in text(late)) == (422, True)
    assert "My own words" in text(late)


def test_filters_find_companies_by_what_they_offer():
    day = a_company_day(firms=5)
    found = text(Client().get(day.own(0, "others/?offers=waste&nace=38")))
    assert "1 company fits what you look for." in found
    assert "Aquitaine Tri" in found
    assert "Nobody fits all of this" in text(Client().get(day.own(0, "others/?q=nowhere")))
    Company.objects.update(offers=["wood"], seeks=[])
    alone = Client().get(day.own(0, "others/")).content.decode()
    assert alone.count('<article class="card">') == 4  # without a proposal all of them
    assert "Say in your profile what you seek" in alone
    assert "Say in your profile what you offer" not in alone


def test_hours_profile_and_leaving():
    day = a_company_day(firms=2)
    a_talk(day, 0, 1)
    assert Client().post(day.own(0, "away/"), {"slots": ["1", "3"]}).status_code == 302
    profile = {**PROFILE, "seen": "1", "offers": ["waste"]}
    slower = Client().post(day.own(0, "profile/"), {**profile, "seen": "0"})
    assert (slower.status_code, 'name="seen" value="1"' in slower.content.decode()) == (409, True)
    assert Client().post(day.own(0, "profile/"), profile).status_code == 302
    firm = Company.objects.get(pk=day.firms[0].pk)
    assert (firm.away, firm.offers, firm.email) == ([1, 3], ["waste"], "firm-0@day.example")
    slower = Client().post(day.own(0, "profile/"), {**profile, "name": ""})
    assert 'name="seen" value="1"' in slower.content.decode()  # a fault does not make it newer
    left = Client().post(day.own(0, "leave/"))
    assert "You are off the list" in text(left)
    firm.refresh_from_db()
    assert (firm.state, firm.person, firm.email, firm.shown) == ("out", "", "", False)
    assert day.talks() == {"Nordic Wood – Sensoria": "withdrawn"}


def test_what_came_of_a_talk_right_after_and_after_90_days():
    day = a_company_day(state="arranged", begins=timezone.now() - timedelta(hours=1))
    talk = a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=0, table=1)
    at = day.own(0, f"talks/{talk.public_id}/outcome/")
    assert "What came of it?" in text(Client().get(day.own(0)))
    told = {"took_place": "yes", "worth": "4", "goes_on": "yes", "note": "A pilot"}
    assert Client().post(at, told).status_code == 302
    assert Encounter.objects.get().state == Talk.HELD
    assert "asked 90 days after" in text(Client().get(day.own(0, "after/")))
    CompanyDay.objects.update(
        slots=[(timezone.now() - timedelta(days=91)).isoformat()], state="ended"
    )
    wrong = Client().post(day.own(0, "after/"), {"0-agreement": "on", "0-amount": "a lot"})
    assert (wrong.status_code, "a lot" in wrong.content.decode()) == (422, True)
    said = {"0-met_again": "on", "0-agreement": "on", "0-amount": "12 500"}
    assert Client().post(day.own(0, "after/"), said).status_code == 302
    kept = Outcome.objects.get()
    assert (kept.worth, kept.note, kept.agreement, int(kept.amount)) == (4, "A pilot", True, 12500)


def test_one_link_does_not_do_without_end(monkeypatch: pytest.MonkeyPatch):
    day = a_company_day(firms=1)
    monkeypatch.setattr(
        "territoria_web.guest.companies.frame.times_in_a_day", lambda key: MOST_DEEDS_A_DAY + 1
    )
    page = Client().post(day.own(0, "profile/"), {**PROFILE, "seen": "0"})
    assert (page.status_code, "Houses of wood." in text(page)) == (429, True)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_as_often_however_many_talks(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    day = a_company_day(firms=1)
    for n in range(1, count + 1):
        other = a_firm(day.row, n)
        Encounter.objects.create(day=day.row, asker=other, asked=day.firms[0], state=Talk.REQUESTED)
    client, own, others = Client(), day.own(0), day.own(0, "others/")
    client.get(others)  # what is proposed is worked out once
    with django_assert_num_queries(3):
        client.get(own)
    with django_assert_num_queries(5):
        client.get(others)
