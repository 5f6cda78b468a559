"""What all pages of one conversation share: its door, its pages, how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.library.saying import day
from territoria_web.listen.conversation_rules import takes_votes
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.conversations import talk_of

HERE = "citizens-talks"
PAGES: Mapping[str, Promise] = {
    "citizens-talk": gettext_lazy("Overview"),
    "citizens-talk-statements": gettext_lazy("Statements"),
    "citizens-talk-enter": gettext_lazy("Enter votes"),
    "citizens-talk-results": gettext_lazy("Results"),
}


def opened_talk(
    request: HttpRequest, public_id: UUID, talk: UUID, verb: str = "see"
) -> Conversation:
    """One conversation of a cycle, for whoever may do this."""
    return talk_of(opened(request, public_id, verb), talk)


def at(talk: Conversation, name: str = "citizens-talk") -> str:
    """The address of a page of a conversation."""
    return reverse(f"desk:{name}", args=[talk.forum.cycle.public_id, talk.public_id])


def show_talk(
    request: HttpRequest,
    talk: Conversation,
    here: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a conversation, with the way to its other pages."""
    told = {
        "talk": talk,
        "draft": talk.state == Conversation.State.DRAFT,
        "open": talk.state == Conversation.State.OPEN,
        "state": state_said(talk),
        "pages": [(str(words), at(talk, name), name == here) for name, words in PAGES.items()],
        **(facts or {}),
    }
    lists = (_("Conversations"), reverse("desk:citizens-talks", args=[talk.forum.cycle.public_id]))
    one = ((talk.title, at(talk)),) if here != "citizens-talk" else ()
    return show_citizens(
        request,
        talk.forum,
        HERE,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=(lists, *one),
    )


def state_said(talk: Conversation) -> str:
    """How it stands, in a sentence."""
    if talk.state == Conversation.State.DRAFT:
        return _("It is being prepared; nobody else sees it.")
    if talk.state == Conversation.State.CLOSED:
        return _("It was closed on %(day)s.") % {"day": day(talk.closed)}
    if not takes_votes(talk, timezone.now()):
        if talk.closes is not None and talk.closes <= timezone.now():
            said = _("Its last day was %(day)s. Extend it, or close it for good.")
            return said % {"day": day(talk.closes)}
        return _("It is open, but the forum or the cycle is closed: nobody can vote now.")
    if talk.closes is None:
        return _("People vote.")
    return _("People vote until %(day)s.") % {"day": day(talk.closes)}
