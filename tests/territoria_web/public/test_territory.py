"""The page of a territory, its data beside it, and its social card."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from a_forum import a_forum
from planned import a_plan
from territoria_web.jobs.models import Job
from territoria_web.library.models import FrozenText
from territoria_web.listen.models import Forum
from territoria_web.measure.models import Assessment
from territoria_web.papers.models import Paper
from territoria_web.recommend.models import Advised
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.usefixtures("site_data")

QUERIES = 13


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_begins_with_the_name_and_the_finding(client: Client):
    said = page(client, "/en/territories/FRE1/")
    assert "<h1>Nord-Pas de Calais</h1>" in said
    assert "It is below its peers on talent and entrepreneurs." in said


@pytest.mark.parametrize(
    ("address", "name"),
    [("/en/territories/RO42/", "West"), ("/fr/territories/RO42/", "Ouest"),
     ("/de/territories/DED5/", "Leipzig")],
)  # fmt: skip
def test_the_place_is_called_as_in_the_language_of_the_address(client: Client, address, name):
    assert f"<h1>{name}" in page(client, address)


def test_the_page_shows_what_matters_in_this_order(client: Client):
    said = page(client, "/en/territories/FRE1/")
    parts = ['id="scores"', 'id="gaps"', 'id="years"', 'id="peers-here"', 'id="advice"']
    places = [said.index(part) for part in [*parts, 'id="known"']]
    assert places == sorted(places)


def test_a_figure_stands_in_its_own_unit_beside_the_middle_half_of_the_peers(client: Client):
    said = page(client, "/en/territories/FRE1/")
    assert "Half the peers lie between 5.2 and 6.4, their median at 6.0" in said


def test_every_number_leads_to_its_derivation(client: Client):
    said = page(client, "/en/territories/FRE1/")
    assert "/en/explain/?number=score:blueprint@2021:FRE1@2021:A1:europe-nuts2021:" in said


def test_a_page_takes_the_same_few_queries_whatever_it_shows(
    client: Client, django_assert_num_queries: Any
):
    for code in ("FRE1", "DED5"):
        client.get(f"/en/territories/{code}/")
        with django_assert_num_queries(QUERIES):
            client.get(f"/en/territories/{code}/")


def test_who_reads_is_given_advice_of_that_role_only(client: Client):
    said = json.loads(client.get("/en/territories/FRE1.json?role=MAY").content)
    assert {piece["role"] for piece in said["advice"]} == {"Mayors"}


def test_without_a_role_the_first_five_are_shown(client: Client):
    assert len(json.loads(client.get("/en/territories/FRE1.json").content)["advice"]) == 5


def test_an_unknown_role_is_not_found(client: Client):
    assert client.get("/en/territories/FRE1/?role=KING").status_code == 404


def test_an_unknown_framework_is_not_found(client: Client):
    assert client.get("/en/territories/FRE1/?framework=blueprnt").status_code == 404


def test_a_framework_of_countries_is_refused_for_a_region(client: Client):
    assert client.get("/en/territories/FRE1/?framework=country").status_code == 400


def test_an_unknown_code_is_not_found(client: Client):
    assert client.get("/en/territories/FRX9/").status_code == 404


def test_a_code_in_small_letters_leads_to_the_page(client: Client):
    answer = client.get("/en/territories/fre1/?role=MAY")
    assert (answer.status_code, answer["Location"]) == (301, "/en/territories/FRE1/?role=MAY")


def test_a_region_without_peers_says_why(client: Client):
    said = page(client, "/en/territories/FI20/")
    assert "lacks too many structural figures" in said
    assert 'id="gaps"' not in said


def test_a_country_is_scored_by_the_framework_of_countries(client: Client):
    said = json.loads(client.get("/en/territories/DE.json").content)
    assert (said["framework"], said["comparable"]) == ("country", False)
    assert said["finding"].startswith("Germany scores ")


def test_a_larger_region_lists_its_parts_and_what_is_known(client: Client):
    answer = client.get("/en/territories/DE2.json")
    said = json.loads(answer.content)
    assert said["framework"] is None
    assert said["territory"]["parts"] == [f"DE2{n}" for n in range(1, 8)]


def test_a_framework_that_is_not_diagnosed_yet_is_asked_for_once(client: Client):
    for _ in range(2):
        assert "is being worked out now" in page(
            client, "/en/territories/FRE1/?framework=smart-city"
        )
    assert Job.objects.filter(kind="diagnose").count() == 1


def test_a_diagnosis_that_failed_is_said_and_not_asked_for_again(client: Client):
    assessment = Assessment.objects.get(framework="smart-city", cycle=None, current=True)
    Job.objects.create(kind="diagnose", key=f"diagnose:{assessment.pk}", state=Job.State.FAILED)
    said = page(client, "/en/territories/FRE1/?framework=smart-city")
    assert "could not be worked out" in said
    assert Job.objects.filter(kind="diagnose").count() == 1


def test_the_table_has_scores_figures_and_peers(client: Client):
    rows = list(
        csv.DictReader(io.StringIO(client.get("/en/territories/FRE1.csv").content.decode()))
    )
    kinds = {row["kind"] for row in rows}
    assert kinds == {"score", "observation", "peer-median", "gap", "trend", "target", "peer"}
    a1 = next(row for row in rows if (row["kind"], row["node"]) == ("score", "A1"))
    assert a1["address"].startswith("score:blueprint@2021:FRE1@2021:A1:")
    assert float(a1["low"]) <= float(a1["value"]) <= float(a1["high"])


def test_advice_that_left_the_library_is_not_shown(client: Client):
    held = Advised.objects.get(assessment__framework="blueprint", territory__code="FRE1")
    held.body["first"] = ["gone", *held.body["first"][:2]]
    held.save()
    assert len(json.loads(client.get("/en/territories/FRE1.json").content)["advice"]) == 2


def test_the_social_card_is_a_png_and_drawn_once(client: Client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first = client.get("/en/territories/FRE1/card.png")
    assert first["Content-Type"] == "image/png"
    assert first.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert client.get("/en/territories/FRE1/card.png").content == first.content
    assert len(list((tmp_path / "cards").iterdir())) == 1


def test_the_social_card_may_be_kept_as_long_as_the_page(client: Client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    card = client.get("/en/territories/FRE1/card.png")
    said = client.get("/en/territories/FRE1/")["Cache-Control"]
    assert (card["Cache-Control"], said) == ("public, max-age=60", "public, max-age=60")


def test_the_page_names_its_card(client: Client):
    assert "http://testserver/en/territories/FRE1/card.png" in page(client, "/en/territories/FRE1/")


def test_all_gaps_and_strengths_are_listed_and_the_picture_says_what_it_leaves_out(client: Client):
    answer = client.get("/en/territories/FRE1/")
    portrait = answer.context["p"]
    assert answer.context["gaps"].count("<li>") == len(portrait.behind) == 7
    assert answer.context["strengths"].count("<li>") == len(portrait.ahead)
    assert "The picture shows 8 of these 14 figures" in answer.content.decode()


def test_gaps_are_shown_once_and_drawn_only_where_somebody_unfolds_them(client: Client):
    said = page(client, "/en/territories/FRE1/")
    gaps = said.partition('id="gaps"')[2].partition('id="years"')[0]
    before, _fold, folded = gaps.partition("<details")
    assert before.count("<b>Control of corruption</b>") == 1
    assert ("<svg" in before, "<svg" in folded) == (False, True)


def test_what_is_on_the_page_is_folded_on_phones_and_beside_it_elsewhere(client: Client):
    said = page(client, "/en/territories/FRE1/")
    fold = said.partition('<details class="only-narrow no-print">')[2].partition("</details>")[0]
    beside = said.partition('<div class="only-broad">')[2].partition("</div>")[0]
    assert fold.count('<a href="#') == beside.count('<a href="#') == 6


def test_the_advice_after_the_second_is_folded_on_phones(client: Client):
    said = page(client, "/en/territories/FRE1/")
    advice = said.partition('id="advice"')[2].partition('id="known"')[0]
    assert "<summary>The next 3 pieces of advice</summary>" in advice
    assert advice.count('<article class="card advice') == advice.count("card advice") == 5


def test_above_and_below_are_said_to_be_against_the_median(client: Client):
    said = page(client, "/en/territories/FRE1/")
    assert "“above” and “below” are said against their median." in said


@pytest.mark.django_db
def test_a_place_without_published_figures_says_so_and_leads_to_its_papers(client: Client):
    place = Territory.objects.create(
        code="XA01", version="2021", name="Aldermark", level=2, country="X"
    )
    said = page(client, "/en/territories/XA01/")
    assert "No published figures exist for Aldermark." in said
    assert "Its team has published nothing here yet." in said
    for pretended in ("Being worked out", "No figure exists for regions", "0 of 0"):
        assert pretended not in said
    cycle = Cycle.objects.create(territory=place, title="Strategy of Aldermark")
    Paper.objects.create(
        cycle=cycle, kind="policy-briefing", title="Briefing", published=timezone.now(),
        state=Paper.State.PUBLISHED, template=FrozenText.objects.first(),
    )  # fmt: skip
    client.cookies.clear()
    said = page(client, "/en/territories/XA01/")
    assert f'<a href="/en/journeys/{cycle.public_id}/">Strategy of Aldermark</a>' in said


@pytest.mark.django_db
def test_where_a_forum_is_open_the_page_leads_to_it(client: Client):
    p = a_plan("FRE1")
    forum = a_forum(p.cycle, p.lead)
    link = f'<a href="/en/forum/{forum.code}/">What people say: Digital strategy</a>'
    assert link in page(client, "/en/territories/FRE1/")
    Cycle.objects.update(state="closed")
    assert link not in page(client, "/en/territories/FRE1/")
    Cycle.objects.update(state="open")
    Forum.objects.update(is_open=False)
    assert link not in page(client, "/en/territories/FRE1/")
