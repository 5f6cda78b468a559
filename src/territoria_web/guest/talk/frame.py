"""What surrounds every page of a conversation: its door, whose phone it is, when it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.guest.voice.frame import show_voice, with_forum
from territoria_web.guest.voice.phones import voice_of
from territoria_web.library.saying import day
from territoria_web.listen.conversation_rules import takes_votes
from territoria_web.listen.models import Conversation, Forum, Participation
from territoria_web.listen.queries.conversations import participation_of, public_talk

View = Callable[..., HttpResponse]


def with_talk(view: View) -> View:
    """The view gets the conversation that its address opens; 404 for drafts and those of others."""

    @wraps(view)
    @with_forum
    def guarded(request: HttpRequest, forum: Forum, talk: UUID, **parts: Any) -> HttpResponse:
        return view(request, public_talk(forum, talk), **parts)

    return guarded


def at(talk: Conversation, name: str = "talk") -> str:
    """The address of a page of a conversation."""
    return reverse(f"guest:{name}", args=[talk.forum.code, talk.public_id])


def mine_in(request: HttpRequest, talk: Conversation) -> Participation | None:
    """As whom this phone takes part; None where it did nothing here yet."""
    return participation_of(talk, voice_of(request, talk.forum))


def show_talk(
    request: HttpRequest,
    talk: Conversation,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a conversation, with the way to its others."""
    told = {
        "talk": talk,
        "takes": takes_votes(talk, timezone.now()),
        "here": at(talk),
        "say_url": at(talk, "talk-say"),
        "mine_url": at(talk, "talk-mine"),
        "result_url": reverse("public:talk", args=[talk.forum.code, talk.public_id]),
        **(facts or {}),
    }
    return show_voice(
        request, talk.forum, template, title=title, finding=finding, facts=told, status=status
    )


def closed(request: HttpRequest, talk: Conversation) -> HttpResponse:
    """The voting is over; what was said is kept, the results are public."""
    return show_talk(
        request,
        talk,
        "guest/talk/closed.html",
        title=talk.title,
        finding=_why_closed(talk),
        facts={"mine": mine_in(request, talk)},
        status=410,
    )


def _why_closed(talk: Conversation) -> str:
    if talk.state == Conversation.State.CLOSED:
        return _("It was closed on %(day)s. Thank you for your interest.") % {
            "day": day(talk.closed)
        }
    if talk.closes is not None and talk.closes <= timezone.now():
        return _("Its last day was %(day)s. Thank you for your interest.") % {
            "day": day(talk.closes)
        }
    return _("Those who asked have ended this part of their work. What you said is kept.")
