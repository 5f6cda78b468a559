"""Small firms of a territory: a sentence first, what nobody addresses, and what is unknown said so."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from a_published_benchmark import a_look_at_firms
from a_register import registered
from territoria_web.compare.queries.small_firms import small_firms_at
from territoria_web.measure.models import Score
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
HERE = "/en/territories/FRE1/small-firms/"


def test_the_need_that_most_name_stands_first_with_who_addresses_it(client: Client):
    a_look_at_firms("FRE1", lack_of_skills=0.4, connectivity=0.25, cost=None)
    registered()
    answer = client.get(HERE)
    assert answer.status_code == 200
    needs = [(n["need"].obstacle, n["share"]) for n in answer.context["named"]]
    assert needs == [("lack-of-skills", "40 % (32–48)"), ("connectivity", "25 % (17–33)")]
    said = [n["said"] for n in answer.context["named"]]
    assert said == [
        "40 % name “Lack of skills”; 2 initiatives address it.",
        "25 % name “Connectivity”; no initiative against it is known here.",
    ]
    assert answer.context["page"]["finding"] == (
        "40 % (32–48) name “Lack of skills”; 2 initiatives address it."
    )
    assert "Digital cheque for shops" in answer.content.decode()
    assert len(answer.context["unasked"]) == 11
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{HERE[:-1]}.csv").content.decode("utf-8-sig")))
    )
    (cost,) = [row for row in rows if row["obstacle"] == "cost"]
    assert (cost["share"], cost["firms"]) == ("", "40")
    assert "digital-cheque" in cost["ids"]


def test_what_many_name_for_sure_and_nobody_addresses_opens_the_page(client: Client):
    a_look_at_firms("FRE1", lack_of_skills=0.4, connectivity=0.34)
    registered()
    answer = client.get(HERE)
    assert answer.context["page"]["finding"] == (
        "34 % (26–42) name “Connectivity”; no initiative against it is known here."
    )
    assert answer.context["named"][0]["need"].obstacle == "lack-of-skills"


def test_what_nobody_addresses_is_said_and_what_is_over_addresses_nothing():
    _team, made = registered(end=date(2026, 1, 31), what_failed="Nothing that we know of.")
    place = Territory.objects.get(code=made.territory.code)
    during, after = (small_firms_at(place, day) for day in (date(2025, 6, 1), date(2026, 6, 1)))
    names = [
        {n.obstacle for n in held.needs if made.slug in [h.name for h in n.helping]}
        for held in (during, after)
    ]
    assert names == [{"cost", "lack-of-skills"}, set()]
    assert made.slug in [h.name for h in after.helping if h.ended]


def test_where_nobody_was_asked_the_page_says_so(client: Client):
    answer = client.get("/en/territories/DED5/small-firms/")
    page = answer.content.decode()
    assert answer.context["page"]["finding"].startswith("Nobody can tell yet what holds back firms")
    assert "No self-check of firms has ten answers here yet." in page
    assert client.get("/en/territories/NOWHERE/small-firms/").status_code == 404


def test_national_initiatives_of_the_country_are_there_and_those_of_others_are_not():
    spain = small_firms_at(Territory.objects.get(code="ES61"), date(2023, 1, 1))
    assert "kit-digital" in [h.name for h in spain.helping if h.where == "above"]
    leipzig = small_firms_at(Territory.objects.get(code="DED5"), date(2023, 1, 1))
    assert "kit-digital" not in [h.name for h in leipzig.helping]


def test_effort_beside_result_is_unknown_until_both_sides_have_scores(client: Client):
    assert all("unknown" in said or "not opened" in said
               for said in client.get(HERE).context["take_up"]["missing"])  # fmt: skip


@pytest.mark.parametrize(("low", "word"), [(60, "effort without result yet"), (40, "or beside it")])
def test_both_sides_known_stand_in_one_of_four_fields(client: Client, low: int, word: str):
    assessment = public_assessments()["sme-go-digital"]
    place = Territory.objects.get(code="FRE1")
    for node in ("D1", "D2", "D3", "D4.2", "D6", "D7"):
        _score(assessment, place, node, 70, low, 80)
    for node in ("D4.1", "D5"):
        _score(assessment, place, node, 30, 20, 40)
    take_up = client.get(HERE).context["take_up"]
    assert word in take_up["said"]
    assert take_up["sides"] == [
        ("What policies do", f"70 ({low}–80)"),
        ("What firms use", "30 (20–40)"),
    ]


def _score(assessment, place: Territory, node: str, value: float, low: float, high: float) -> None:
    fields = {"value": value, "low": low, "high": high}
    Score.objects.update_or_create(
        assessment=assessment, territory=place, node=node, defaults=fields
    )
