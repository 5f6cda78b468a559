"""The mentoring rounds of a network, and making one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.forms.mentoring import choose
from territoria_web.act.models import MentoringRound
from territoria_web.act.queries.mentoring import VERB, mentoring_rounds_of, phase_said
from territoria_web.act.services.mentoring_rounds import make_round
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.people.models import Organisation
from territoria_web.people.queries import open_network


class MakeForm(forms.Form):
    """A round to be made."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the round"),
        help_text=gettext_lazy("People register and get letters in their own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "language", list(languages()))


@login_required
@takes_form
def rounds(request: HttpRequest, network: UUID) -> HttpResponse:
    """All rounds; making one."""
    held = open_network(request.user, network, VERB)
    form = MakeForm(posted(request), initial={"language": "en"})
    made: list[MentoringRound] = []

    def deed() -> None:
        made.append(make_round(by=account_of(request), network=held, **form.cleaned_data))

    if form.is_bound and form.is_valid() and tried(form, deed):
        messages.success(request, _("The round is made. Now say what it is about."))
        return redirect("desk:mentoring-settings", held.public_id, made[0].public_id)
    rows = [_row(held, one) for one in mentoring_rounds_of(held)]
    return show_network(
        request,
        held,
        "mentoring",
        "desk/mentoring/rounds.html",
        office=True,
        title=_("Mentoring"),
        finding=_finding(len(rows)),
        facts={"rows": rows, "form": form},
        status=422 if form.errors else 200,
    )


def _finding(count: int) -> str:
    said = ngettext(
        "%(count)d mentoring round in this network.",
        "%(count)d mentoring rounds in this network.",
        count,
    )
    return said % {"count": count} if count else _("No mentoring round is made yet.")


def _row(network: Organisation, one: MentoringRound) -> dict[str, Any]:
    return {
        "round": one,
        "state": phase_said(one),
        "url": reverse("desk:mentoring-round", args=[network.public_id, one.public_id]),
    }
