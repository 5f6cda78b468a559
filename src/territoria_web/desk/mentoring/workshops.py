"""Workshops of a mentoring round at the desk: planned, changed, cancelled, held; who comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.forms.mentoring import choose
from territoria_web.act.forms.projects import day_field, line_field
from territoria_web.act.models import MentoringPerson, MentoringRound, MentoringWorkshop
from territoria_web.act.queries.mentoring import open_mentoring_round
from territoria_web.act.queries.mentoring_people import people_of
from territoria_web.act.queries.mentoring_workshops import (
    local_begin,
    workshop_in,
    workshop_when,
    workshops_of,
)
from territoria_web.act.rules.mentoring import WORKSHOP, Kind, Part, is_ahead, takes
from territoria_web.act.services.mentoring_workshops import (
    WorkshopWords,
    cancel_workshop,
    change_workshop,
    hold_workshop,
    plan_workshop,
    seat_mentees,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.mentoring.frame import person_or_404, show_round
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

NO_ZONE = gettext_lazy("There is no such time zone. Write it like Europe/Brussels.")


class WorkshopForm(forms.Form):
    """A workshop; its hour is that of the time zone that is said."""

    title = line_field(gettext_lazy("Title"), most=200)
    mentor = forms.ChoiceField(label=gettext_lazy("Mentor who leads it"))
    date = day_field(gettext_lazy("Date"))
    starts = forms.TimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    timezone = line_field(
        gettext_lazy("Time zone"),
        gettext_lazy("Such as Europe/Brussels; hours are written with it."),
        most=40,
        initial="Europe/Brussels",
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=15, max_value=480, initial=90
    )
    link = line_field(
        gettext_lazy("Link of the workshop online"),
        gettext_lazy("Only those who come see it."),
        most=500,
        required=False,
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places for mentees"), min_value=1, max_value=6, initial=6
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, mentors: Sequence[MentoringPerson], **more: Any) -> None:
        super().__init__(data, **more)
        choose(self, "mentor", [(str(one.public_id), one.name) for one in mentors])

    def clean_timezone(self) -> str:
        """A name of the table of time zones."""
        name = str(self.cleaned_data["timezone"]).strip()
        if name not in available_timezones():
            raise ValidationError(NO_ZONE)
        return name

    def words(self, held: MentoringRound) -> WorkshopWords:
        """What a service takes; the form is valid."""
        told = self.cleaned_data
        zone = ZoneInfo(told["timezone"])
        return WorkshopWords(
            mentor=person_or_404(held, told["mentor"]),
            begins=datetime.combine(told["date"], told["starts"], zone),
            **{n: told[n] for n in ("title", "timezone", "minutes", "link", "places")},
        )


def _people(held: MentoringRound, kind: str) -> list[MentoringPerson]:
    return list(people_of(held, kind).filter(state=Part.IN))


@login_required
@takes_form
def workshops(request: HttpRequest, network: UUID, round: UUID) -> HttpResponse:
    """All of them; planning one."""
    held = open_mentoring_round(request.user, network, round)
    mentors = _people(held, Kind.MENTOR)
    form = WorkshopForm(posted(request), mentors=mentors)
    if form.is_bound and form.is_valid() and tried(form, lambda: _plan(request, held, form)):
        messages.success(
            request, _("The workshop is planned; its mentor and the mentees get a letter.")
        )
        return redirect("desk:mentoring-workshops", held.network.public_id, held.public_id)
    rows = [(one, workshop_when(one), _state(one)) for one in workshops_of(held)]
    return show_round(
        request,
        held,
        "mentoring-workshops",
        "desk/mentoring/workshops.html",
        title=_("Workshops"),
        finding=_finding([one for one, _when, _said in rows]),
        facts={
            "rows": rows,
            "form": form,
            "may_plan": takes(held, WORKSHOP),
            "any_mentor": bool(mentors),
        },
        status=422 if form.errors else 200,
    )


def _plan(request: HttpRequest, held: MentoringRound, form: WorkshopForm) -> None:
    by, origin = account_of(request), origin_of(request)
    plan_workshop(by=by, held=held, words=form.words(held), origin=origin)


def _state(one: MentoringWorkshop) -> str:
    if one.cancelled:
        return _("Cancelled")
    if one.held:
        return _("Held")
    return _("To come") if is_ahead(one) else _("Not marked yet")


def _finding(rows: Sequence[MentoringWorkshop]) -> str:
    ahead = sum(is_ahead(one) for one in rows)
    said = ngettext("%(count)d workshop is to come.", "%(count)d workshops are to come.", ahead)
    return said % {"count": ahead} if ahead else _("No workshop is to come.")


# ── one workshop ──────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def workshop(request: HttpRequest, network: UUID, round: UUID, workshop: UUID) -> HttpResponse:
    """Who comes, changing it, cancelling it, marking it as held."""
    held = open_mentoring_round(request.user, network, round)
    row = workshop_in(held, workshop)
    if row is None:
        raise Http404
    back = ("desk:mentoring-workshop", held.network.public_id, held.public_id, row.public_id)
    if "do" in request.POST:
        _do(request, held, row)
        return redirect(*back)
    form = _form(posted(request), held, row)
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _change(request, held, row, form)):
                messages.success(request, _("It is kept."))
                return redirect(*back)
        except ChangedMeanwhile as refused:
            row.refresh_from_db()
            form = _form(seen_anew(request, row.edit), held, row)
            form.add_error(None, refused)
    return _show(request, held, row, form)


def _show(
    request: HttpRequest, held: MentoringRound, row: MentoringWorkshop, form: WorkshopForm
) -> HttpResponse:
    coming = set(row.mentees.values_list("pk", flat=True))
    mentees = [one for one in people_of(held, Kind.MENTEE) if one.state == Part.IN]
    return show_round(
        request,
        held,
        "mentoring-workshops",
        "desk/mentoring/workshop.html",
        title=row.title,
        finding=f"{workshop_when(row)} · {_state(row)}",
        facts={
            "form": form,
            "workshop": row,
            "mentees": [(one, one.pk in coming) for one in mentees],
            "coming": len(coming),
            "ahead": is_ahead(row) and takes(held, WORKSHOP),
            "may_hold": row.cancelled is None and not is_ahead(row) and takes(held, WORKSHOP),
        },
        status=422 if form.errors else 200,
    )


def _form(data: Any, held: MentoringRound, row: MentoringWorkshop) -> WorkshopForm:
    begin = local_begin(row)
    known = {n: getattr(row, n) for n in ("title", "timezone", "minutes", "link", "places")}
    dated = {"date": begin.date(), "starts": f"{begin:%H:%M}"}
    more = {"mentor": str(row.mentor.public_id), "seen": row.edit}
    return WorkshopForm(data, mentors=_people(held, Kind.MENTOR), initial=known | dated | more)


def _change(
    request: HttpRequest, held: MentoringRound, row: MentoringWorkshop, form: WorkshopForm
) -> None:
    seen = form.cleaned_data["seen"]
    change_workshop(
        by=account_of(request),
        workshop=row,
        seen=-1 if seen is None else seen,
        words=form.words(held),
        origin=origin_of(request),
    )


def _do(request: HttpRequest, held: MentoringRound, row: MentoringWorkshop) -> None:
    by, deed = account_of(request), str(request.POST["do"])
    chosen = [person_or_404(held, number) for number in request.POST.getlist("mentees")]
    try:
        if deed == "seat":
            seen = request.POST.getlist("seen")
            origin = origin_of(request)
            seat_mentees(by=by, workshop=row, mentees=chosen, seen=seen, origin=origin)
            messages.success(request, _("It is kept who comes."))
        elif deed == "hold":
            hold_workshop(by=by, workshop=row, came=chosen)
            messages.success(request, _("The workshop is marked as held."))
        elif deed == "cancel":
            cancel_workshop(by=by, workshop=row, origin=origin_of(request))
            messages.success(request, _("The workshop is cancelled; those who come are told."))
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)
