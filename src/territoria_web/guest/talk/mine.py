"""One's own part: votes that can be changed, statements with what became of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.guest.talk.frame import at, mine_in, show_talk, with_talk
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.conversation_rules import RULES, STATEMENT_STATES, VALUE_NAMES
from territoria_web.listen.models import Conversation, Participation, Statement
from territoria_web.listen.queries.conversations import own_statement, votes_of
from territoria_web.listen.services.statements import take_back_statement

ON_A_PAGE = 40


@takes_form
@with_talk
def mine(request: HttpRequest, talk: Conversation) -> HttpResponse:
    """All of it; the vote of a button goes to the page of the conversation."""
    held = mine_in(request, talk)
    if request.method == "POST":
        return _taken_back(request, talk, held)
    return _shown(request, talk, held)


def _taken_back(
    request: HttpRequest, talk: Conversation, held: Participation | None
) -> HttpResponse:
    try:
        statement = own_statement(held, UUID(str(request.POST.get("take_back", ""))))
    except ValueError:
        raise Http404 from None
    try:
        take_back_statement(statement=statement)
    except ValidationError as refused:
        return _shown(request, talk, held, fault=" ".join(refused.messages), status=422)
    return redirect(at(talk, "talk-mine") + "#said")


def _shown(
    request: HttpRequest,
    talk: Conversation,
    held: Participation | None,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    votes = Paginator(votes_of(held), ON_A_PAGE) if held else None
    page = votes.get_page(request.GET.get("page")) if votes else None
    count = votes.count if votes else 0
    said = ngettext(
        "You voted on %(count)d statement.", "You voted on %(count)d statements.", count
    )
    return show_talk(
        request,
        talk,
        "guest/talk/mine.html",
        title=_("Your votes and statements"),
        finding=said % {"count": count} if count else _("You have not voted here yet."),
        facts={
            "page_of": page,
            "votes": [(vote, VALUE_NAMES[vote.value]) for vote in page or ()],
            "said": [_own(one) for one in held.statements.all()] if held else [],
            "fault": fault,
        },
        status=status,
    )


def _own(one: Statement) -> dict[str, Any]:
    """A statement as its author reads it."""
    return {
        "row": one,
        "state": STATEMENT_STATES[Statement.State(one.state)],
        "rule": RULES.get(one.rule, ""),
    }
