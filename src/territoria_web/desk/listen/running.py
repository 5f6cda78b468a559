"""One survey at a glance: who answered, who is not heard, and what to do; open, extend, close."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria.pictures.picture import Picture
from territoria.pictures.response_bars import ResponseRow, response_bars
from territoria_web.desk.guards import account_of
from territoria_web.desk.last_day import evening
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import colon, day, percent
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.doors import open_token_of
from territoria_web.listen.queries.forms import form_of, group_names, lengths, missing_languages
from territoria_web.listen.queries.progress import Progress, progress_of
from territoria_web.listen.services.surveys import close_survey, extend_survey, open_survey
from territoria_web.people.links import origin_of
from territoria_web.people.models import User

SLIM = 328
CHANNELS = {
    "web": gettext_lazy("by personal link"),
    "open": gettext_lazy("by the common link"),
    "paper": gettext_lazy("on paper"),
    "interview": gettext_lazy("in an interview"),
    "xlsform": gettext_lazy("from a file of ODK or Kobo"),
}


class OpenForm(forms.Form):
    """Until when it is open, and to whom."""

    closes = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    open_link = forms.BooleanField(
        label=gettext_lazy("Anybody with the common link may answer, and says their role."),
        required=False,
    )


class ExtendForm(forms.Form):
    """Another last day."""

    closes = forms.DateField(
        label=gettext_lazy("New last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)


class CloseForm(forms.Form):
    """Closing for good."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)


@login_required
@require_safe
def survey(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """How far a survey is."""
    _cycle, held = opened(request, public_id, survey)
    if held.state == Survey.State.DRAFT:
        return redirect(at(held, "listen-form"))
    progress = progress_of(held)
    return show_survey(
        request,
        held,
        "listen-survey",
        "desk/listen/survey.html",
        title=form_of(held).title.say(),
        finding=_finding(progress),
        facts={
            "progress": progress,
            "facts": _facts(progress),
            **_pictures(held, progress),
            "roles": _roles(held, progress),
            "common": _common(request, held),
        },
    )


def _finding(progress: Progress) -> str:
    heard = ngettext("%(count)d person answered.", "%(count)d people answered.", progress.confirmed)
    said = heard % {"count": progress.confirmed}
    if progress.reach.done:
        return f"{said} {_('Enough of every group were heard.')}"
    missing = len([lack for lack in progress.reach.missing if lack.group])
    told = ngettext(
        "%(count)d group is not heard enough.", "%(count)d groups are not heard enough.", missing
    )
    return f"{said} {told % {'count': missing}}" if missing else said


def _facts(progress: Progress) -> list[tuple[str, str]]:
    told = [
        (_("Invited"), str(progress.invited)),
        (_("Answered"), str(progress.confirmed)),
        (_("Share of the invited"), percent(progress.rate)),
        *([(_("Answers beside the list"), str(progress.beside))] if progress.beside else []),
        (_("Begun, not sent"), str(progress.begun)),
        (_("Taken back"), str(progress.withdrawn)),
        (_("Want no letters"), str(progress.declined)),
    ]
    ways = ", ".join(f"{CHANNELS[name]}{colon()}{n}" for name, n in progress.channels.items())
    return [*told, (_("Ways"), ways or "–"), (_("Last answer"), day(progress.last) or "–")]


def _pictures(held: Survey, progress: Progress) -> dict[str, Picture]:
    names = group_names(form_of(held))
    rows = [
        ResponseRow(
            names.get(group.name, group.name),
            group.invited,
            group.reached,
            group.named,
            group.needed,
            group.low,
            group.high,
        )
        for group in progress.reach.groups
    ]
    title = _finding(progress)
    says = _("People invited, answered and still needed, by group of actors.")
    return {
        "wide": response_bars("reached", title, says, rows),
        "slim": response_bars("reached-slim", title, says, rows, width=SLIM),
    }


def _roles(held: Survey, progress: Progress) -> list[tuple[str, Any]]:
    names = {role.id: role.text.say() for role in form_of(held).roles}
    return [(names.get(row.name, row.name), row) for row in progress.reach.roles]


def _common(request: HttpRequest, held: Survey) -> str:
    if not held.open_link:
        return ""
    return origin_of(request) + reverse("guest:survey", args=[open_token_of(held)])


# ── open, extend, close ───────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def open_it(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Freeze the questions and let people answer."""
    _cycle, held = opened(request, public_id, survey, "ask")
    if held.state != Survey.State.DRAFT:
        return redirect(at(held, "listen-survey"))
    proposed = timezone.localdate() + timedelta(weeks=3)
    posted = request.POST if request.method == "POST" else None
    form = OpenForm(posted, initial={"closes": proposed})
    if request.method == "POST" and form.is_valid():
        closes, common = evening(form.cleaned_data["closes"]), form.cleaned_data["open_link"]
        try:
            open_survey(
                by=account_of(request),
                survey=held,
                closes=closes,
                open_link=common,
                seen=held.edit,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The survey is open. Now invite people."))
            return redirect(at(held, "listen-people"))
    survey_form = form_of(held)
    return show_survey(
        request,
        held,
        "listen-form",
        "desk/listen/open.html",
        title=_("Open the survey"),
        finding=_("From then on its questions stay as they are."),
        facts={
            "form": form,
            "long": [one for one in lengths(survey_form) if one.too_long],
            "lacking": [item.text.say() for item, _languages in missing_languages(survey_form)],
        },
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def end(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Extend it, or close it for good; each with a reason."""
    _cycle, held = opened(request, public_id, survey, "ask")
    if held.state != Survey.State.OPEN:
        return redirect(at(held, "listen-survey"))
    closing = "close" in request.POST
    posted = request.POST if request.method == "POST" else None
    longer = ExtendForm(posted if not closing else None)
    last = CloseForm(posted if closing else None)
    chosen: forms.Form = last if closing else longer
    if posted is not None and chosen.is_valid() and _ended(account_of(request), held, chosen):
        messages.success(
            request, _("The survey is closed.") if closing else _("The survey is extended.")
        )
        return redirect(at(held, "listen-survey"))
    return show_survey(
        request,
        held,
        "listen-survey",
        "desk/listen/end.html",
        title=_("Extend or close"),
        facts={"longer": longer, "last": last},
        status=422 if chosen.errors else 200,
    )


def _ended(by: User, held: Survey, form: forms.Form) -> bool:
    told = form.cleaned_data
    try:
        if isinstance(form, CloseForm):
            close_survey(by=by, survey=held, reason=told["reason"])
        else:
            closes = evening(told["closes"])
            extend_survey(by=by, survey=held, closes=closes, reason=told["reason"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True
