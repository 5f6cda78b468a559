"""Where a mentoring round stands: what comes next, its counts; opening and ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from territoria_web.act.forms.projects import day_field, line_field, text_field
from territoria_web.act.models import MentoringRound
from territoria_web.act.queries.mentoring import (
    Counts,
    counts_of,
    open_mentoring_round,
    phase_now,
    themes_said,
)
from territoria_web.act.queries.mentoring_pairs import worths_of
from territoria_web.act.rules.mentoring import (
    METHOD_NAMES,
    METHODS_SAID,
    SETTINGS,
    Phase,
    State,
    is_public,
    takes,
)
from territoria_web.act.services.mentoring_rounds import (
    RoundSettings,
    change_round,
    end_round,
    missing_to_open,
    open_round,
    settings_of,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.mentoring.frame import show_round
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@takes_form
def overview(request: HttpRequest, network: UUID, round: UUID) -> HttpResponse:
    """Where it stands; opening, ending."""
    held = open_mentoring_round(request.user, network, round)
    if request.method == "POST" and _done(request, held):
        return redirect("desk:mentoring-round", held.network.public_id, held.public_id)
    held.refresh_from_db()
    counts, phase = counts_of(held), phase_now(held)
    return show_round(
        request,
        held,
        "mentoring-round",
        "desk/mentoring/round.html",
        title=held.title,
        finding=_finding(phase, counts),
        facts={
            "counts": counts,
            "phase": str(phase),
            "missing": missing_to_open(held) if phase == Phase.PLANNED else [],
            "themes": themes_said(held),
            "method": METHOD_NAMES[held.method],
            "worths": worths_of(held),
            "public": _public(held),
            "may_end": held.state in (State.OPEN, State.RUNNING),
        },
        status=422 if request.method == "POST" else 200,
    )


def _public(held: MentoringRound) -> str:
    return reverse("public:mentoring-round", args=[held.public_id]) if is_public(held) else ""


def _done(request: HttpRequest, held: MentoringRound) -> bool:
    do, by = str(request.POST.get("do", "")), account_of(request)
    try:
        if do == "open":
            open_round(by=by, held=held, origin=origin_of(request))
            messages.success(request, _("Registration is open. Everybody can read about it now."))
        elif do == "end":
            end_round(by=by, held=held, origin=origin_of(request))
            messages.success(request, _("The round has ended; all who take part are thanked."))
        else:
            messages.error(request, _("Choose one of the buttons."))
            return False
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    return True


def _finding(phase: Phase, counts: Counts) -> str:
    if phase == Phase.PLANNED:
        return _("It is in preparation; nobody outside of the office sees it.")
    facts = {"mentors": counts.mentors, "mentees": counts.mentees, "talks": counts.talks}
    if phase in (Phase.OPEN, Phase.PAIRING):
        return _("Mentors: %(mentors)d, mentees: %(mentees)d.") % facts
    if not counts.pairs:
        return _("No pair has come about yet; proposals that wait: %(count)d.") % {
            "count": counts.proposed
        }
    said = ngettext(
        "%(pairs)d pair has come about; talks noted: %(talks)d.",
        "%(pairs)d pairs have come about; talks noted: %(talks)d.",
        counts.pairs,
    )
    return said % {**facts, "pairs": counts.pairs}


# ── what it is about ──────────────────────────────────────────────────────────────────────────


class SettingsForm(forms.Form):
    """What a round is about, until when people register, how pairs are made."""

    title = line_field(gettext_lazy("Title"), most=200)
    about = text_field(
        gettext_lazy("For whom, and what for?"),
        gettext_lazy("Everybody reads it."),
        required=False,
    )
    themes = text_field(
        pgettext_lazy("of a mentoring round", "Themes"),
        gettext_lazy(
            "One a line; in several languages as: English | French | German. People tick them, and "
            "pairs are made by them."
        ),
        rows=6,
        required=False,
    )
    open_until = day_field(gettext_lazy("Last day to register"), required=False)
    method = forms.ChoiceField(
        label=gettext_lazy("How pairs are made"),
        choices=list(METHODS_SAID.items()),
        widget=forms.RadioSelect,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def told(self) -> RoundSettings:
        """What a service takes; the form is valid."""
        names = RoundSettings.__dataclass_fields__
        return RoundSettings(**{name: self.cleaned_data[name] for name in names})


@login_required
@takes_form
def settings(request: HttpRequest, network: UUID, round: UUID) -> HttpResponse:
    """Title, themes, days, method."""
    held = open_mentoring_round(request.user, network, round)
    form = _settings_form(posted(request), held)
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _keep(request, held, form)):
                messages.success(request, _("It is kept."))
                return redirect("desk:mentoring-round", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = _settings_form(seen_anew(request, held.edit), held)
            form.add_error(None, refused)
    return show_round(
        request,
        held,
        "mentoring-settings",
        "desk/mentoring/form.html",
        title=_("What it is about"),
        finding=_settings_finding(held),
        facts={
            "form": form if takes(held, SETTINGS) or form.is_bound else None,
            "back": "desk:mentoring-round",
        },
        status=422 if form.errors else 200,
    )


def _settings_finding(held: MentoringRound) -> str:
    if not takes(held, SETTINGS):
        return _("The round is over. Nothing can be changed any more.")
    if is_public(held):
        return _("Everybody reads it.")
    return _("Registration can be opened once themes and a last day are there.")


def _settings_form(data: Any, held: MentoringRound) -> SettingsForm:
    return SettingsForm(data, initial={**vars(settings_of(held)), "seen": held.edit})


def _keep(request: HttpRequest, held: MentoringRound, form: SettingsForm) -> None:
    change_round(
        by=account_of(request), held=held, seen=form.cleaned_data["seen"], settings=form.told()
    )
