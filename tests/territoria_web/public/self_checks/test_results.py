"""Everybody reads what self-checks say together, and what they do not say."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from a_self_check import a_check, finished, read
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.services.check_looks import renew_check_look
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def check() -> SelfCheck:
    place = Territory.objects.get(code="FRE1")
    return a_check(Cycle.objects.create(territory=place, title="Digital strategy"))


def at(check: SelfCheck, end: str = "/") -> str:
    return f"/en/check-results/{check.code}{end}"


def test_below_ten_there_is_nothing_but_the_way_in(client: Client, check: SelfCheck):
    finished(check, 9)
    renew_check_look(check=check)
    page = read(client.get(at(check)))
    assert "Fewer than ten have finished, so nothing is shown yet." in page
    assert "Check yourself" in page
    assert client.get(at(check, ".csv")).content.decode().count("\n") == 1


def test_firms_together(client: Client, check: SelfCheck):
    finished(check, 30, obstacles={"lack-of-skills": 4})
    finished(check, 20, value=75.0, level="very-low", size="small", obstacles={"cost": 1})
    finished(check, 3, size="medium")
    renew_check_look(check=check)
    answer = client.get(at(check))
    page = read(answer)
    assert "Of 53 firms in 2026, 62 % (51–72) reach the basic level" in page
    assert "Named most as what keeps them back: Lack of skills, Cost." in page
    assert "Not weighted: how many there are by size and sector was not entered" in page
    assert "under 10 staff 50 (48–52) n = 30" in page
    assert "10 to 49 staff not shown" in page
    assert "Not shown: what is about fewer than ten, or would tell of fewer than ten." in page
    assert "58 % reached the basic level in 2023 (Eurostat, table isoc_e_dii)" in page
    assert answer.content.decode().count('class="picture wide"') == 4


def test_years_are_compared(client: Client, check: SelfCheck):
    finished(check, 20, value=25.0, level="very-low")
    finished(check, 20, value=75.0, obstacles={"cost": 3}, day=date(2027, 3, 1))
    renew_check_look(check=check)
    page = read(client.get(at(check)))
    assert "Overall: higher in 2027 than in 2026, by more than chance." in page
    assert "Cost: higher in 2027 than in 2026, by more than chance." in page
    for title in ("Digital maturity over the years", "“Cost” over the years"):
        assert title in page
    drawn = client.get(at(check)).content.decode()
    assert drawn.count('class="picture slim"') == drawn.count('class="picture wide"') == 6


def test_the_same_as_data(client: Client, check: SelfCheck):
    finished(check, 30)
    finished(check, 3, size="small")
    renew_check_look(check=check)
    data = json.loads(client.get(at(check, ".json")).content)
    assert data["years"] == [
        {"year": "2026", "answers": 33, "weighted": False, "why_not": "none", "worth": 33.0}
    ]
    hidden = [row for row in data["table"]["rows"] if row[1] == "size"]
    assert {(row[2], row[3]) for row in hidden} == {("micro", "hidden"), ("small", "hidden")}
    assert "told" not in data


def test_a_territory_leads_there(client: Client, check: SelfCheck):
    page = client.get("/en/territories/FRE1/").content.decode()
    assert f'href="{at(check)}">How digital its firms are' in page


def test_public_bodies_have_maturity_alone(client: Client, check: SelfCheck):
    other = a_check(check.cycle, audience="public")
    finished(other, 12, size="small", sector="")
    renew_check_look(check=other)
    page = read(client.get(at(other)))
    assert "On average, the 12 that answered stand at 50 (46–54) of 100 in 2026." in page
    assert "Eurostat" not in page
