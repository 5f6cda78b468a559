"""The compendium in public: cards, one card, editions as files; no contact in data, no draft."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from a_compendium import FRENCH, WHY, a_running, handed_in, published
from a_project import Doing
from territoria_web.act.models import Card
from territoria_web.act.queries.cards import frozen
from territoria_web.act.services.cards import withdraw_card
from territoria_web.act.services.editions import freeze_edition
from territoria_web.library.saying import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing() -> Doing:
    return a_running()


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_days_in_data_are_those_of_the_site_and_a_stopped_project_promises_no_edition(
    doing, client
):
    late = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)  # past midnight in Brussels
    card = published(doing)
    Card.objects.update(published=late)
    at = doing.public("compendium").rstrip("/")
    assert ",2027-03-02," in text_of(client, f"{at}.csv")
    card.refresh_from_db()
    assert frozen(card)["published"] == "2027-03-02"
    said = "The first edition is frozen on"
    assert said in text_of(client, doing.public("compendium/"))
    doing.row.state = "stopped"
    doing.row.save()
    assert said not in text_of(client, doing.public("compendium/"))


def test_without_cards_only_an_edition_that_will_be_frozen_has_a_day(doing, client):
    doing.row.due = timezone.localdate() + timedelta(days=9)
    doing.row.save()
    due = "No practice card is published yet; the first edition is due on"
    assert due in text_of(client, doing.public("compendium/"))
    doing.row.due = timezone.localdate() - timedelta(days=1)
    doing.row.save()
    assert "No practice card is published yet." in text_of(client, doing.public("compendium/"))


def test_published_cards_are_counted_by_city_and_others_are_not_shown(doing, client):
    published(doing)
    handed_in(doing, FRENCH, "Bilbao")
    page = text_of(client, doing.public("compendium/"))
    assert "1 practice, found fit by two other cities." in page
    assert ("A counter for old trades" in page, FRENCH.title in page) == (True, False)
    data = client.get(doing.public("compendium.json")).json()
    assert (data["cards_by_city"], len(data["table"]["rows"])) == ({"Bordeaux": 1}, 1)


def test_a_card_in_another_language_stands_with_its_english(doing, client):
    card = published(doing, FRENCH)
    page = text_of(client, doing.public(f"compendium/{card.public_id}/"))
    assert ('lang="fr"' in page, "Forty workshops sell online." in page) == (True, True)
    assert ("not known" in page, WHY in page) == (True, True)


def test_whom_to_ask_stands_on_the_page_and_in_no_file(doing, client):
    card = published(doing)
    freeze_edition(project=doing.row, doer=doing.by())
    at = doing.public(f"compendium/{card.public_id}/")
    assert "counter@chamber.example" in text_of(client, at)
    files = [f"{at.rstrip('/')}.json", f"{at.rstrip('/')}.csv", doing.public("compendium.csv")]
    files += [doing.public(f"compendium/editions/1.{kind}") for kind in ("json", "csv", "html")]
    told = [text_of(client, file) for file in files]
    assert [file for file, text in zip(files, told, strict=True) if "@chamber" in text] == []


def test_a_withdrawn_card_says_why_and_a_draft_is_not_there(doing, client):
    card = published(doing)
    draft = handed_in(doing, FRENCH, "Bilbao")
    withdraw_card(card=card, doer=doing.by(), reason="The counter closed.", seen=card.edit)
    page = text_of(client, doing.public(f"compendium/{card.public_id}/"))
    assert ("Bordeaux: The counter closed." in page, "@chamber" in page) == (True, False)
    on = day(timezone.localdate())
    assert f"A practice of Bordeaux, withdrawn on {on}." in page
    at = doing.public(f"compendium/{card.public_id}")
    told = [page, *(text_of(client, f"{at}.{kind}") for kind in ("json", "csv"))]
    words = [*card.body.values(), card.effects[0]["claim"], WHY]
    assert [word for word in words for text in told if word in text] == []
    assert client.get(f"{at}.json").json()["withdrawn_by"] == "Bordeaux"
    assert client.get(doing.public(f"compendium/{draft.public_id}/")).status_code == 404
    assert "No practice card is published yet" in text_of(client, doing.public("compendium/"))


def test_an_edition_can_be_checked_by_its_digest_and_has_no_other_kinds(doing, client):
    published(doing)
    freeze_edition(project=doing.row, doer=doing.by())
    held = client.get(doing.public("compendium/editions/1.json")).json()
    text = json.dumps(held["cards"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == held["sha256"]
    assert held["sha256"] in text_of(client, doing.public("compendium/"))
    for missing in ("1.exe", "2.json"):
        assert client.get(doing.public(f"compendium/editions/{missing}")).status_code == 404


def test_of_a_proposal_nothing_is_public(doing, client):
    doing.row.opened = None
    doing.row.save()
    assert client.get(doing.public("compendium/")).status_code == 404
