"""Peers with an account: what waits, and judging it for the words that were read."""

from __future__ import annotations

import pytest

from a_compendium import WHY, WORDS, a_running, handed_in, judge
from a_project import a_city
from desk_team import a_member, signed_in
from territoria_web.act.models import CardReview
from territoria_web.act.services.cards import write_card
from territoria_web.people.models import Role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_peer_reads_the_whole_card_and_publishes_it_as_the_second():
    doing = a_running()
    card = handed_in(doing)
    judge(doing, card, "Bilbao")
    peer = signed_in(a_member("DED5", Role.EXPERT))
    assert (
        "1 practice card waits for your judgment."
        in peer.get("/en/desk/card-reviews/").content.decode()
    )
    at = f"/en/desk/card-reviews/{card.public_id}/"
    assert WORDS.body["failed"] in peer.get(at).content.decode()
    answer = peer.post(at, {"verdict": "fit", "said": WHY, "seen": card.edit}, follow=True)
    assert "Two cities found it fit: it is published." in answer.content.decode()
    assert peer.get(at).status_code == 404


def test_words_written_anew_are_read_anew_and_nothing_typed_is_lost():
    doing = a_running()
    card = handed_in(doing)
    write_card(card=card, doer=doing.by(), words=WORDS, seen=card.edit)
    card.refresh_from_db()
    card.state = "submitted"
    card.save()
    peer = signed_in(a_member("DED5", Role.EXPERT))
    at = f"/en/desk/card-reviews/{card.public_id}/"
    answer = peer.post(at, {"verdict": "fit", "said": WHY, "seen": card.edit - 1})
    page = answer.content.decode()
    assert (answer.status_code, WHY in page, CardReview.objects.count()) == (422, True, 0)
    assert f'name="seen" value="{card.edit}"' in page


def test_the_own_city_finds_nothing_there():
    doing, city = a_running(), a_city()
    doing.row.partners.filter(name="Bordeaux").update(territory=Territory.objects.get(code="FRE1"))
    card = handed_in(doing)
    own = signed_in(city.lead)
    assert "No practice card waits for you." in own.get("/en/desk/card-reviews/").content.decode()
    assert own.get(f"/en/desk/card-reviews/{card.public_id}/").status_code == 404
