"""The list of practices, as readers see it."""

from __future__ import annotations

import pytest
from django.test import Client

from territoria_web.public.practices.nearness import HOME

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]
LANGUAGES = ("en", "fr", "de")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_speaks_every_language(client: Client, lang: str):
    assert client.get(f"/{lang}/practices/").status_code == 200


def test_the_finding_counts_effects_and_failures(client: Client):
    assert client.get("/en/practices/").context["page"]["finding"] == (
        "What 77 places and programmes did, and what came of it. 6 measured an effect against "
        "places or firms without it; 11 went wrong and are told as plainly."
    )


def test_filters_work_together_and_say_how_many_are_left(client: Client):
    answer = client.get("/en/practices/", {"country": "PT", "factor": "A2"})
    assert {r.entry.country for r in answer.context["rows"]} == {"PT"}
    count = answer.context["rows"].paginator.count
    assert answer.context["page"]["finding"] == f"{count} practices of 77 fit what you ask for."


@pytest.mark.parametrize("asked", ["málaga", "MALAGA", "malaga techpark"])
def test_words_are_found_whatever_their_accents(client: Client, asked: str):
    rows = client.get("/en/practices/", {"q": asked}).context["rows"]
    assert rows[0].entry.id == "malaga-techpark"


def test_words_are_found_in_the_texts_of_every_language(client: Client):
    rows = client.get("/en/practices/", {"q": "Labore Straßen Sensoren Aveiro"}).context["rows"]
    assert [r.entry.id for r in rows] == ["aveiro-steam-city"]


def test_the_own_region_and_its_peers_stand_first_then_its_country_then_others(client: Client):
    rows = list(client.get("/en/practices/", {"territory": "FRE1"}).context["rows"])
    places = [r.near.place for r in rows]
    assert rows[0].entry.id == "hautsdefrance-factory"
    assert places == sorted(places)
    assert {r.entry.country for r in rows if r.near.place <= HOME and not r.near.words} == {"FR"}
    assert {r.entry.country for r in rows if r.near.place == HOME} == {"FR"}


def test_every_practice_says_how_it_stands_to_the_territory(client: Client):
    rows = list(client.get("/en/practices/", {"territory": "FRE1"}).context["rows"])
    said = {r.entry.place: r.near.words for r in rows}
    assert said["Eindhoven / Brainport"] == (
        "The region around it, North Brabant, is not among the peers of Nord-Pas de Calais."
    )
    assert all(words for r in rows if not r.relation.alike for words in [r.near.words])


@pytest.mark.parametrize(
    ("lang", "asked"),
    [
        ("de", "KMU"),
        ("de", "Mittelstand"),
        ("de", "kleine Unternehmen"),
        ("fr", "TPE"),
        ("en", "SME"),
    ],
)
def test_small_firms_are_found_by_any_of_their_names(client: Client, lang: str, asked: str):
    rows = client.get(f"/{lang}/practices/", {"q": asked}).context["rows"]
    assert rows.paginator.count >= 26


def test_an_empty_list_says_which_filter_to_loosen(client: Client):
    text = client.get("/en/practices/?factor=A4.3&country=JP").content.decode()
    assert "Nothing fits all of this together" in text
    assert "without “Country: Japan”" in text


def test_pages_follow_each_other_and_keep_the_filters(client: Client):
    first = client.get("/en/practices/?wrong=no")
    assert first.context["query"] == "wrong=no&"
    assert len(first.context["rows"]) == 20
    assert client.get("/en/practices/?page=99").status_code == 200


@pytest.mark.parametrize("query", ["country=XX", "factor=Z1", "grade=E9", "cost=much", "form=x"])
def test_an_unknown_filter_value_is_refused(client: Client, query: str):
    assert client.get(f"/en/practices/?{query}").status_code == 400


def test_an_unknown_territory_leaves_the_list_as_it_was(client: Client):
    answer = client.get("/en/practices/?territory=zzzz&wrong=yes")
    assert (answer.status_code, len(answer.context["rows"])) == (200, 11)


def test_a_region_without_peers_keeps_the_usual_order_and_says_so(client: Client):
    answer = client.get("/en/practices/?territory=DE1")
    assert answer.context["said"].startswith("The peers of ")


@pytest.mark.parametrize(("query", "count"), [("q=trelleborg+robot", 0), ("q=school", 0)])
def test_the_list_asks_the_database_nothing_whatever_its_length(
    client: Client, django_assert_num_queries, query: str, count: int
):
    client.get("/en/practices/")
    with django_assert_num_queries(count):
        client.get(f"/en/practices/?{query}")


def test_with_a_territory_five_questions_are_enough(client: Client, django_assert_num_queries):
    client.get("/en/practices/?territory=FRE1")
    with django_assert_num_queries(5):
        client.get("/en/practices/?territory=FRE1")


def test_table_and_data_stand_beside(client: Client):
    table = client.get("/en/practices.csv?country=PT").content.decode().splitlines()
    assert table[0].startswith("id,title,place,country,years,population_class,lesson,grade")
    assert client.get("/en/practices.json").json()["table"]["name"] == "practices"
