"""A site moves to another database: every row as it stood, or none and a sentence why."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Model

from desk_team import Team, a_team, give, signed_in
from territoria_web.compare.services.peer_groups import choose_peers
from territoria_web.measure.models import Assessment, Observation, Score
from territoria_web.measure.queries.assessments import current
from territoria_web.people import moving
from territoria_web.people.commands import operator
from territoria_web.people.keys import make_token
from territoria_web.people.models import Entry
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

PASSWORD = "long enough to be safe"
LONG_AGO = datetime(2019, 5, 4, 3, 2, 1, tzinfo=UTC)
# what a site on the new database is asked, in a process of its own
ASKED = """
import django; django.setup()
from django.test import Client
from territoria_web.people.models import User
visitor, lead = Client(), Client()
print(visitor.get("/en/territories/FRE1/").status_code)
print(visitor.get("/en/territories/FRE1/decisions.json").json()["table"]["rows"][0][:3])
print(lead.login(username="lead-fre1@example.org", password="{password}"))
for path in ("{desk}", "{desk}measure/", "{desk}compare/", "/en/desk/team/FRE1/journal/"):
    print(lead.get(path).status_code)
print(User.objects.create_user("new@example.org").pk > User.objects.order_by("pk")[0].pk)
"""


@pytest.fixture
def target(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind that is tested."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"
        return
    with _at_the_server() as server:
        server.execute("CREATE DATABASE territoria_moved")
    yield os.environ["DATABASE_URL"].rpartition("/")[0] + "/territoria_moved"
    with _at_the_server() as server:
        server.execute("DROP DATABASE territoria_moved WITH (FORCE)")


@pytest.fixture
def migrated(target: str) -> str:
    """The same with all its tables, as a move that broke leaves it: to make them anew takes long, and
    whoever fills the database of the tests does it already.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor, sqlite3.connect(target.partition("///")[2]) as new:
            told = "SELECT sql FROM sqlite_master WHERE sql <> '' AND name NOT LIKE 'sqlite_%'"
            for (statement,) in cursor.execute(told).fetchall():
                new.execute(statement)
            applied = cursor.execute("SELECT * FROM django_migrations").fetchall()
            new.executemany("INSERT INTO django_migrations VALUES (?, ?, ?, ?)", applied)
        new.close()
    return target


@contextmanager
def _at_the_server() -> Iterator[Any]:
    import psycopg

    asked = {**connection.get_connection_params(), "dbname": "postgres"}
    kept = {name: asked[name] for name in ("dbname", "user", "password", "host") if name in asked}
    with psycopg.connect(**kept, autocommit=True) as server:
        yield server


@pytest.fixture
def team() -> Team:
    """A team that has done a little of everything, on few observations."""
    found = a_team()
    lead = found.lead
    lead.set_password(PASSWORD)
    lead.save()
    signed_in(lead).post(found.at("recommend/user-feedback/"), {"decision": "accepted"})
    give(found)
    own = Assessment.objects.get(pk=current().pk)
    own.pk, own.public_id, own.cycle = None, uuid.uuid4(), found.cycle
    own.own = found.cycle.releases.get()
    own.save()
    scores = list(Score.objects.filter(assessment=current(), territory__code="FRE1"))
    for score in scores:
        score.pk, score.assessment = None, own
    Score.objects.bulk_create(scores)
    choose_peers(
        by=lead,
        cycle=found.cycle,
        codes=["DED5", "FI20", "RO42", "DE30", "ES21"],
        reason="We work with them on the same questions.",
    )
    make_token(by=lead, name="dashboard")
    EmailAddress.objects.create(user=lead, email=lead.email, verified=True, primary=True)
    Authenticator.objects.create(user=lead, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Entry.objects.bulk_create([Entry(what="open", about="cycle x", after={"title": "É"})])
    Score.objects.exclude(assessment__in=(current(), own)).delete()
    Observation.objects.exclude(territory__code="FRE1").filter(release__cycle=None).delete()
    return found


def run(to: str) -> Any:
    return CliRunner().invoke(operator, ["move", "--to", to])


def rows_of(model: type[Model], using: str) -> list[Any]:
    return list(model._base_manager.using(using).order_by("pk").values_list())


def nothing(table: str, done: int, of: int) -> None:
    """No progress is shown."""


def test_every_row_arrives_as_it_stood_and_the_team_goes_on_working(team: Team, migrated: str):
    Territory.objects.filter(code="FRE1").update(name="Nord")
    with connection.cursor() as cursor:  # a line of the journal is never changed: made to look old
        cursor.execute('UPDATE people_entry SET "when" = %s', [LONG_AGO])
    told = (Session.objects.count() > 0, team.cycle.recommendations.count())
    assert told == (True, 1)
    done = run(migrated)
    assert (done.exit_code, done.exception) == (0, None)
    with moving._opened(migrated):
        for model in moving.tables():
            assert rows_of(model, moving.TARGET) == rows_of(model, "default"), model
        assert Session.objects.using(moving.TARGET).count() == 0
        assert {entry.when for entry in Entry.objects.using(moving.TARGET)} == {LONG_AGO}
    answered = ask(migrated, ASKED.format(password=PASSWORD, desk=team.at()))
    first = "['user-feedback', 'B', 'accepted']"
    assert answered == ["200", first, "True", "200", "200", "200", "200", "True"]
    again = run(migrated)
    assert again.exit_code == 1
    assert "is not empty: it has " in again.output


def ask(target: str, code: str) -> list[str]:
    """What some code prints in a process whose site lives in the new database."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "territoria_web.site.test_settings",
        "TERRITORIA_HOSTS": "testserver",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **settings, "DATABASE_URL": target},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_an_empty_database_gets_its_tables_first(monkeypatch: Any, target: str):
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        moving, "call_command", lambda name, database, **_: asked.append((name, database))
    )
    with pytest.raises(moving.CannotMove):  # nothing made them
        moving.move(to=target, progress=nothing)
    assert asked == [("migrate", moving.TARGET)]


def test_all_tables_come_after_those_that_their_keys_point_to():
    order = [model._meta.label for model in moving.tables()]
    assert len(order) == len(set(order))
    for model in moving.tables():
        for other in moving._pointed_to(model):
            assert order.index(other._meta.label) < order.index(model._meta.label)
    assert moving.LEFT & set(order) == set()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE TABLE people_user (id); INSERT INTO people_user VALUES (7)", "people_user (1 row"),
        ("CREATE TABLE shop (id)", "shop. "),
    ],
)
def test_what_is_not_empty_is_refused_and_left_as_it_is(tmp_path: Path, made: str, said: str):
    path = tmp_path / "held.sqlite3"
    with sqlite3.connect(path) as held:
        held.executescript(made)
    held.close()
    done = run(f"sqlite:///{path}")
    assert done.exit_code == 1
    assert f"Error: SQLite {path} is not empty: it has {said}" in done.output
    assert "Name a database that is new and empty" in done.output
    held = sqlite3.connect(path)
    assert held.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (1,)
    held.close()


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("nowhere", "This is no address of a database."),
        ("mysql://me:secret@host/name", "A site lives in PostgreSQL or in a file of SQLite."),
        ("sqlite://:memory:", "A site lives in PostgreSQL or in a file of SQLite."),
        ("sqlite:////no/such/folder/x.sqlite3", "SQLite /no/such/folder/x.sqlite3: unable to open"),
        ("postgres://me:secret@localhost:1/name", "PostgreSQL name on localhost: connection"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(to: str, said: str):
    done = run(to)
    assert (done.exit_code, done.output.startswith(f"Error: {said}")) == (1, True), done.output
    assert "secret" not in done.output


def test_a_source_of_an_older_version_is_refused(monkeypatch: Any, target: str):
    monkeypatch.setattr(moving.MigrationExecutor, "migration_plan", lambda *_: [("people", 2)])
    with pytest.raises(moving.CannotMove, match="territoria site --prepare-only"):
        moving.move(to=target, progress=nothing)


def test_a_move_that_breaks_moves_nothing_and_can_be_done_again(monkeypatch: Any, migrated: str):
    monkeypatch.setattr(moving, "tables", lambda: [ContentType, Territory])

    def broken() -> None:
        raise DatabaseError("the disk is full\nand more")

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_continue_numbers", broken)
        with pytest.raises(moving.CannotMove, match=r": the disk is full\. No row was moved"):
            moving.move(to=migrated, progress=nothing)
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_copied", lambda model: iter(()))
        with pytest.raises(moving.CannotMove, match="0 arrived; somebody wrote meanwhile"):
            moving.move(to=migrated, progress=nothing)
    moved = moving.move(to=migrated, progress=nothing)
    assert moved["territories_territory"] == Territory.objects.count()
