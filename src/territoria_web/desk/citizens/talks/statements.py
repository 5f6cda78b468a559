"""The statements of a conversation: what waits to be read, what people vote on, what was taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.citizens.talks.frame import at, opened_talk, show_talk
from territoria_web.desk.citizens.talks.statement_forms import AddForm, ReasonForm, WordsForm
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_anew, seen_in, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.conversation_rules import RULES, STATEMENT_STATES
from territoria_web.listen.models import Conversation, Statement
from territoria_web.listen.need_rules import SUSPECT
from territoria_web.listen.queries.conversations import statement_of
from territoria_web.listen.services.statements import (
    add_statements,
    change_statement,
    mark_meta,
    show_statement,
    take_out,
)
from territoria_web.territories.rules import ChangedMeanwhile

ON_A_PAGE = 30
S = Statement.State
QUEUES = {
    "new": (S.NEW, gettext_lazy("To be read")),
    "shown": (S.SHOWN, gettext_lazy("Voted on")),
    "out": (S.OUT, gettext_lazy("Not shown")),
}
# the deeds that need words, each with its form
WITH_WORDS = {"out": ReasonForm, "words": WordsForm}


@login_required
@takes_form
def statements(request: HttpRequest, public_id: UUID, talk: UUID) -> HttpResponse:
    """The lists, one statement with what can be done with it, and new ones."""
    if request.method != "POST":
        held = opened_talk(request, public_id, talk)
        asked = request.GET.get("one", "")
        return _shown(request, held, one=statement_of(held, _number(asked)) if asked else None)
    if request.POST.get("do", "add") == "add":
        return _added(request, opened_talk(request, public_id, talk, "enter"))
    held = opened_talk(request, public_id, talk, "moderate")
    return _decided(request, held, statement_of(held, _number(request.POST.get("one", ""))))


def _number(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Http404 from None


def _added(request: HttpRequest, held: Conversation) -> HttpResponse:
    form = AddForm(request.POST)
    if form.is_valid() and tried(form, lambda: _add(request, held, form)):
        messages.success(request, _("They are kept; people vote on them once it is open."))
        return redirect(at(held, "citizens-talk-statements") + "?of=shown")
    return _shown(request, held, add=form, status=422)


def _add(request: HttpRequest, held: Conversation, form: AddForm) -> None:
    add_statements(by=account_of(request), talk=held, texts=form.lines(), channel=form.channel())


def _decided(request: HttpRequest, held: Conversation, one: Statement) -> HttpResponse:
    """What a button or a form says about one statement."""
    name, by = str(request.POST["do"]), account_of(request)
    if name in WITH_WORDS:
        return _worded(request, held, one, name)
    try:
        if name == "show":
            show_statement(by=by, statement=one, seen=seen_in(request))
        elif name in ("meta", "plain"):
            mark_meta(by=by, statement=one, is_meta=name == "meta", seen=seen_in(request))
        else:
            raise Http404
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(_back(request, held))


def _worded(request: HttpRequest, held: Conversation, one: Statement, name: str) -> HttpResponse:
    form = WITH_WORDS[name](request.POST, auto_id=f"{name}-%s")
    service = take_out if name == "out" else change_statement

    def deed() -> None:
        service(by=account_of(request), statement=one, **form.cleaned_data)

    try:
        if form.is_valid() and tried(form, deed):
            messages.success(request, _("Done. Its author reads the reason."))
            return redirect(_back(request, held))
    except ChangedMeanwhile as refused:
        one.refresh_from_db()
        form = WITH_WORDS[name](seen_anew(request, one.edit), auto_id=f"{name}-%s")
        form.add_error(None, refused)
    return _shown(request, held, one=one, tried_form={name: form}, status=422)


def _back(request: HttpRequest, held: Conversation) -> str:
    of = request.POST.get("of", "")
    return at(held, "citizens-talk-statements") + (f"?of={of}" if of in QUEUES else "")


def _shown(
    request: HttpRequest,
    held: Conversation,
    *,
    one: Statement | None = None,
    add: AddForm | None = None,
    tried_form: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    counts = {
        name: held.statements.filter(state=state).count() for name, (state, _w) in QUEUES.items()
    }
    asked = request.GET.get("of", "") or request.POST.get("of", "")
    of = asked if asked in QUEUES else ("new" if counts["new"] else "shown")
    rows = Paginator(held.statements.filter(state=QUEUES[of][0]), ON_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    here = at(held, "citizens-talk-statements")
    return show_talk(
        request,
        held,
        "citizens-talk-statements",
        "desk/citizens/talks/statements.html",
        title=_("Statements"),
        finding=_finding(counts["new"]),
        facts={
            "of": of,
            "queues": [
                (f"{words} ({counts[name]})", f"{here}?of={name}", name == of and one is None)
                for name, (_state, words) in QUEUES.items()
            ],
            "rows": [_row(row) for row in page],
            "page_of": page,
            "one": _row(one) if one else None,
            **(_forms(one, tried_form or {}) if one else {}),
            "add": add or AddForm(initial={"whose": "team" if held.state == "draft" else "paper"}),
            "here": here,
        },
        status=status,
    )


def _finding(waiting: int) -> str:
    said = ngettext(
        "%(count)d statement waits to be read.", "%(count)d statements wait to be read.", waiting
    )
    return said % {"count": waiting} if waiting else _("None waits to be read.")


def _row(row: Statement) -> dict[str, Any]:
    return {
        "row": row,
        "state": STATEMENT_STATES[S(row.state)],
        "rule": RULES.get(row.rule, ""),
        "suspect": row.state == S.NEW and row.spam >= SUSPECT,
    }


def _forms(one: Statement, tried_form: dict[str, forms.Form]) -> dict[str, Any]:
    initial = {"seen": one.edit, "text": one.text}
    shown = {
        name: tried_form.get(name) or form(initial=initial, auto_id=f"{name}-%s")
        for name, form in WITH_WORDS.items()
    }
    return {"out_form": shown["out"], "words_form": shown["words"]}
