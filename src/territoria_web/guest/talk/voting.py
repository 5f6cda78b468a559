"""One statement at a time: agree, disagree or pass with one press, then the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.guest.talk.frame import at, closed, mine_in, show_talk, with_talk
from territoria_web.guest.voice.phones import remember, voice_for
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.conversation_rules import VALUES, takes_votes
from territoria_web.listen.models import Conversation, Statement
from territoria_web.listen.queries.conversations import statement_shown
from territoria_web.listen.queries.statement_choice import Turn, turn_of
from territoria_web.listen.services.votes import cast_vote

BACK_TO = {"mine": "talk-mine", "say": "talk-say"}


@takes_form
@with_talk
def talk(request: HttpRequest, talk: Conversation) -> HttpResponse:
    """The next statement, and the vote on the one before."""
    if not takes_votes(talk, timezone.now()):
        return closed(request, talk)
    if request.method == "POST":
        return _voted(request, talk)
    return _shown(request, talk)


def _voted(request: HttpRequest, talk: Conversation) -> HttpResponse:
    """Keep the vote; the phone keeps who it is from the first one on."""
    try:
        pressed = read_vote(talk, str(request.POST.get("vote", "")))
        if pressed is None:
            return _shown(request, talk, status=422)
        statement, value = pressed
        voice, token = voice_for(request, talk.forum)
        cast_vote(talk=talk, voice=voice, statement=statement, value=value)
    except ValidationError as refused:
        return _shown(request, talk, status=422, fault=" ".join(refused.messages))
    answer = redirect(_onward(request, talk))
    remember(answer, talk.forum, token)
    return answer


def _onward(request: HttpRequest, talk: Conversation) -> str:
    """Back to the list that the vote was pressed in, on the same page of it."""
    where = at(talk, BACK_TO.get(str(request.POST.get("back", "")), "talk"))
    page = str(request.POST.get("page", ""))
    return f"{where}?page={page}" if page.isdecimal() and len(page) < 6 else where


def read_vote(talk: Conversation, said: str) -> tuple[Statement, int] | None:
    """What a button says: a word, the statement it is about, and the edit that was read; None where it
    says nothing of ours, ValidationError where the words are others now, 404 where people do not vote
    on that statement.
    """
    word, number, edit = (*said.split(" "), "", "")[:3]
    try:
        found = (statement_shown(talk, UUID(number)), VALUES[word]) if word in VALUES else None
    except ValueError:
        raise Http404 from None
    if found and edit and edit != str(found[0].edit):
        raise ValidationError(_("These words were changed. Read them again, then vote."))
    return found


def _shown(
    request: HttpRequest, talk: Conversation, *, status: int = 200, fault: str = ""
) -> HttpResponse:
    turn = turn_of(talk, mine_in(request, talk))
    facts: dict[str, Any] = {
        "turn": turn,
        "statement": turn.statement,
        "of": turn.voted + turn.left,
        "fault": fault or (_("Press one of the three buttons.") if status == 422 else ""),
    }
    return show_talk(
        request,
        talk,
        "guest/talk/vote.html",
        title=talk.title,
        finding=_how_far(turn),
        facts=facts,
        status=status,
    )


def _how_far(turn: Turn) -> str:
    if turn.statement is None and not turn.voted:
        return _("There is nothing to vote on at the moment.")
    if turn.statement is None:
        return _("You have voted on everything there is for now. Thank you.")
    said = ngettext("%(count)d statement is left.", "%(count)d statements are left.", turn.left)
    return said % {"count": turn.left}
