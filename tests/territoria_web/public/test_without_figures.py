"""No release in use: every public address answers calmly, and what needs no figures stays readable."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from addresses import named
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

# what is read without figures, and what cannot be
READABLE = (
    "about", "methods", "frameworks", "framework", "framework-node", "practices", "practice",
    "comparison", "initiatives", "initiative", "advice", "advice-role", "advice-factor",
    "recommendation", "find", "data", "decisions",
)  # fmt: skip
FIGURES = ("home", "map", "map-svg", "map-png", "territory", "compare", "explore", "indicators")
CALM = (200, 301, 302, 400, 401, 404, 405, 422, 503)


ADDRESSES = {
    name: parts
    for name, parts in named(get_resolver())
    if name.startswith(("public:", "api:")) or name in ("root", "robots")
}


def _address(name: str) -> str:
    texts = library()
    world = {
        "code": "FRE1",
        "framework": "blueprint",
        "node": "A1.1",
        "role": min(texts.roles),
        "language": "en",
        "name": "observations.csv",
        "release": "europe-nuts2021",
        "practice": min(texts.practices),
        "indicator": min(texts.indicators),
        "initiative": min(texts.initiatives),
        "recommendation": min(texts.recommendations),
        "number": 1,
        "slug": "nothing",
    }
    parts = {part: world.get(part, uuid.UUID(int=0)) for part in ADDRESSES[name]}
    return reverse(name, kwargs=parts)


def _queries() -> tuple[str, ...]:
    """With nothing asked, and with what a reader may have kept an address of."""
    asked = Assessment.objects.get(framework="blueprint", cycle=None, current=True)
    number = asked.address("score", "FRE1@2021", "A1.1")
    return ("", f"?number={number}", "?framework=blueprint&territory=FRE1&show=blueprint:talent")


@pytest.fixture
def withdrawn() -> None:
    """The reference release is no longer in use."""
    Release.objects.filter(cycle=None).update(withdrawn=timezone.now())


@pytest.fixture
def never_loaded() -> None:
    """Nothing has been opened yet, and the release has another name."""
    Assessment.objects.filter(cycle=None).update(current=False)
    Release.objects.filter(cycle=None).update(name="of-a-former-site", withdrawn=timezone.now())


@pytest.mark.parametrize("name", sorted(ADDRESSES))
@pytest.mark.usefixtures("withdrawn")
def test_every_address_answers_calmly_when_the_release_is_withdrawn(name: str, client: Client):
    for query in _queries():
        answer = client.get(_address(name) + query)
        assert answer.status_code in CALM, query


@pytest.mark.parametrize("state", ["withdrawn", "never_loaded"])
@pytest.mark.parametrize("name", READABLE)
def test_what_needs_no_figures_is_still_read(
    name: str, state: str, client: Client, request: pytest.FixtureRequest
):
    request.getfixturevalue(state)
    assert client.get(_address(f"public:{name}")).status_code == 200


@pytest.mark.parametrize("state", ["withdrawn", "never_loaded"])
@pytest.mark.parametrize("name", FIGURES)
def test_what_needs_figures_says_to_come_back(
    name: str, state: str, client: Client, request: pytest.FixtureRequest
):
    request.getfixturevalue(state)
    answer = client.get(_address(f"public:{name}"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert "There are no figures to show at the moment" in answer.content.decode()


@pytest.mark.usefixtures("withdrawn")
def test_the_api_says_the_same_in_its_own_shape(client: Client):
    for address in ("figures?indicator=gdp", "scores?framework=blueprint", "indicators"):
        answer = client.get(f"/api/v1/{address}")
        (problem,) = answer.json()["problems"]
        assert (answer.status_code, answer["Retry-After"]) == (503, "600")
        assert problem["mend"] == "The address is right: try again later."
