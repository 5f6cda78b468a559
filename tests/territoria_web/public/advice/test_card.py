"""One piece of advice: the whole card."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]
FIELDS = (
    "First step",
    "Evidence",
    "What it takes",
    "Needs first",
    "Risks",
    "How you will know",
    "What would change this advice",
    "What else was considered",
    "Tried where",
    "Decision",
    "Who supports, who objects",
    "Provenance",
)


def test_every_field_of_the_card_stands_there(client: Client):
    text = client.get("/en/advice/one-door-named-adviser/").content.decode()
    assert [f for f in FIELDS if f"<h2>{f}</h2>" not in text] == []


@pytest.mark.parametrize(
    ("lang", "headings"),
    [("en", ["Why", "How", "Watch out"]), ("fr", ["Pourquoi", "Comment", "Points de vigilance"])],
)
def test_the_text_stands_under_its_headings(client: Client, lang: str, headings: list[str]):
    answer = client.get(f"/{lang}/advice/one-door-named-adviser/")
    assert [h for h, _ in answer.context["sections"]] == headings


def test_with_a_territory_the_reasons_have_numbers_that_lead_to_their_derivation(client: Client):
    answer = client.get("/en/advice/user-feedback/?territory=FRE1")
    assert answer.context["here"].tier == "B"
    urls = [url for reason, url in answer.context["reasons"] if reason.value]
    assert all(u.startswith("/en/explain/?number=") for u in urls)
    assert "Why in Nord-Pas de Calais" in answer.content.decode()


def test_prerequisites_have_a_state_here(client: Client):
    needs = client.get("/en/advice/user-feedback/?territory=FRE1").context["needs"]
    assert [state.word for _, _, state in needs] == ["unknown"]


def test_what_is_not_judged_here_says_so(client: Client):
    answer = client.get("/en/advice/one-door-named-adviser/?territory=FRE1")
    assert answer.context["here"].standing == "outside"
    assert answer.context["page"]["finding"].endswith(": not judged.")


def test_an_unknown_advice_is_not_found(client: Client):
    assert client.get("/en/advice/no-such-advice/").status_code == 404


def test_the_whole_card_stands_in_the_data(client: Client):
    data = client.get("/en/advice/one-door-named-adviser.json").json()
    assert data["card"]["grade"] == "E2"
    assert list(data["sections"]) == ["Why", "How", "Watch out"]


def test_seven_questions_are_enough(client: Client, django_assert_max_num_queries):
    client.get("/en/advice/user-feedback/?territory=FRE1")
    with django_assert_max_num_queries(8):
        client.get("/en/advice/user-feedback/?territory=FRE1")


def test_french_sets_a_space_before_the_colon(client: Client):
    text = client.get("/fr/advice/dated-roadmap/?territory=FRE1").content.decode()
    assert "Limerick\u00a0: " in text
