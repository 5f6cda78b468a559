"""Company days as everybody reads them: nobody's name or address, no number of fewer than five."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from day_of_companies import Day, a_company_day, a_firm, a_talk
from territoria_web.act.models import CompanyDay, Outcome
from territoria_web.act.rules.companies import Talk

pytestmark = pytest.mark.django_db


def page(day: Day, kind: str = "/") -> Any:
    return Client().get(f"/en/company-days/{day.row.public_id}{kind}")


def data(day: Day) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page(day, ".json").content)
    return found


def held(day: Day, pairs: list[tuple[int, int]], **said: Any) -> None:
    """Talks that were held, and what the first of the two said of each."""
    for one, other in pairs:
        row = a_talk(day, one, other, state=Talk.HELD, slot=0)
        Outcome.objects.create(encounter=row, company=day.firms[one], took_place=True, **said)


def test_it_is_public_from_registration_on_and_says_how_to_take_part():
    day = a_company_day(state="planned", firms=0)
    assert page(day).status_code == 404
    day = a_company_day(firms=4, network=day.network)
    body = page(day).content.decode()
    assert "Register your company" in body
    assert "takes part" not in body  # four are fewer than five
    assert data(day)["companies"] is None
    listed = Client().get("/en/company-days/").content.decode()
    assert (listed.count("Green technology"), "1 company day is to come." in listed) == (1, True)
    CompanyDay.objects.update(example=True, register_until=datetime(2026, 3, 4, 16, tzinfo=UTC))
    said = "No company day of real cities is to come now. An invented one shows how it goes."
    assert said in Client().get("/en/company-days/").content.decode()
    body = page(day).content.decode()
    assert "Registration closed on 4 March 2026, 18:00 (Europe/Helsinki)." in body
    assert '<li><a href="/en/network/">Network</a></li>' in body


def test_profiles_stand_there_with_consent_and_without_person_and_address(
    monkeypatch: pytest.MonkeyPatch,
):
    day = a_company_day(firms=2)
    day.firms[0].shown = True
    day.firms[0].save()
    monkeypatch.setattr("territoria_web.public.companies.day.A_PAGE", 1)
    for body in (page(day).content.decode(), page(day, ".json").content.decode()):
        assert "Woodworks" in body
        assert "Sensoria" not in body
        assert "Person of" not in body
        assert "@day.example" not in body
    a_firm(day.row, 2, shown=True)
    second = Client().get(f"/en/company-days/{day.row.public_id}/?page=2").content.decode()
    assert ("Aquitaine Tri" in second, "Woodworks" in second) == (False, True)  # by name
    assert len(data(day)["profiles"]) == 2


def test_how_far_the_talks_came_is_counted_from_five_companies_on():
    day = a_company_day(firms=6)
    a_talk(day, 0, 5, state=Talk.DECLINED)
    assert "From request to agreement" not in page(day).content.decode()  # before it was held
    CompanyDay.objects.update(state="ended")
    a_talk(day, 1, 5, state=Talk.SCHEDULED, slot=1)
    held(day, [(0, 1), (1, 2), (2, 3), (3, 4)], goes_on=True, worth=3)
    table = dict(row[::2] for row in data(day)["table"]["rows"])
    counted = {"requested": 6, "accepted": 5, "scheduled": 5, "held": 4}
    assert table == {**counted, "follow_up": None, "agreement": None}
    assert data(day)["finding"] == "Of 6 requests 4 became talks that were held."
    assert "too few to show" in page(day).content.decode()
    held(day, [(4, 5)], agreement=True, amount=1000, told_again=timezone.now())
    table = dict(row[::2] for row in data(day)["table"]["rows"])
    assert (table["follow_up"], table["agreement"], data(day)["amount_eur"]) == (5, None, None)


def test_sums_are_published_where_five_companies_named_one_and_a_talk_counts_once():
    day = a_company_day(firms=6, state="ended", begins=timezone.now() - timedelta(days=99))
    after = {"agreement": True, "told_again": timezone.now()}
    held(day, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)], amount=1000, **after)
    row = day.row.encounters.get(asker=day.firms[0])
    Outcome.objects.create(encounter=row, company=day.firms[1], amount=900, **after)
    found = data(day)
    assert (found["amount_eur"], found["after_90_days"]) == (4900.0, 5)
    assert found["finding"] == "Of 5 requests 5 talks led to an agreement."
    assert "EUR 4,900" in page(day).content.decode()


def test_a_cancelled_day_says_why_and_an_invented_one_that_it_is():
    day = a_company_day(state="cancelled", reason="Too few came.", example=True, firms=0)
    body = page(day).content.decode()
    assert "Too few came." in body
    assert "Example" in body
    assert "Register your company" not in body


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_a_day_ask_the_database_as_often_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    day = a_company_day(firms=0)
    for n in range(count):
        a_firm(day.row, n, shown=True)
        CompanyDay.objects.create(
            network=day.network.row, title=f"Day {n}", state="open", opened=timezone.now()
        )
    with django_assert_num_queries(1):
        Client().get("/en/company-days/")
    with django_assert_num_queries(7):
        page(day)
