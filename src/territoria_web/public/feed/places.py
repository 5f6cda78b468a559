"""Where the things of the feed stand: the whole address of a public page, in the first language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from territoria_web.act.models import Card, Project
from territoria_web.convene.models import WorkingMeeting
from territoria_web.invite.models import Call


def place_of(name: str, *parts: Any) -> str:
    """The address of a public page, the same whoever asks; empty where there is none."""
    with override(settings.LANGUAGE_CODE):
        try:
            return f"{settings.ORIGIN}{iri_to_uri(reverse(f'public:{name}', args=parts))}"
        except NoReverseMatch:
            return ""


def place_of_project(project: Project) -> str:
    """Of a project."""
    return place_of("project", project.public_id)


def place_of_card(card: Card) -> str:
    """Of a card of a compendium, else of its project."""
    own = place_of("compendium-card", card.project.public_id, card.public_id)
    return own or place_of_project(card.project)


def place_of_call(call: Call) -> str:
    """Of a call for expressions of interest."""
    return place_of("call", call.public_id)


def place_of_meeting(meeting: WorkingMeeting) -> str:
    """Of a working meeting."""
    return place_of("working-meeting", meeting.public_id)
