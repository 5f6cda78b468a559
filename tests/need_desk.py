"""A need as its team works on it at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from a_forum import a_voice
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.services.needs import Said, say_need

WHY = "The budget of next year has room for it."


def unread(forum: Forum, title: str = "More light in the park", **fields: Any) -> Need:
    """A need that waits to be read, of somebody who confirmed no address."""
    return say_need(forum=forum, said=Said(title=title, **fields), voice=a_voice(forum))


def at(need: Need) -> str:
    """Its page."""
    return f"/en/desk/{need.forum.cycle.public_id}/citizens/needs/{need.public_id}/"


def do(client: Client, need: Need, deed: str, **told: object) -> HttpResponse:
    """One of its forms, sent from the page as it stands now."""
    need.refresh_from_db()
    return client.post(at(need), {"do": deed, "seen": need.edit, **told})
