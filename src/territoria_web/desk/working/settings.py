"""What a working meeting is called and for what, when and where it is held, for how many."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import date_of, start_of, zone_of
from territoria_web.convene.queries.working import axis_names, open_working_meeting
from territoria_web.convene.queries.working_days import when_said
from territoria_web.convene.services.working import Settings, change_working_meeting
from territoria_web.convene.working_rules import MODE_NAMES, WORKED_ON
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.working.frame import over_said, show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

PLAIN = ("title", "question", "axis", "mode", "place", "link", "timezone")
NUMBERS = ("seats", "least", "most_of_city")


class SettingsForm(forms.Form):
    """The settings of a meeting; each of its days has a date and an hour."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    question = forms.CharField(
        label=gettext_lazy("What the meeting is to answer"),
        help_text=gettext_lazy("Everybody reads it. One question works better than a theme."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    axis = forms.ChoiceField(label=gettext_lazy("Axis of the smart city"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("How it is held"),
        choices=list(MODE_NAMES.items()),
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=pgettext_lazy("where something is", "Place"),
        help_text=gettext_lazy("With street and town, as it shall stand in calendars."),
        max_length=200,
        required=False,
    )
    link = forms.CharField(
        label=gettext_lazy("Link of the meeting online"),
        help_text=gettext_lazy("Only those who registered see it."),
        max_length=500,
        required=False,
    )
    timezone = forms.CharField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Of the place; hours are written with it."),
        max_length=40,
    )
    seats = forms.IntegerField(label=gettext_lazy("Places"), min_value=2, max_value=400)
    least = forms.IntegerField(
        label=gettext_lazy("Fewest people in a group"), min_value=2, max_value=10
    )
    most_of_city = forms.IntegerField(
        label=gettext_lazy("Most people of one city in a group"), min_value=1, max_value=20
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, meeting: WorkingMeeting) -> None:
        initial = {name: getattr(meeting, name) for name in (*PLAIN, *NUMBERS)}
        super().__init__(data, initial={**initial, "seen": meeting.edit})
        axis = self.fields["axis"]
        assert isinstance(axis, forms.ChoiceField)
        axis.choices = [("", _("none of them")), *axis_names().items()]
        self.meeting = meeting
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
        dated = [name for name in self.fields if name.startswith(("date", "starts"))]
        self.order_fields(["title", "question", "axis", *dated, "timezone", "mode"])

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        today = timezone.now().astimezone(zone_of(self.meeting)).date()
        for name in (f"date-{day}" for day in self.days):
            if name in self.changed_data and held.get(name) and held[name] < today:
                self.add_error(name, _("This day is past."))
        return held

    def told(self) -> Settings:
        """What a service takes; the form is valid."""
        held = self.cleaned_data
        days: dict[int, tuple[date | None, time]] = {
            day: (held[f"date-{day}"], held[f"starts-{day}"]) for day in self.days
        }
        return Settings(**{name: held[name] for name in (*PLAIN, *NUMBERS)}, days=days)


@login_required
@takes_form
def settings(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """When, where, for what; those registered are told what changed."""
    held = open_working_meeting(request.user, network, meeting)
    form, status = SettingsForm(posted(request), meeting=held), 422
    may = held.state in WORKED_ON
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _keep(request, held, form)):
                messages.success(request, _("It is kept."))
                return redirect("desk:working", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = SettingsForm(seen_anew(request, held.edit), meeting=held)
            form.add_error(None, refused)
            status = 409
    return show_working(
        request,
        held,
        "working-settings",
        "desk/working/settings.html",
        title=_("When and where"),
        finding=_finding(held),
        facts={"form": form, "may": may, "when": [] if may else when_said(held)},
        status=status if form.errors else 200,
    )


def _keep(request: HttpRequest, held: WorkingMeeting, form: SettingsForm) -> None:
    change_working_meeting(
        by=account_of(request),
        meeting=held,
        seen=form.cleaned_data["seen"],
        settings=form.told(),
        origin=origin_of(request),
    )


def _finding(held: WorkingMeeting) -> str:
    if held.state not in WORKED_ON:
        return over_said(held)
    if held.opened is None:
        return _("Registration can be opened once it has its dates, and a place or a link.")
    return _("If day, time, place or link change, all who registered are told by letter at once.")
