"""What projects and compendium cards say in a feed: nothing of examples, nobody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db.models import Model

from territoria_web.act.feed.format import canonical
from territoria_web.act.models import Card, Partner, Project
from territoria_web.act.queries.feed import card_items, project_items
from territoria_web.people.models import Organisation

pytestmark = pytest.mark.django_db
MADE = datetime(2026, 5, 4, 9, tzinfo=UTC)


def address(thing: Model) -> str:
    return f"https://cities.example/{thing.pk}/"


def a_project(title: str = "Buses on call", **fields: object) -> Project:
    network, _made = Organisation.objects.get_or_create(name="Northern network", kind="network")
    told = {"question": "How can we share buses?", "product": "A handbook", "opened": MADE}
    held = {**told, "due": date(2027, 11, 4), "made": MADE, **fields}
    return Project.objects.create(network=network, title=title, **held)


def a_partner(project: Project, name: str, **fields: object) -> Partner:
    told = {"person": "Eva Example", "email": f"{name.lower()}@x.example", "state": "agreed"}
    return Partner.objects.create(project=project, name=name, **{**told, **fields})


def test_a_project_says_question_cities_and_dates_and_names_nobody():
    project = a_project(language="de", axis="mobility")
    a_partner(project, "Lakeland", role="lead", vouched=True)
    a_partner(project, "Typed", role="partner")  # nobody stands for it
    a_partner(project, "Bus Ltd", role="company")
    a_partner(project, "Silence", state="invited")
    (item,) = project_items(address)
    assert item["title"] == {"de": "Buses on call"}
    assert item["address"] == address(project)
    body = item["body"]
    assert body["partners"] == [{"name": "Lakeland", "role": "lead"}]
    assert (body["axis"], body["state"], body["due"]) == ("mobility", "open", "2027-11-04")
    assert b"Eva" not in canonical(item)
    assert b"@" not in canonical(item)


def test_examples_and_what_is_not_public_yet_stay_at_home():
    a_project(example=True)
    a_project(opened=None, state="proposed")
    assert project_items(address) == []


def test_what_has_no_public_page_is_left_out():
    a_project()
    assert project_items(lambda thing: "") == []


def test_a_card_says_what_its_city_wrote_but_not_whom_to_ask():
    project = a_project()
    partner = a_partner(project, "Lakeland", role="lead")
    told = {"problem": "Buses drive empty.", "failed": "The app.", "contact": "eva@lake.example"}
    card = Card.objects.create(
        project=project,
        partner=partner,
        title="Bus auf Abruf",
        language="de",
        body=told,
        english={"title": "Bus on call", "problem": "Buses run empty."},
        effects=[{"claim": "Weniger leere Busse", "english": "Fewer empty buses", "grade": "E2"}],
        state="published",
        published=MADE,
    )
    Card.objects.create(project=project, partner=partner, title="Draft")
    (item,) = card_items(address)
    assert item["id"] == f"card-{card.public_id}"
    assert item["title"] == {"de": "Bus auf Abruf", "en": "Bus on call"}
    assert item["body"]["summary"] == {"en": "Buses run empty.", "de": "Buses drive empty."}
    claim = {"en": "Fewer empty buses", "de": "Weniger leere Busse"}
    assert item["body"]["claims"] == [{"claim": claim, "grade": "E2"}]
    assert b"eva@" not in canonical(item)
    assert item["licence"] == "CC-BY-4.0"
    Card.objects.filter(pk=card.pk).update(state="withdrawn", reason="It was wrong.")
    (item,) = card_items(address)
    assert (item["withdrawn"], item["body"]) == (True, {"reason": "It was wrong."})
