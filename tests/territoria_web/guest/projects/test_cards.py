"""A partner's cards by its link: from a title to the compendium; nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from a_compendium import WHY, WORDS, a_card, a_running, handed_in, published
from a_project import Doing
from territoria_web.act.models import Card, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing() -> Doing:
    return a_running()


def typed(**more: object) -> dict[str, object]:
    told: dict[str, object] = {"title": WORDS.title, "language": "en", **WORDS.body}
    return {**told, "claim_1": WORDS.effects[0][0], "grade_1": "E1", "dated": "2026-03-01", **more}


def test_a_card_is_begun_written_handed_in_and_judged_by_links_alone(doing: Doing, client: Client):
    client.post(doing.own("card-begin/"), {"title": WORDS.title, "language": "en"})
    card = Card.objects.get()
    page = client.get(doing.own()).content.decode()
    assert "8 things are missing before others can read it." in page
    client.post(doing.own(f"card-write/{card.public_id}/"), typed(seen=0))
    client.post(doing.own(f"card-hand-in/{card.public_id}/"), {"seen": 1})
    for city in ("Bilbao", "Pau"):
        at = doing.own(f"card-review/{card.public_id}/", city)
        assert WORDS.body["failed"] in client.get(at).content.decode()
        client.post(at, {"verdict": "fit", "said": WHY, "seen": 1})
    card.refresh_from_db()
    assert card.state == "published"
    assert "1 practice card is published. Bordeaux: 1" in " ".join(
        client.get(doing.own(name="Pau")).content.decode().split()
    )


def test_what_is_missing_is_said_and_what_was_typed_stays(doing: Doing, client: Client):
    card = handed_in(doing)
    answer = client.post(
        doing.own(f"card-write/{card.public_id}/"), typed(seen=card.edit, title="", failed="Rain.")
    )
    assert (answer.status_code, "Rain." in answer.content.decode()) == (422, True)
    late = client.post(doing.own(f"card-write/{card.public_id}/"), typed(seen=0, failed="Snow."))
    page = late.content.decode()
    assert (late.status_code, "Snow." in page) == (422, True)
    assert f'name="seen" value="{card.edit}"' in page


def test_whoever_left_withdraws_the_own_cards_and_does_nothing_else(doing: Doing, client: Client):
    card = published(doing)
    doing.row.partners.filter(name="Bordeaux").update(role="partner", state="left")
    at = doing.own(f"card-withdraw/{card.public_id}/")
    page = client.get(doing.own())
    assert (page.status_code, at in page.content.decode()) == (410, True)
    assert client.get(doing.own(f"card-confirm/{card.public_id}/")).status_code == 410
    done = client.post(at, {"seen": card.edit, "reason": "It closed."}, follow=True)
    assert (done.status_code, at in done.content.decode()) == (200, False)
    card.refresh_from_db()
    assert (card.state, card.reason) == ("withdrawn", "It closed.")


def test_nobody_is_offered_the_own_card_or_that_of_another_project(doing: Doing, client: Client):
    card = handed_in(doing)
    own = client.get(doing.own()).content.decode()
    assert ("Judge the card" in own, "Write the card" in own) == (False, True)
    other = client.get(doing.own(name="Bilbao")).content.decode()
    assert ("Judge the card" in other, "Write the card" in other) == (True, False)
    answer = client.post(
        doing.own(f"card-write/{card.public_id}/", "Bilbao"), typed(seen=card.edit)
    )
    assert (answer.status_code, "another city" in answer.content.decode()) == (422, True)
    foreign = a_running(network=doing.network, title="Another one")
    assert client.get(foreign.own(f"card-review/{card.public_id}/", "Bilbao")).status_code == 404


def test_whoever_only_watches_reads_why_they_judge_no_card(doing: Doing, client: Client):
    card = handed_in(doing)
    doing.row.partners.filter(name="Pau").update(role="observer")
    assert "Judge the card" not in client.get(doing.own(name="Pau")).content.decode()
    answer = client.get(doing.own(f"card-review/{card.public_id}/", "Pau"))
    assert (answer.status_code, "those that lead or are partners" in answer.content.decode()) == (
        409,
        True,
    )


def test_a_draft_of_another_city_is_read_by_nobody_by_its_address(doing: Doing, client: Client):
    card = a_card(doing)
    paths = [f"{deed}/{card.public_id}/" for deed in ("card-write", "card-hand-in", "card-review")]
    assert [client.get(doing.own(path, "Bilbao")).status_code for path in paths] == [404] * 3
    assert client.get(doing.own(paths[0])).status_code == 200


def test_a_company_is_offered_no_card(doing: Doing, client: Client):
    doing.row.partners.filter(name="Pau").update(role="company")
    handed_in(doing)
    page = client.get(doing.own(name="Pau")).content.decode()
    assert ["Judge the card" in page, "wait for your judgment" in page] == [False, False]
    assert ["Begin a practice card" in page, "Tell news" in page] == [False, True]


def test_the_lead_freezes_an_edition_by_its_link(doing: Doing, client: Client):
    published(doing)
    assert "Freeze an edition" in client.get(doing.own()).content.decode()
    assert "Freeze an edition" not in client.get(doing.own(name="Bilbao")).content.decode()
    client.post(doing.own("edition/"))
    assert Edition.objects.count() == 1
