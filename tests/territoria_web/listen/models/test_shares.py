"""Known shares keep the order in which the team wrote them, also where a database sorts its keys."""

from __future__ import annotations

import json

import pytest
from django.db.models import TextField
from django.db.models.functions import Cast

from a_forum import FRAME, a_forum
from a_survey import a_cycle
from territoria_web.listen.models import Forum
from territoria_web.listen.models.shares import SharesField
from territoria_web.listen.services.forums import Frame, change_forum
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
SHARES = {"Work": {"paid": 60.0, "none": 40.0}, "Age": {"under 30": 31.0, "30 and more": 69.0}}


def kept(forum: Forum) -> object:
    """What stands in the column."""
    text = Cast("margins", TextField())
    return json.loads(Forum.objects.annotate(text=text).values_list("text", flat=True)[0])


def order(forum: Forum) -> list[tuple[str, list[str]]]:
    held = Forum.objects.get(pk=forum.pk).margins
    return [(margin, list(shares)) for margin, shares in held.items()]


def test_shares_are_kept_as_pairs_and_read_by_name_in_their_order():
    lead = User.objects.create_user("lead@example.org")
    forum = a_forum(a_cycle(), lead, margins=SHARES)
    assert kept(forum) == [
        ["Work", [["paid", 60.0], ["none", 40.0]]],
        ["Age", [["under 30", 31.0], ["30 and more", 69.0]]],
    ]
    assert Forum.objects.get().margins == SHARES
    other = dict(reversed(SHARES.items()))
    change_forum(by=lead, forum=forum, frame=Frame(**{**FRAME.__dict__, "margins": other}), seen=0)
    assert order(forum) == [("Age", ["under 30", "30 and more"]), ("Work", ["paid", "none"])]


def test_none_and_rows_of_before_are_read_as_they_are():
    forum = a_forum(a_cycle(), User.objects.create_user("lead@example.org"))
    assert (kept(forum), Forum.objects.get().margins) == ([], {})
    before = SharesField().from_db_value(json.dumps(SHARES), None, None)  # type: ignore[arg-type]
    assert before == SHARES


def test_for_migrations_it_is_plain_json():
    assert SharesField(default=dict).deconstruct()[1:] == (
        *("django.db.models.JSONField", []),
        {"default": dict},
    )
