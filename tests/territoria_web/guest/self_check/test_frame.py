"""Links that open nothing say so, and lead on; a link that is used very often waits."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from sitting_down import a_check, begun
from territoria_web.guest.self_check import frame
from territoria_web.listen.models import SelfCheck, Taker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def at(token: str, path: str = "") -> str:
    return f"/en/check/CHECK2/{token}/{path}"


def test_erased_means_that_the_link_opens_nothing(check: SelfCheck, client: Client):
    token = begun(check)
    assert client.get(at(token, "erase/")).status_code == 200
    assert "Your answers are erased" in client.post(at(token, "erase/")).content.decode()
    assert Taker.objects.count() == 0
    for answer in (client.get(at(token)), client.post(at(token, "erase/"))):
        page = answer.content.decode()
        assert (answer.status_code, "Nothing is kept under this link" in page) == (404, True)
        assert ('href="/en/check/CHECK2/"' in page, "Begin anew" in page) == (True, True)


@pytest.mark.parametrize("path", ["", "page/1/", "answers/", "again/", "link/", "erase/"])
def test_a_strange_link_opens_nothing_and_says_so(check: SelfCheck, client: Client, path: str):
    begun(check)
    for token in ("x" * 40, "short"):
        answer = client.get(at(token, path))
        assert (answer.status_code, answer["X-Robots-Tag"]) == (404, "noindex")
        assert "cannot be found again" in answer.content.decode()


def test_the_link_of_one_check_opens_no_other(check: SelfCheck, client: Client):
    token = begun(check)
    a_check(check.cycle, code="OTHER2", audience="public")
    assert client.get(f"/en/check/OTHER2/{token}/").status_code == 404


def test_a_code_of_no_check(check: SelfCheck, client: Client):
    for path in ("/en/check/NOTHIN/", "/en/check/NOTHIN/some-link/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert '<a href="/en/">Home page</a>' in answer.content.decode()


def test_a_link_that_is_used_very_often_waits(check: SelfCheck, client: Client, monkeypatch):
    token = begun(check)
    monkeypatch.setattr(frame, "MOST_A_MINUTE", 1)
    assert [client.get(at(token, "link/")).status_code for _ in range(2)] == [200, 429]


def test_a_closed_check_is_not_begun_anew(check: SelfCheck, client: Client):
    SelfCheck.objects.update(state="closed")
    page = client.get(at("short")).content.decode()
    assert ("Begin anew" in page, 'href="/en/check-results/CHECK2/"' in page) == (False, True)
