"""Every address × every kind of visitor, from one table: a line for each named address that is not public.

A new address without a line here fails here. To add one: its name, what each of the
nine visitors gets, and which thing of the ``World`` fills each part of the address (a part that
bears the name of a thing is filled by itself).

``in``: led to sign in · ``302``: led elsewhere · ``404``: told that there is nothing · ``403``: told
that it is not theirs to do. ``POST``: what an empty form gets there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver, reverse

from addresses import named
from private_addresses import (
    barcamp,
    benchmarks,
    budgets,
    calls,
    citizens,
    cohort,
    companies,
    feeds,
    findings,
    gauges,
    learn,
    meetings,
    mentoring,
    papers,
    plans,
    projects,
    register,
    sectors,
    self_checks,
    services,
    sittings,
    steps,
    surveys,
    talks,
    targets,
    track,
    working,
)
from private_addresses.table import TEAM_SEES, UNKNOWN, VISITORS, Line, line
from territoria_web.jobs.services import enqueue
from territoria_web.library.queries import library
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

Parts = dict[str, Any]
GROUP = 120

ALL = "200"
SIGNED_IN = "in 200 200 200 200 200 200 200 200"
POSTS_SIGNED_IN = "in 405 405 405 405 405 405 405 405"
# force_login leaves no proof in the session, as if it were long ago
PROVED = "in 302 302 302 302 302 302 302 302"
STRANGERS = "200 302 302 302 302 302 302 302 302"
HOUSE = "in 404 404 404 404 404 404 404 200"

LINES: dict[str, Line] = {
    # name                          stranger nobody viewer expert editor lead other secr. operator
    "root": line("302"),
    "robots": line(ALL),
    # one's own account
    "people:account": line(SIGNED_IN),
    "people:data": line(SIGNED_IN),
    "people:leave": line(PROVED),
    "people:remove_password": line(PROVED),
    "people:keys": line(SIGNED_IN),
    "people:make_key": line(PROVED),
    "people:revoke_key": line("in 404 404 404 404 404 404 404 404", "POST", handle="handle"),
    "people:link": line("410"),
    "people:send_link": line(ALL),
    "people:link_sent": line(ALL),
    "people:confirm": line(SIGNED_IN),
    "people:proved_email": line(PROVED),
    "people:proved_password": line(PROVED),
    "people:proved_second_factor": line(PROVED),
    "people:closed_reset": line("302"),
    "people:closed_reset_key": line("302", rest="word"),
    "people:closed_code": line("404"),
    "people:closed_connections": line("404"),
    "people:closed_signup": line("404"),
    "people:closed_social": line("404", rest="word"),
    # of the account library
    "account_login": line(STRANGERS),
    "account_logout": line("302 200 200 200 200 200 200 200 200"),
    "account_inactive": line(ALL),
    "account_signup": line(STRANGERS),
    # for those with a password; the others are never led here, but to the second factor or a link
    "account_reauthenticate": line("in 403 403 403 403 403 403 403 302"),
    "account_email": line(PROVED),
    "account_email_verification_sent": line("200"),
    "account_change_password": line("in 302 302 302 302 302 302 302 302"),
    "account_set_password": line(PROVED),
    "account_confirm_email": line(ALL, key="word"),
    "account_reset_password": line("302"),
    "account_reset_password_done": line("302"),
    "account_reset_password_from_key": line("302", uidb36="word", key="word"),
    "account_reset_password_from_key_done": line("302"),
    "account_confirm_login_code": line("404"),
    "mfa_index": line(SIGNED_IN),
    "mfa_authenticate": line("in 302 302 302 302 302 302 302 302"),
    "mfa_reauthenticate": line("in 403 403 403 403 403 403 403 200"),
    "mfa_activate_totp": line(PROVED),
    "mfa_deactivate_totp": line("in 404 404 404 404 404 404 404 302"),
    "mfa_view_recovery_codes": line("in 404 404 404 404 404 404 404 404"),
    "mfa_generate_recovery_codes": line("in 200 200 200 200 200 200 200 302"),
    "mfa_download_recovery_codes": line("in 404 404 404 404 404 404 404 404"),
    "usersessions_list": line(SIGNED_IN),
    "socialaccount_login_cancelled": line(ALL),
    "socialaccount_login_error": line("401"),
    "socialaccount_signup": line("404"),
    "socialaccount_connections": line("404"),
    "openid_connect_login": line("404", provider_id="word"),
    "openid_connect_callback": line("404", provider_id="word"),
    # a team
    "desk:home": line(SIGNED_IN),
    "desk:team": line("in 404 200 200 200 200 404 200 200"),
    "POST desk:team": line("in 404 403 403 403 422 404 422 422", "POST"),
    "desk:team-person": line("in 404 403 403 403 200 404 200 200", public_id="colleague"),
    "desk:journal": line("in 404 403 403 200 200 404 200 200"),
    "desk:journal-csv": line("in 404 403 403 200 200 404 200 200"),
    # a team's cycle
    "desk:start": line("in 404 403 403 403 200 404 200 403"),
    "desk:measure": line(TEAM_SEES, public_id="cycle"),
    "desk:framework": line("in 404 403 403 422 422 404 403 404", "POST", public_id="cycle"),
    "desk:assess": line("in 404 403 403 302 302 404 403 404", "POST", public_id="cycle"),
    "desk:template-csv": line(TEAM_SEES, public_id="cycle"),
    "desk:template-xlsx": line(TEAM_SEES, public_id="cycle"),
    "desk:upload": line("in 404 403 403 200 200 404 403 404", public_id="cycle"),
    "desk:upload-look": line(
        "in 404 403 403 404 404 404 403 404", public_id="cycle", upload="unknown"
    ),
    "desk:undo-release": line(
        "in 404 403 403 404 404 404 403 404", "POST", public_id="cycle", release="unknown"
    ),
    "desk:explain": line(UNKNOWN, public_id="cycle"),
    "desk:compare": line(TEAM_SEES, public_id="cycle"),
    "POST desk:compare": line("in 404 403 422 422 422 404 403 404", "POST", public_id="cycle"),
    "desk:compare-back": line("in 404 403 422 422 422 404 403 404", "POST", public_id="cycle"),
    "desk:recommend": line(TEAM_SEES, public_id="cycle"),
    "desk:work-out": line("in 404 403 302 302 302 404 403 404", "POST", public_id="cycle"),
    "desk:judge": line(UNKNOWN, public_id="cycle", advice="word"),
    "POST desk:judge": line(
        "in 404 403 404 404 404 404 403 404", "POST", public_id="cycle", advice="word"
    ),
    "desk:documents": line(TEAM_SEES, public_id="cycle"),
    "POST desk:documents": line("in 404 403 422 422 422 404 403 404", "POST", public_id="cycle"),
    "desk:document": line(UNKNOWN, public_id="cycle", assessment="unknown"),
    "desk:jobs": line(TEAM_SEES, public_id="cycle"),
    "desk:job": line(TEAM_SEES, public_id="cycle", number="job"),
    "desk:job-progress": line(TEAM_SEES, public_id="cycle", number="job"),
    "desk:job-stop": line(
        "in 404 403 403 403 302 404 302 404", "POST", public_id="cycle", number="job"
    ),
    # the house
    "desk:operate": line(HOUSE),
    "desk:operate-territories": line(HOUSE),
    "desk:operate-jobs": line(HOUSE),
    "desk:operate-stop-job": line("in 404 404 404 404 404 404 404 302", "POST", public_id="job"),
    "desk:operate-journal": line(HOUSE),
    "desk:operate-journal-csv": line(HOUSE),
    "desk:operate-people": line(HOUSE),
    "desk:operate-person": line(HOUSE, public_id="colleague"),
    "POST desk:operate-person": line(PROVED, "POST", public_id="colleague"),
    "desk:operate-organisations": line(HOUSE),
    "desk:operate-organisation": line(HOUSE, public_id="network"),
    "desk:operate-end-member": line(
        "in 404 404 404 404 404 404 404 302", "POST", public_id="network", person="clerk"
    ),
}


THINGS = (
    *(calls, steps, surveys, findings, meetings, plans, targets, papers, cohort),
    *(citizens, services, sittings, talks, budgets, track, gauges, learn),
    *(working, barcamp, projects, register, sectors, self_checks, companies, mentoring, feeds),
    *(benchmarks,),
)
LINES |= {name: held for thing in THINGS for name, held in thing.LINES.items()}
ADDRESSES = dict(named(get_resolver()))
PUBLIC = sorted(name for name in ADDRESSES if name.startswith("public:"))
# Keys open the API, not sessions: its own tests try every endpoint.
ELSEWHERE = ("public:", "api:")


@pytest.fixture
def world() -> Parts:
    """The things that addresses are about."""
    place = Territory.objects.get(code="FRE1")
    network = Organisation.objects.create(name="A network", kind="network")
    network.territories.add(place)
    people = {visitor: _account(visitor) for visitor in VISITORS[1:]}
    for role in (Role.VIEWER, Role.EXPERT, Role.EDITOR, Role.LEAD):
        give_role(by=None, user=people[role.value], role=role, place=place)
    other = Territory.objects.get(code="DED5")
    give_role(by=None, user=people["other lead"], role=Role.LEAD, place=other)
    give_role(by=None, user=people["secretariat"], role=Role.SECRETARIAT, place=network)
    User.objects.filter(pk=people["operator"].pk).update(is_operator=True)
    Authenticator.objects.create(
        user=people["operator"], type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    clerk = _account("clerk")
    give_role(by=None, user=clerk, role=Role.MEMBER, place=network)
    cycle = Cycle.objects.create(territory=place, title="A cycle")
    texts = library()
    found: Parts = {}
    for thing in THINGS:
        found |= thing.things(cycle, network, people)
    return found | {
        "people": people,
        "sessions": {},
        "browsers": {},
        "code": "FRE1",
        "cycle": cycle.public_id,
        "network": network.public_id,
        "colleague": people["viewer"].public_id,
        "clerk": clerk.public_id,
        "person": clerk.public_id,
        "job": enqueue(kind="diagnose", cycle=cycle).public_id,
        "word": "nothing",
        "unknown": uuid.UUID(int=1),
        "handle": "0" * 20,
        "framework": "blueprint",
        "node": "talent",
        "role": "mayor",
        "language": "en",
        "name": "nothing.csv",
        "release": "europe-nuts2021",
        "practice": min(texts.practices),
        "indicator": min(texts.indicators),
        "initiative": min(texts.initiatives),
        "recommendation": min(texts.recommendations),
    }


def _account(who: str) -> User:
    return User.objects.create_user(f"{who.replace(' ', '-')}@example.org", name=who)


def _address(name: str, line: Line, world: Parts) -> str:
    parts = ADDRESSES[name]
    return reverse(name, kwargs={part: world[line.parts.get(part, part)] for part in parts})


def _client(visitor: str, world: Parts, *, asked: bool = False) -> Client:
    """A browser of somebody who signed in when the world was made, and that keeps nothing else; to sign
    in takes a while, and so does the first page of each browser.

    ``asked``: whether its forms are of this site.
    """
    browsers = world["browsers"]
    if (visitor, asked) not in browsers:
        browsers[visitor, asked] = Client(enforce_csrf_checks=asked)
    client: Client = browsers[visitor, asked]
    client.cookies.clear()
    if visitor != "stranger":
        sessions = world["sessions"]
        if visitor not in sessions:
            client.force_login(world["people"][visitor], "sesame.backends.ModelBackend")
            client.get(reverse("root"))  # seen lately: no later page writes so
            sessions[visitor] = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[visitor]
    return client


@contextmanager
def _unwritten() -> Iterator[None]:
    """Pages are decided on, but not written out."""
    with patch.object(Template, "render", lambda *_args, **_kwargs: ""):
        yield


def _got(client: Client, method: str, address: str) -> str:
    answer = client.generic(method, address)
    led_in = answer.status_code == 302 and "/account/login/" in answer["Location"]
    return "in" if led_in else str(answer.status_code)


def _as(visitor: str, line: Line, address: str, world: Parts) -> str:
    """What a visitor gets; only the lead's page is written out, which takes most of the time."""
    with nullcontext() if visitor == "lead" else _unwritten():
        return _got(_client(visitor, world), line.method, address)


def test_every_named_address_stands_in_the_table_and_nothing_else() -> None:
    private = {name for name in ADDRESSES if not name.startswith(ELSEWHERE)}
    assert {name.removeprefix("POST ") for name in LINES} == private


def _groups(names: Iterable[str]) -> list[list[str]]:
    """A few addresses at a time: the world is made once for them, and is whole again after each."""
    held = sorted(names)
    return [held[start : start + GROUP] for start in range(0, len(held), GROUP)]


@contextmanager
def _undone() -> Iterator[None]:
    """What is done inside is undone, in the database and in the counters."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("names", _groups(LINES), ids=lambda names: names[0])
def test_each_visitor_gets_what_the_table_says(names: list[str], world: Parts) -> None:
    wrong = {}
    for visitor in VISITORS:
        _client(visitor, world)
    for name in names:
        line = LINES[name]
        address = _address(name.removeprefix("POST "), line, world)
        with _undone():
            got = [_as(visitor, line, address, world) for visitor in VISITORS]
        if got != list(line.expected):
            wrong[name] = {"got": " ".join(got), "expected": " ".join(line.expected)}
    assert wrong == {}


@pytest.mark.parametrize("names", _groups(LINES), ids=lambda names: names[0])
def test_no_form_is_taken_that_did_not_come_from_this_site(names: list[str], world: Parts) -> None:
    taken = {}
    _client("operator", world)
    for name in names:
        address = _address(name.removeprefix("POST "), LINES[name], world)
        with _undone():
            taken[name] = _client("operator", world, asked=True).post(address).status_code
    assert {name: got for name, got in taken.items() if got not in (403, 405)} == {}


@pytest.mark.parametrize("names", _groups(PUBLIC), ids=lambda names: names[0])
def test_a_public_page_is_the_same_for_everyone(names: list[str], world: Parts) -> None:
    _client("lead", world)
    for name in names:
        parts = {part: world.get(part, uuid.UUID(int=0)) for part in ADDRESSES[name]}
        address = reverse(name, kwargs=parts)
        with _undone():
            stranger, lead = (_client(who, world).get(address) for who in ("stranger", "lead"))
        assert (name, stranger.status_code in (200, 301, 302, 400, 404, 405)) == (name, True)
        assert "/account/login/" not in stranger.headers.get("Location", "")
        assert (name, lead.status_code) == (name, stranger.status_code)
        assert lead.cookies == {}
