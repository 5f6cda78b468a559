"""What the page of a result says of help nearby, and what of it stands on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from django.test import Client

from sitting_down import a_check, answered, begun, sitting_of
from territoria_web.guest.self_check import result
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.services.sittings import finish_sitting
from territoria_web.recommend.queries.help_nearby import Help

pytestmark = pytest.mark.django_db


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def page_of(client: Client, check: SelfCheck, named: Mapping[str, int]) -> str:
    token = begun(check)
    finish_sitting(sitting=answered(sitting_of(token), named=named))
    return client.get(f"/en/check/{check.code}/{token}/").content.decode()


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def helps(*titles: str) -> Help:
    return Help("x", "Advice", "Chamber", "Here", "", titles, "", is_confirmed=False)


def only_skills(*_place: Any, obstacles: Mapping[str, int], **_who: Any) -> list[Help]:
    return [helps("Lack of skills")] if "lack-of-skills" in obstacles else []


def test_an_obstacle_that_nothing_known_addresses_is_named(
    check: SelfCheck, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(result, "help_nearby", only_skills)
    page = words(page_of(client, check, {"cost": 3, "lack-of-skills": 2}))
    assert (
        "No offer is known here against: Cost. Ask those who offer this self-check: "
        "chamber@example.org"
    ) in page
    assert "No offer is known here against" not in words(
        page_of(client, check, {"lack-of-skills": 2})
    )


def test_an_offer_that_is_only_not_shown_is_known(
    check: SelfCheck, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(result, "help_nearby", lambda *_place, **_who: [helps("Lack of skills")])
    assert "No offer is known here" not in page_of(client, check, {"cost": 3, "lack-of-skills": 2})


@pytest.mark.parametrize(
    ("contact", "leads"), [("The chamber", True), ("", True), ("Chamber, 0123 456", False)]
)
def test_without_a_way_to_the_contact_the_territory_is_one(
    check: SelfCheck,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    contact: str,
    leads: bool,
):
    monkeypatch.setattr(result, "help_nearby", lambda *_place, **_who: [])
    SelfCheck.objects.update(contact=contact)
    page = page_of(client, check, {"cost": 3})
    assert "No offer is known here" in page
    assert ('href="/en/territories/X1/"' in page) == leads


def test_links_are_left_out_on_paper(check: SelfCheck, client: Client):
    page = page_of(client, check, {})
    assert '<ul class="links plain no-print">' in page
    assert '<h2 class="no-print">Keep this, or go on</h2>' in page
