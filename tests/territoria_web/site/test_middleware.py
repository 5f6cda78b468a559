"""What happens around every page."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from territoria_web.library.own_links import own_link
from territoria_web.site.middleware import refuse_what_is_too_large, trust_the_proxy


def seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 10.0.0.1", "9.9.9.9"),
        (2, "9.9.9.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_a_trusted_proxy_adds_is_believed(
    settings, proxies: int, said: str, address: str
):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=said)
    assert trust_the_proxy(seen)(request).content.decode() == address


class Unread:
    """A body that must not be touched."""

    def read(self, *args: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def sent(client: Client, path: str, length: str) -> HttpResponse:
    told = {"CONTENT_LENGTH": length, "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    return client.generic("POST", path, **told, **{"wsgi.input": Unread()})


@pytest.mark.django_db
@pytest.mark.parametrize("length", [str(200 * 1024 * 1024), "-1", "much"])
def test_what_is_too_large_is_refused_unread_with_a_page(client: Client, length: str):
    answer = sent(client, "/fr/account/login/", length)
    assert (answer.status_code, "413.html" in [t.name for t in answer.templates]) == (413, True)
    assert answer["Content-Language"] == "fr"


def test_the_api_says_it_in_its_shape(client: Client):
    answer = sent(client, "/api/v1/territories", str(6 * 1024 * 1024))
    problem = answer.json()["problems"][0]
    assert (answer.status_code, problem["where"]) == (413, "/api/v1/territories")
    assert problem["mend"] == "Send less at once: at most 5 MB."


@pytest.mark.parametrize("length", ["", "0", str(5 * 1024 * 1024)])
def test_what_the_forms_allow_goes_through(length: str):
    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    assert refuse_what_is_too_large(seen)(request).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/company/{}/nothing/", "/en/project/{}", "/en/meet/me/{}/"])
def test_errors_and_redirects_behind_a_link_of_ones_own_are_kept_by_nobody(
    client: Client, path: str
):
    answer = client.get(path.format(own_link("thing", UUID(int=7))))
    assert answer.status_code in (301, 404)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
