"""Keys of teams: known by their digest, for a time, and for what a role may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from territoria_web.measure.models import Release
from territoria_web.people.keys import make_token
from territoria_web.people.models import Membership, Role, Token, User
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TABLE = "indicator,period,value\r\ngerd,2020,2.4\r\n"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def cycle() -> Cycle:
    return Cycle.objects.create(territory=Territory.objects.get(code="FRE1"), title="A try")


def key_of(role: Role | None, cycle: Cycle, email: str = "someone@example.org") -> dict[str, str]:
    user = User.objects.create_user(email)
    if role:
        Membership.objects.create(user=user, role=role, territory=cycle.territory)
    return {"Authorization": f"Bearer {make_token(by=user, name='try')[1]}"}


def give(
    client: Client, cycle: Cycle, key: dict[str, str], table: str = TABLE, query: str = ""
) -> Any:
    return client.post(
        f"/api/v1/cycles/{cycle.public_id}/releases{query}",
        table,
        content_type="text/csv",
        headers=key,
    )


def test_a_key_opens_the_cycles_of_its_account_and_nobody_may_keep_them(
    client: Client, cycle: Cycle
):
    answer = client.get("/api/v1/cycles", headers=key_of(Role.VIEWER, cycle))
    assert [c["id"] for c in answer.json()] == [str(cycle.public_id)]
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer


def test_only_the_digest_is_kept_and_the_last_use_is_noted(client: Client, cycle: Cycle):
    key = key_of(Role.VIEWER, cycle)
    client.get("/api/v1/cycles", headers=key)
    token = Token.objects.get()
    assert token.digest not in key["Authorization"]
    assert timezone.now() - token.last_used < timedelta(minutes=1)


def test_a_key_that_has_run_out_is_refused(client: Client, cycle: Cycle):
    key = key_of(Role.LEAD, cycle)
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/v1/cycles", headers=key).status_code == 401


def test_a_closed_account_is_refused(client: Client, cycle: Cycle):
    key = key_of(Role.LEAD, cycle)
    User.objects.update(is_active=False)
    assert client.get("/api/v1/cycles", headers=key).status_code == 401


def test_figures_are_checked_without_writing(client: Client, cycle: Cycle):
    answer = give(client, cycle, key_of(Role.EDITOR, cycle), query="?dry_run=true")
    assert (answer.status_code, answer.json()["taken"], answer.json()["release"]) == (200, 1, None)
    assert Release.objects.filter(cycle=cycle).count() == 0


def test_figures_are_taken(client: Client, cycle: Cycle):
    answer = give(client, cycle, key_of(Role.EDITOR, cycle))
    assert answer.status_code == 201, answer.content
    release = Release.objects.get(cycle=cycle)
    assert answer.json()["release"] == str(release.public_id)


def test_figures_are_taken_as_json_too(client: Client, cycle: Cycle):
    rows = [{"indicator": "gerd", "period": 2020, "value": 2.4}]
    answer = client.post(
        f"/api/v1/cycles/{cycle.public_id}/releases?dry_run=true",
        rows,
        content_type="application/json",
        headers=key_of(Role.EDITOR, cycle),
    )
    assert (answer.status_code, answer.json()["taken"]) == (200, 1)


def test_one_refused_figure_refuses_all(client: Client, cycle: Cycle):
    table = TABLE + "gerd,2019,much\r\n"
    answer = give(client, cycle, key_of(Role.EDITOR, cycle), table)
    assert answer.status_code == 422
    assert list(answer.json()) == ["problems"]
    assert Release.objects.filter(cycle=cycle).count() == 0


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.EXPERT, 403), (None, 404)])
def test_who_may_not_give_figures_is_told_so(
    client: Client, cycle: Cycle, role: Role | None, status: int
):
    answer = give(client, cycle, key_of(role, cycle))
    assert answer.status_code == status
    assert list(answer.json()) == ["problems"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("", "text/csv", 422), ("nonsense", "application/json", 422), ("{}", "application/json", 422),
     ("x", "image/png", 422)],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_told_so(
    client: Client, cycle: Cycle, body: str, kind: str, status: int
):
    answer = client.post(
        f"/api/v1/cycles/{cycle.public_id}/releases",
        body,
        content_type=kind,
        headers=key_of(Role.EDITOR, cycle),
    )
    assert (answer.status_code, list(answer.json())) == (status, ["problems"])


def test_half_a_character_is_told_and_breaks_nothing(client: Client, cycle: Cycle):
    where, key = f"/api/v1/cycles/{cycle.public_id}/releases", key_of(Role.EDITOR, cycle)
    for row in ('"indicator": "gerd\\ud800"', '"indicator": "gerd", "\\udfff": 1'):
        body = f'[{{{row}, "period": 2020, "value": 2.4}}]'
        answer = client.post(where, body, content_type="application/json", headers=key)
        told = [(p["where"], p["mend"]) for p in answer.json()["problems"]]
        assert (answer.status_code, told) == (422, [("body", "Send whole characters, in UTF-8.")])
    assert Release.objects.filter(cycle=cycle).count() == 0


def test_a_teams_release_is_not_public(client: Client, cycle: Cycle):
    give(client, cycle, key_of(Role.EDITOR, cycle))
    release = Release.objects.get(cycle=cycle)
    assert client.get(f"/api/v1/releases/{release.name}").status_code == 404
    assert client.get(f"/en/data/{release.name}/").status_code == 404
    assert client.get("/api/v1/releases").json()["total"] == 1
