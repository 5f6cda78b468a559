"""The meetings of a cycle, opening one from a format, and what one is: when, where, for what."""

from __future__ import annotations

from datetime import date, time
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
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.agenda import date_of, days_of, start_of
from territoria_web.convene.queries.meetings import meetings_of, open_meeting_of
from territoria_web.convene.queries.people import in_language, mix_of, participants_of
from territoria_web.convene.queries.proceedings import proceedings_of
from territoria_web.convene.rules import AXES, STATE_NAMES
from territoria_web.convene.services.meetings import change_meeting, open_meeting
from territoria_web.convene.services.proceedings import begin_proceedings
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import document_languages
from territoria_web.library.queries import library
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import colon
from territoria_web.people.queries import open_cycle
from territoria_web.territories.rules import ChangedMeanwhile


class OpenForm(forms.Form):
    """A meeting to be opened from a format."""

    format_id = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the meeting"),
        help_text=gettext_lazy("Agenda, cards, sheets and proceedings are written in it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {
            "format_id": [(f.id, f"{f.title.say()}{colon()}{f.purpose.say()}") for f in _formats()],
            "language": list(document_languages()),
        }
        for name, choices in held.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


def _formats() -> list[Any]:
    """The workshop of the advisory process first."""
    held = library().formats.values()
    return sorted(held, key=lambda f: (f.id != "two-day-workshop", f.title.say()))


class SettingsForm(forms.Form):
    """When and where a meeting is held, and for what."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    place = forms.CharField(
        label=pgettext_lazy("where something is", "Place"), max_length=200, required=False
    )
    mandate = forms.CharField(
        label=gettext_lazy("Mandate"),
        help_text=gettext_lazy("What the results are for, and what the host promises to do."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    timezone = forms.CharField(label=gettext_lazy("Time zone"), max_length=40)
    table_size = forms.IntegerField(
        label=gettext_lazy("People at a table, at most"), min_value=2, max_value=12
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": meeting.title,
            "place": meeting.place,
            "mandate": meeting.mandate,
            "timezone": meeting.timezone,
            "table_size": meeting.table_size,
            "seen": meeting.edit,
        }
        super().__init__(*args, **kwargs)
        self.days = sorted(int(day) for day in meeting.days)
        for day in self.days:
            self.fields[f"date-{day}"] = forms.DateField(
                label=_("Date of day %(day)d") % {"day": day},
                required=False,
                initial=date_of(meeting, day),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"starts-{day}"] = forms.TimeField(
                label=_("Day %(day)d begins at") % {"day": day},
                initial=f"{start_of(meeting, day):%H:%M}",
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            )
        self.axes = [axis for axis in AXES if axis in meeting.dots]
        for axis in self.axes:
            self.fields[f"dots-{axis}"] = forms.IntegerField(
                label=_("Dots of each person: %(axis)s") % {"axis": AXES[axis]},
                min_value=1,
                max_value=20,
                initial=meeting.dots[axis],
            )
        self.order_fields(
            ["title", "place", *[n for n in self.fields if n.startswith(("date", "starts"))]]
        )

    def told(self) -> dict[str, Any]:
        """What a service takes; the form is valid."""
        held = self.cleaned_data
        days: dict[int, tuple[date | None, time]] = {
            day: (held[f"date-{day}"], held[f"starts-{day}"]) for day in self.days
        }
        names = ("title", "place", "mandate", "timezone", "table_size", "seen")
        return {
            **{name: held[name] for name in names},
            "days": days,
            "dots": {axis: held[f"dots-{axis}"] for axis in self.axes},
        }


@login_required
@takes_form
def meetings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All meetings of the cycle; opening one."""
    opening = request.method == "POST"
    cycle = open_cycle(
        request.user, public_id, stage="convene", verb="prepare" if opening else "see"
    )
    form = OpenForm(
        request.POST if opening else None,
        initial={"format_id": "two-day-workshop", "language": document_languages()[0][0]},
    )
    if opening and form.is_valid():
        try:
            made = open_meeting(by=account_of(request), cycle=cycle, **form.cleaned_data)
            messages.success(request, _("The meeting is opened. Now fix its dates."))
            return redirect("desk:convene-settings", cycle.public_id, made.public_id)
        except ValidationError as refused:
            put_beside(form, refused)
    rows = [
        {
            "meeting": held,
            "state": STATE_NAMES[held.state],
            "begins": date_of(held, 1),
            "url": reverse("desk:convene-meeting", args=[cycle.public_id, held.public_id]),
        }
        for held in meetings_of(cycle)
    ]
    said = ngettext(
        "%(count)d meeting in this cycle.", "%(count)d meetings in this cycle.", len(rows)
    )
    return show_stage(
        request,
        cycle,
        "convene",
        "desk/convene/meetings.html",
        title=_("Meetings"),
        finding=said % {"count": len(rows)} if rows else _("No meeting is opened yet."),
        facts={"rows": rows, "form": form, **rights(cycle, "convene", "prepare")},
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def meeting(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Where a meeting stands, and what comes next."""
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    people = list(participants_of(held))
    days = days_of(held)
    return show_meeting(
        request,
        cycle,
        held,
        "meeting",
        "desk/convene/meeting.html",
        title=held.title,
        finding=_finding(held, [day.date for day in days]),
        facts={
            "days": days,
            "mix": mix_of(people, hoping=held.state == Meeting.State.PLANNED),
            "invited": len(people),
            "prepare": [in_language(words, held.language) for words in held.format.body["prepare"]],
            "afterwards": [
                in_language(words, held.language) for words in held.format.body["afterwards"]
            ],
            "format": in_language(held.format.body["title"], held.language),
            "paper": proceedings_of(held),
            **rights(cycle, "papers", "write"),
        },
    )


def _finding(held: Meeting, dates: list[date | None]) -> str:
    if held.state == Meeting.State.LIVE:
        return _("It is under way.")
    if held.state == Meeting.State.ENDED:
        return _("It has ended. Enter what was written on paper, then begin the proceedings.")
    if not all(dates):
        return _("It is planned; a date is still missing.")
    return _("It is planned.")


@login_required
@takes_form
def settings(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """When, where, for what; tables and dots."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="prepare")
    form = SettingsForm(posted(request), meeting=held)
    if form.is_bound and form.is_valid():
        try:
            change_meeting(by=account_of(request), meeting=held, **form.told())
            messages.success(request, _("It is kept."))
            return redirect("desk:convene-meeting", cycle.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = SettingsForm({**request.POST.dict(), "seen": held.edit}, meeting=held)
            form.add_error(None, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_meeting(
        request,
        cycle,
        held,
        "meeting",
        "desk/convene/settings.html",
        title=_("When, where, for what"),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def proceedings(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Begin the proceedings as a paper."""
    open_cycle(request.user, public_id, stage="papers", verb="write")
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    try:
        begin_proceedings(by=account_of(request), meeting=held)
        messages.success(request, _("The proceedings are begun; you find them under papers."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:convene-meeting", cycle.public_id, held.public_id)
