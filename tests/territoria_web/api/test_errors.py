"""Every endpoint answers every kind of wrong request in the one shape."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from territoria_web.api.documenting import formats_of, openapi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

PARTS = {
    "code": "FRE1",
    "framework": "blueprint",
    "indicator": "gerd",
    "practice": "denmark-os2",
    "recommendation": "dated-roadmap",
    "initiative": "nothing",
    "release": "europe-nuts2021",
    "address": "score:blueprint@2021:FRE1@2021:overall:europe-nuts2021:000000",
    "cycle": "00000000-0000-0000-0000-000000000000",
}
ENDPOINTS = [(path, method) for path, held in openapi()["paths"].items() for method in held]
SUFFIXED = [
    f"{path}.{kind}"
    for path, held in openapi()["paths"].items()
    if "." not in path
    for operation in held.values()
    for kind in formats_of(operation)
]


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def strict() -> Client:
    """A client from elsewhere: it has no token of ours, as a browser would send with a form."""
    return Client(enforce_csrf_checks=True)


def is_problems(answer: Any) -> bool:
    body = answer.json()
    assert list(body) == ["problems"]
    assert body["problems"] != []
    return all(
        list(problem) == ["where", "what", "mend"]
        and all(isinstance(said, str) for said in problem.values())
        and problem["what"] != ""
        for problem in body["problems"]
    )


@pytest.mark.parametrize(("path", "method"), ENDPOINTS)
def test_an_unknown_parameter_is_refused_by_every_endpoint(client: Client, path: str, method: str):
    answer = getattr(client, method)(path.format(**PARTS) + "?nonsense=1")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["where"] == "query nonsense"
    assert is_problems(answer)


@pytest.mark.parametrize(("path", "method"), ENDPOINTS)
def test_an_unknown_key_is_refused_by_every_endpoint(client: Client, path: str, method: str):
    answer = getattr(client, method)(
        path.format(**PARTS), headers={"Authorization": "Bearer nobody"}
    )
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert is_problems(answer)


@pytest.mark.parametrize(("path", "method"), ENDPOINTS)
def test_another_method_is_refused_by_every_endpoint(client: Client, path: str, method: str):
    answer = client.delete(path.format(**PARTS))
    assert answer.status_code == 405
    assert answer["Allow"] == ("POST" if method == "post" else "GET, HEAD")
    assert is_problems(answer)


@pytest.mark.parametrize(("path", "method"), ENDPOINTS)
def test_a_client_without_a_token_of_ours_is_answered_alike(strict: Client, path: str, method: str):
    answer = strict.delete(path.format(**PARTS))
    assert answer.status_code == 405
    assert is_problems(answer)


@pytest.mark.parametrize("path", SUFFIXED)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_another_method_is_refused_at_every_address_with_a_suffix(
    strict: Client, path: str, method: str
):
    asked = getattr(strict, method)(path.format(**PARTS))
    # where the endpoint takes this method, it wants a key before anything else
    assert asked.status_code in (405, 401, 422)
    assert is_problems(asked)


@pytest.mark.parametrize("rest", ["nothing.csv", "scores.xml", "a%0Ab.csv", "a%0Ab", "a.b.csv"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_below_the_api_answers_with_a_page(strict: Client, rest: str, method: str):
    answer = getattr(strict, method)(f"/api/v1/{rest}")
    assert answer.status_code == 404
    assert is_problems(answer)


@pytest.mark.parametrize("path", [p for p, _ in ENDPOINTS if "{" in p])
def test_what_is_not_there_is_told_by_every_endpoint(client: Client, path: str):
    answer = client.get(path.format(**dict.fromkeys(PARTS, "nothing")))
    assert answer.status_code in (404, 405, 401)
    assert is_problems(answer)


@pytest.mark.parametrize(
    ("query", "status", "where"),
    [
        ("scores?node=A9", 422, "query node"),
        ("scores?framework=nope", 422, "query framework"),
        ("scores?territory=ZZ99", 422, "query territory"),
        ("scores?country=ZZ", 422, "query country"),
        ("scores?limit=0", 422, "query limit"),
        ("scores?limit=1001", 422, "query limit"),
        ("scores?offset=-1", 422, "query offset"),
        ("scores?format=xml", 422, "query format"),
        ("scores?lang=xx", 422, "query lang"),
        ("observations?first=99999999999999999999", 422, "query first"),
        ("observations?release=nope", 404, "nope"),
        ("observations?indicator=gerd&first=1950&last=1951&format=jsonstat", 404, "query"),
        ("figures?indicator=grd", 422, "query indicator"),
        ("territories?level=x", 422, "query level"),
        ("territories?q=%00", 400, "/api/v1/territories"),
        ("practices?factor=Z9", 422, "query factor"),
        ("recommendations?country=FI", 422, "query country"),
        ("initiatives?area=nope", 422, "query area"),
        ("indicators?theme=nope", 422, "query theme"),
        ("readings/nonsense", 404, "nonsense"),
        ("territories/DE/peers", 404, "DE"),
        ("nothing", 404, "/api/v1/nothing"),
        ("", 404, "/api/v1/"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(client: Client, query: str, status: int, where: str):
    answer = client.get(f"/api/v1/{query}")
    assert (answer.status_code, answer.json()["problems"][0]["where"]) == (status, where)
    assert is_problems(answer)


def test_a_slip_is_met_with_what_may_be_meant(client: Client):
    answer = client.get("/api/v1/indicators/gerdd")
    assert answer.status_code == 404
    assert "Did you mean gerd?" in answer.json()["problems"][0]["mend"]


def test_too_many_requests_are_told_to_wait(client: Client, settings: Any):
    settings.API_A_MINUTE = 2
    answers = [client.get("/api/v1/catalogue.ttl") for _ in range(4)]
    assert [a.status_code for a in answers][:2] == [200, 200]
    last = answers[-1]
    assert last.status_code == 429
    assert 1 <= int(last["Retry-After"]) <= 60
    assert is_problems(last)


def test_what_breaks_is_said_in_the_same_shape(client: Client, monkeypatch: Any, caplog: Any):
    from territoria_web.api.endpoints import releases

    def breaks() -> None:
        raise RuntimeError("invented")

    monkeypatch.setattr(releases, "public_releases", breaks)
    answer = client.get("/api/v1/releases")
    assert answer.status_code == 500
    assert is_problems(answer)
    assert "invented" not in answer.content.decode()


def test_problems_are_said_in_the_language_asked_for(client: Client):
    answer = client.get("/api/v1/nothing?lang=de")
    assert (answer.status_code, answer["Content-Language"]) == (404, "de")
