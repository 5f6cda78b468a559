"""Adding a statement: what others said already is shown first, to vote on instead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.guest.talk.frame import at, closed, mine_in, show_talk, with_talk
from territoria_web.guest.voice.frame import dwell_of, shown_now
from territoria_web.guest.voice.phones import remember, voice_for
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.typed import plain_line
from territoria_web.listen.conversation_rules import LONGEST, SHORTEST, takes_votes
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.statement_choice import (
    similar_statements,
    suspicion_of_statement,
)
from territoria_web.listen.services.statements import say_statement


class StatementForm(forms.Form):
    """One statement of one's own."""

    text = forms.CharField(
        label=gettext_lazy("Your statement"),
        help_text=gettext_lazy(
            "One thing only, so that others can agree or disagree with it; 8 to 280 letters. Write no "
            "names of people. Others see the words, never who wrote them."
        ),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def clean_text(self) -> str:
        """As it is kept: signs that nobody sees are no letters."""
        said = plain_line(self.cleaned_data["text"])
        if len(said) < SHORTEST:
            raise forms.ValidationError(_("Say it in 8 to 280 letters."))
        return said


@takes_form
@with_talk
def say(request: HttpRequest, talk: Conversation) -> HttpResponse:
    """Write it, look at what is alike, send it."""
    if not takes_votes(talk, timezone.now()):
        return closed(request, talk)
    if not talk.takes_statements:
        return redirect(at(talk))
    if request.method != "POST":
        return _shown(request, talk, StatementForm(initial={"shown": shown_now()}))
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _shown(request, talk, form, status=422)
    alike = similar_statements(talk, form.cleaned_data["text"])
    if alike and "sure" not in request.POST:
        return _shown(request, talk, form, alike=alike)
    return _said(request, talk, form)


def _said(request: HttpRequest, talk: Conversation, form: StatementForm) -> HttpResponse:
    text = form.cleaned_data["text"]
    suspicion = suspicion_of_statement(
        talk,
        text,
        mine=mine_in(request, talk),
        seconds=dwell_of(request),
        trapped=bool(request.POST.get("website")),
    )
    voice, token = voice_for(request, talk.forum)
    try:
        say_statement(talk=talk, voice=voice, text=text, spam=suspicion.score)
    except ValidationError as refused:
        put_beside(form, refused)
        return _shown(request, talk, form, status=422)
    answer = redirect(at(talk, "talk-mine") + "#said")
    remember(answer, talk.forum, token)
    return answer


def _shown(
    request: HttpRequest,
    talk: Conversation,
    form: StatementForm,
    *,
    alike: Any = (),
    status: int = 200,
) -> HttpResponse:
    finding = _("Perhaps one of these says it already: vote on it instead.") if alike else ""
    return show_talk(
        request,
        talk,
        "guest/talk/say.html",
        title=_("Say it in your own words"),
        finding=finding or talk.title,
        facts={"form": form, "alike": alike},
        status=status,
    )
