from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from territoria_web.people.models import Role, User
from territoria_web.people.services import delete_account, give_role, write_entry
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
PAGE, TABLE = "/en/desk/team/FRE1/journal/", "/en/desk/team/FRE1/journal.csv"


@pytest.fixture
def place() -> Territory:
    return Territory.objects.get(code="FRE1")


@pytest.fixture
def editor(place: Territory) -> User:
    user = User.objects.create_user("editor@example.org", name="Ed Itor")
    give_role(
        by=User.objects.create_user("ana@example.org", name="Ana"),
        user=user,
        role=Role.EDITOR,
        place=place,
    )
    return user


@pytest.fixture
def reader(client: Client, editor: User) -> Client:
    client.force_login(editor, "sesame.backends.ModelBackend")
    return client


def rows(client: Client, **query: str) -> list[list[str]]:
    text = client.get(TABLE, query).content.decode()
    return [row[1:] for row in csv.reader(io.StringIO(text))]


def test_the_journal_says_who_what_when_before_and_after(
    reader: Client, editor: User, place: Territory
) -> None:
    write_entry(
        who=editor,
        what="upload",
        about="release x",
        territory=place,
        before={"n": 1},
        after={"n": 2},
    )
    assert rows(reader) == [
        ["who", "what", "about", "territory", "before", "after"],
        ["Ed Itor", "upload", "release x", "FRE1", "n: 1", "n: 2"],
        ["Ana", "give role", "Ed Itor", "FRE1", "", f"in: {place}, role: Editor"],
    ]


def test_the_journal_is_sifted_by_who_and_what(
    reader: Client, editor: User, place: Territory
) -> None:
    other = User.objects.create_user("other@example.org", name="Other")
    write_entry(who=other, what="upload", about="x", territory=place)
    write_entry(who=editor, what="choose", about="x", territory=place)
    assert [row[0] for row in rows(reader, what="upload")] == ["who", "Other"]
    assert [row[0] for row in rows(reader, who=str(editor.public_id))] == ["who", "Ed Itor"]
    assert rows(reader, who="nonsense")[1:] == []
    assert reader.get(PAGE, {"who": "nonsense", "what": "x", "page": "-3"}).status_code == 200


def test_a_journal_tells_nothing_of_other_territories(reader: Client, editor: User) -> None:
    write_entry(who=editor, what="x", about="y", territory=Territory.objects.get(code="DED5"))
    write_entry(who=editor, what="x", about="y")
    assert "x" not in [row[1] for row in rows(reader)]


def test_who_left_is_a_former_colleague(reader: Client, place: Territory) -> None:
    gone = User.objects.create_user("gone@example.org", name="Gone Away")
    write_entry(who=gone, what="upload", about="x", territory=place)
    delete_account(by=gone)
    assert rows(reader, what="upload")[1][0] == "a former colleague"
    assert "Gone" not in reader.get(PAGE).content.decode()


def test_a_spreadsheet_takes_nothing_for_a_formula(reader: Client, place: Territory) -> None:
    write_entry(who=None, what="x", about="=1+1", territory=place)
    assert rows(reader, what="x")[1][2] == "'=1+1"


@pytest.mark.parametrize("entries", [1, 3])
def test_a_journal_takes_the_same_queries_whatever_its_length(
    reader: Client,
    editor: User,
    place: Territory,
    entries: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(entries):
        write_entry(who=editor, what="x", about=f"user {editor.public_id}", territory=place)
    reader.get(PAGE)
    with django_assert_num_queries(QUERIES):
        reader.get(PAGE)


QUERIES = 10
