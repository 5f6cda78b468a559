"""The office of a network makes, fills, arranges and closes a company day; nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cohort_network import CODES, a_network
from day_of_companies import Day, a_company_day, a_firm, a_talk, arranged, published
from desk_team import signed_in
from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome
from territoria_web.act.rules.companies import Talk
from territoria_web.jobs.worker import work_once

pytestmark = pytest.mark.django_db
SETTINGS = {
    "title": "Green technology",
    "about": "",
    "host": "Lappeenranta",
    "mode": "place",
    "place": "City hall",
    "link": "",
    "timezone": "Europe/Helsinki",
    "date": "2030-03-18",
    "second": "",
    "starts": "09:00",
    "talks": "4",
    "minutes": "20",
    "between": "5",
    "breaks": "10:00–10:15",
    "tables": "3",
    "tags": "Wood | Bois | Holz\nSensors | Capteurs | Sensoren",
    "register_until": "2030-03-01T18:00",
    "ask_until": "2030-03-12T18:00",
    "seen": "0",
}
FIRM = {"name": "Etxe", "city": "Bilbao", "size": "small", "offers": ["wood"], "person": ""}


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def press(desk: Any, at: str, deed: str) -> str:
    """Press the button of a deed on a draft, as it stands on the page; what the button says."""
    button = re.search(rf'value="({deed}:\d+)"', desk.get(at).content.decode())
    assert button
    assert desk.post(at, {"do": button[1]}).status_code == 302
    return button[1]


def test_from_a_title_to_agendas_that_are_out():
    network = a_network(*CODES)
    desk = signed_in(network.office)
    made = desk.post(network.at("companies/"), {"title": "Green technology", "language": "en"})
    one = made["Location"].removesuffix("settings/")
    assert "Before companies can register:" in text(desk.get(one))
    assert desk.post(one, {"do": "open"}).status_code == 422
    for slip in ({"date": "9999-12-31"}, {"register_until": "0001-01-01T00:00"}):
        far = {**SETTINGS, **slip, "timezone": "America/Los_Angeles"}
        assert desk.post(f"{one}settings/", far).status_code == 422
    past = desk.post(f"{one}settings/", {**SETTINGS, "date": "2020-03-18"})
    assert "This day is past." in text(past)
    assert desk.post(f"{one}settings/", SETTINGS)["Location"] == one
    day = CompanyDay.objects.get()
    assert [when[11:16] for when in day.slots] == ["07:00", "07:25", "08:15", "08:40"]
    assert (list(day.tags), day.register_until.hour) == (["wood", "sensors"], 16)
    assert desk.post(one, {"do": "open"})["Location"] == one
    for name in ("Etxe", "Sensoria"):
        entered = desk.post(f"{one}companies/", {**FIRM, "name": name})
        assert entered.status_code == 302
    numbers = [str(one.public_id) for one in Company.objects.order_by("name")]
    told = {"asker": numbers[0], "asked": numbers[1], "value": "3", "return_value": "1"}
    for do in ("", "apart"):
        same = desk.post(f"{one}requests/", {**told, "asked": numbers[0], "do": do})
        assert same.context["form"].errors == {"asked": ["Choose two different companies."]}
    assert desk.post(f"{one}requests/", told).status_code == 302
    assert desk.post(f"{one}schedule/", {"do": "arrange"}).status_code == 302
    assert "Arranging the talks" in text(desk.get(f"{one}schedule/"))
    assert work_once("tests")
    assert "1 talk: no arrangement is worth more." in text(desk.get(f"{one}schedule/"))
    press(desk, f"{one}schedule/", "publish")
    out = text(desk.get(f"{one}schedule/"))
    assert "The agendas are out. Nobody whom they concern left an address: print them." in out
    assert "This is version 1, published on" in out
    assert "Keep what is out, place the rest" in out
    assert "Agendas are out." in text(desk.get(one))


def test_settings_that_do_not_hold_are_told_at_once_and_the_slower_finds_their_words():
    day = a_company_day(firms=1)
    desk = signed_in(day.network.office)
    wrong = {**SETTINGS, "timezone": "Mars/Base", "tags": "Robots", "link": "x", "breaks": "noon"}
    page = text(desk.post(day.at("settings/"), wrong))
    assert "There is no such time zone." not in page  # what a field cannot read comes first
    assert "Line 1 is no break." in page
    page = text(desk.post(day.at("settings/"), {**wrong, "breaks": ""}))
    for said in ("There is no such time zone.", "Sensors, Wood construction", "https://"):
        assert said in page
    kept = "Sensors\nWood construction\nUse of waste\nGreen finance"
    CompanyDay.objects.update(edit=4)
    slower = desk.post(day.at("settings/"), {**SETTINGS, "tags": kept, "about": "My own words"})
    assert slower.status_code == 422
    assert "My own words" in slower.content.decode()
    assert 'name="seen" value="4"' in slower.content.decode()


def test_once_agendas_are_out_hours_stay():
    day = a_company_day(firms=0, state="arranged")
    desk = signed_in(day.network.office)
    page = desk.post(day.at("settings/"), {**SETTINGS, "tags": "", "seen": "0"})
    assert (page.status_code, "hours and tables stay" in text(page)) == (422, True)


def test_a_member_and_the_office_of_another_network_do_not_come_in():
    day = a_company_day(firms=1)
    other = a_network("DE30", name="Southern network")
    assert signed_in(day.network.member).get(day.at()).status_code == 403
    assert signed_in(other.office).get(day.at()).status_code == 404
    elsewhere = f"{other.at('companies/')}{day.row.public_id}/"
    assert signed_in(other.office).get(elsewhere).status_code == 404
    mine = a_company_day(firms=0, network=other)
    firm = mine.at(f"companies/{day.firms[0].public_id}/")
    assert signed_in(other.office).get(firm).status_code == 404


def test_companies_are_confirmed_refused_and_given_a_booth():
    day = a_company_day(firms=2)
    desk = signed_in(day.network.office)
    waiting = a_firm(day.row, 2, state="waiting")
    unconfirmed = a_firm(day.row, 3, state="waiting", confirmed=None)
    listed = text(desk.get(day.at("companies/")))
    assert "1 of 4 companies waits for you to confirm it." in listed
    assert "Has not confirmed the address" in listed
    assert desk.post(day.at("companies/"), {"do": f"admit:{waiting.public_id}"}).status_code == 302
    desk.post(day.at("companies/"), {"do": f"admit:{unconfirmed.public_id}"})
    assert desk.post(day.at("companies/"), {"do": "admit:x"}).status_code == 404
    at = day.at(f"companies/{waiting.public_id}/")
    assert desk.post(at, {"do": "refuse", "reason": ""}).status_code == 422
    assert desk.post(at, {"do": "refuse", "reason": "Another day fits better."})["Location"] == at
    states = dict(Company.objects.values_list("name", "state"))
    assert (states["Aquitaine Tri"], states["Banco Verde"]) == ("out", "waiting")
    firm = day.firms[0]
    form = {**FIRM, "do": "keep", "booth": "2", "email": firm.email, "seen": str(firm.edit)}
    at = day.at(f"companies/{firm.public_id}/")
    assert desk.post(at, {**form, "booth": "9"}).status_code == 422
    assert desk.post(at, form).status_code == 302
    fault = desk.post(at, {**form, "name": ""}).content.decode()
    assert 'name="seen" value="0"' in fault  # a fault does not make it newer
    slower = desk.post(at, form)
    assert (slower.status_code, 'name="seen" value="1"' in slower.content.decode()) == (422, True)
    assert Company.objects.get(pk=firm.pk).booth == 2


def test_a_file_is_taken_as_a_whole_or_shown_back_with_all_its_faults():
    day = a_company_day(firms=1)
    desk = signed_in(day.network.office)
    bad = "name;city;offers;email\nA;B;wood;x\nC;Pau;gold;firm-0@day.example\n"
    page = desk.post(day.at("companies/file/"), {"file": SimpleUploadedFile("f.csv", bad.encode())})
    assert page.status_code == 422
    said = text(page)
    assert said.count("Line 2") == 3
    assert "C;Pau;gold" in page.content.decode()
    known = "name;city;offers;email\nCo;Pau;wood;firm-0@day.example\n"
    assert "on the list already" in text(desk.post(day.at("companies/file/"), {"text": known}))
    good = "name;city;offers\nCo;Pau;Holzbau\nOther;Pau;wood|waste\n"
    assert desk.post(day.at("companies/file/"), {"text": good}).status_code == 302
    assert Company.objects.filter(channel="file", state="in").count() == 2
    table = desk.get(day.at("companies.csv")).content.decode()
    assert "Other,Pau,,small,,,wood;waste" in table


def test_a_talk_is_fixed_and_taken_out():
    day = a_company_day()
    talk = a_talk(day, 0, 1)
    desk = signed_in(day.network.office)
    at = day.at(f"requests/{talk.public_id}/")
    assert desk.post(at, {"do": "pin", "slot": "0", "table": "9"}).status_code == 422
    assert desk.post(at, {"do": "pin", "slot": "2", "table": "1"}).status_code == 302
    assert "Fixed" in text(desk.get(at))
    assert arranged(day).meetings[0]["slot"] == 2
    assert desk.post(at, {"do": "unpin"}).status_code == 302
    assert desk.post(at, {"do": "drop"}).status_code == 302
    assert day.talks() == {"Woodworks – Sensoria": "withdrawn"}


def test_on_the_day_what_was_held_is_marked_and_a_no_show_moves_others_up():
    day = a_company_day(firms=4)
    for pair in ((0, 1), (2, 3), (0, 2)):
        a_talk(day, *pair)
    published(day)
    begins = timezone.now() - timedelta(minutes=5)
    day.row.refresh_from_db()
    day.row.slots = [(begins + timedelta(minutes=25 * n)).isoformat() for n in range(4)]
    day.row.save()
    desk = signed_in(day.network.office)
    page = text(desk.get(day.at("schedule/")))
    assert "All of them were held" in page
    first = Encounter.objects.filter(slot=0).first()
    desk.post(day.at("schedule/"), {"do": f"missed:{first.public_id}"})
    assert Encounter.objects.get(pk=first.pk).state == Talk.NO_SHOW
    desk.post(day.at("schedule/"), {"do": "rest:"})
    at = day.at(f"companies/{day.firms[3].public_id}/")
    assert desk.post(at, {"do": "absent"}).status_code == 302
    desk.post(day.at("schedule/"), {"do": "keep"})
    assert work_once("tests")
    assert "a draft: companies do not see it yet" in text(desk.get(day.at("schedule/")))
    pressed = press(desk, day.at("schedule/"), "publish")
    again = desk.post(day.at("schedule/"), {"do": pressed}, follow=True)
    assert "published or thrown away meanwhile" in text(again)
    assert day.row.schedules.exclude(published=None).count() == 2


def test_a_large_day_shows_one_slot_at_a_time(monkeypatch: pytest.MonkeyPatch):
    day = a_company_day(firms=4)
    for pair in ((0, 1), (1, 2), (2, 3)):
        a_talk(day, *pair)
    arranged(day)
    desk = signed_in(day.network.office)
    assert desk.get(day.at("schedule/")).content.decode().count('id="slot-') > 1
    monkeypatch.setattr("territoria_web.desk.companies.schedule.MOST_ROWS", 2)
    for query, slot in (("", 0), ("?slot=1", 1), ("?slot=99", 0)):
        page = desk.get(day.at(f"schedule/{query}")).content.decode()
        assert re.findall(r'id="slot-(\d)"', page) == [str(slot)]
    told = desk.post(day.at("schedule/?slot=1"), {"do": "rest:"})
    assert told["Location"].endswith("/schedule/?slot=1")


def test_the_office_reads_what_came_of_each_talk():
    day = a_company_day(state="ended", begins=timezone.now() - timedelta(days=1))
    talk = a_talk(day, 0, 1, state=Talk.HELD, slot=0, table=1)
    Outcome.objects.create(
        encounter=talk, company=day.firms[0], took_place=True, worth=3, goes_on=True, note="Pilot"
    )
    Outcome.objects.create(encounter=talk, company=day.firms[1], took_place=True)
    page = text(signed_in(day.network.office).get(day.at("outcomes/")))
    assert "Sensoria : Held" in page
    assert "1 talk was held; 1 go on, 0 led to an agreement." in page
    assert "Woodworks : Very useful, goes on “Pilot”" in page


def test_agendas_and_the_plan_of_tables_are_printed():
    day = a_company_day(firms=3)
    a_talk(day, 0, 1)
    desk = signed_in(day.network.office)
    assert desk.get(day.at("print/agendas/")).status_code == 404
    published(day)
    assert "Plan of the tables" in text(desk.get(day.at("print/")))
    for name in ("agendas", "tables"):
        assert desk.get(day.at(f"print/{name}/")).content[:5] == b"%PDF-"
    assert desk.get(day.at("print/names/")).status_code == 404


def test_it_is_cancelled_with_a_reason_and_ended_after_its_last_talk():
    day = a_company_day(firms=1)
    desk = signed_in(day.network.office)
    assert desk.post(day.at(), {"do": "cancel", "reason": ""}).status_code == 422
    assert desk.post(day.at(), {"do": "cancel", "reason": "Too few came."}).status_code == 302
    assert "Too few came." in text(desk.get(day.at()))
    over = {"firms": 0, "network": day.network, "begins": timezone.now() - timedelta(days=1)}
    assert "It cannot take place" in text(desk.get(a_company_day(**over).at()))
    past = a_company_day(state="arranged", **over)
    assert desk.post(past.at(), {"do": "end"}).status_code == 302
    assert CompanyDay.objects.get(pk=past.row.pk).state == "ended"


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_as_often_however_many_stand_on_them(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    day: Day = a_company_day(firms=count + 1)
    for n in range(1, count + 1):
        a_talk(day, 0, n)
    arranged(day)
    desk = signed_in(day.network.office)
    asked = {}
    for path in ("companies/", "requests/", "schedule/", "outcomes/"):
        if path == "outcomes/":
            Encounter.objects.update(state=Talk.HELD)
        desk.get(day.at(path))
        with CaptureQueriesContext(connection) as seen:
            desk.get(day.at(path))
        asked[path] = len(seen)
    assert asked == {"companies/": 9, "requests/": 11, "schedule/": 12, "outcomes/": 14}
    with django_assert_num_queries(6):
        desk.get(day.network.at("companies/"))
