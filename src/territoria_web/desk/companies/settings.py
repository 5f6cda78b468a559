"""What a company day is called, when and where it is held, and the words of what is offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.act.forms.company_settings import DaySettings, settings_of
from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import open_company_day, takes_now
from territoria_web.act.rules.companies import (
    HOURS,
    MODE_NAMES,
    MOST_TABLES,
    MOST_TALKS_A_DAY,
    SETTINGS,
)
from territoria_web.act.rules.company_slots import Plan, breaks_in, breaks_said
from territoria_web.act.services.company_days import change_company_day
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

PLAIN = ("title", "about", "host", "mode", "place", "link", "timezone", "tables", "tags")
UNTIL = ("register_until", "ask_until")


def _date_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _until_field(label: Any, help_text: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class SettingsForm(forms.Form):
    """The settings of a day; its hours are made from date, first begin, length and breaks."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    about = forms.CharField(
        label=gettext_lazy("What the day is for"),
        help_text=gettext_lazy("Everybody reads it: which companies, from where, on what."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    host = forms.CharField(label=gettext_lazy("City that invites"), max_length=150, required=False)
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
        label=gettext_lazy("Link of the talks online"),
        help_text=gettext_lazy("Only companies that take part see it."),
        max_length=500,
        required=False,
    )
    timezone = forms.CharField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Of the place; hours are written with it."),
        max_length=40,
    )
    date = _date_field(gettext_lazy("Date"))
    second = _date_field(
        gettext_lazy("Second date"), help_text=gettext_lazy("With the same hours, if it takes two.")
    )
    starts = forms.TimeField(
        label=gettext_lazy("First talk begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    talks = forms.IntegerField(
        label=gettext_lazy("Talks one after the other"), min_value=1, max_value=MOST_TALKS_A_DAY
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of a talk"), min_value=10, max_value=60
    )
    between = forms.IntegerField(
        label=gettext_lazy("Minutes between two talks"), min_value=0, max_value=30
    )
    breaks = forms.CharField(
        label=gettext_lazy("Breaks"),
        help_text=gettext_lazy("One a line, such as 12:00–13:00. No talk reaches into one."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    tables = forms.IntegerField(
        label=gettext_lazy("Tables"),
        help_text=gettext_lazy("Talks that can be held at the same time, booths among them."),
        min_value=1,
        max_value=MOST_TABLES,
    )
    tags = forms.CharField(
        label=gettext_lazy("Words for what is offered and sought"),
        help_text=gettext_lazy(
            "Agree on them beforehand, 10 to 30 of them. One a line, in English, French and German "
            "with bars between: sensors | capteurs | Sensoren. A language may stay empty."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=12000,
        required=False,
    )
    register_until = _until_field(
        gettext_lazy("Companies can register until"), gettext_lazy("In the time of the place.")
    )
    ask_until = _until_field(
        gettext_lazy("Companies ask and answer each other until"),
        gettext_lazy("In the time of the place. Leave two days to arrange the talks."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, day: CompanyDay) -> None:
        super().__init__(data, initial=_known(day))

    def clean(self) -> dict[str, Any]:
        """Moments are meant in the time of the place."""
        held = super().clean() or {}
        zone = held.get("timezone", "")
        if zone in available_timezones():
            for name in UNTIL:
                if held.get(name):
                    held[name] = held[name].replace(tzinfo=ZoneInfo(zone))
        self._refuse_past_dates(held, zone)
        try:
            held["breaks"] = breaks_in(held.get("breaks", ""))
        except ValidationError as refused:
            self.add_error(None, refused)
        return held

    def _refuse_past_dates(self, held: dict[str, Any], zone: str) -> None:
        """A date that is put, not one that stood there."""
        today = localdate(timezone=ZoneInfo(zone) if zone in available_timezones() else None)
        for name in ("date", "second"):
            typed = held.get(name)
            if typed and typed < today and typed != self.initial[name]:
                self.add_error(name, _("This day is past."))

    def told(self) -> DaySettings:
        """What a service takes; the form is valid."""
        held = self.cleaned_data
        plan = Plan(
            dates=tuple(d for d in (held["date"], held["second"]) if d),
            **{name: held[name] for name in ("starts", "talks", "minutes", "between", "breaks")},
        )
        return DaySettings(**{name: held[name] for name in (*PLAIN, *UNTIL)}, plan=plan)


def _known(day: CompanyDay) -> dict[str, Any]:
    told = settings_of(day)
    plan, zone = told.plan, ZoneInfo(day.timezone)
    dates = [*plan.dates, None, None]
    return {
        **{name: getattr(told, name) for name in PLAIN},
        **{name: _local(getattr(told, name), zone) for name in UNTIL},
        "date": dates[0],
        "second": dates[1],
        "starts": f"{plan.starts:%H:%M}",
        **{name: getattr(plan, name) for name in ("talks", "minutes", "between")},
        "breaks": breaks_said(plan.breaks),
        "seen": day.edit,
    }


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """As a clock at the place shows it."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


@login_required
@takes_form
def settings(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """When, where, what for; companies are told by letter what changed."""
    held = open_company_day(request.user, network, day)
    form = SettingsForm(posted(request), day=held)
    try:
        if form.is_bound and form.is_valid() and tried(form, lambda: _change(request, held, form)):
            messages.success(request, _("It is kept."))
            return redirect("desk:company-day", held.network.public_id, held.public_id)
    except ChangedMeanwhile as slower:
        held.refresh_from_db()
        form = SettingsForm(seen_anew(request, held.edit), day=held)
        form.add_error(None, slower.messages[0])
    return show_company_day(
        request,
        held,
        "company-day-settings",
        "desk/companies/settings.html",
        title=_("When and where"),
        finding=_finding(held),
        facts={
            "form": form,
            "may": takes_now(held, SETTINGS),
            "may_hours": takes_now(held, HOURS),
        },
        status=422 if form.errors else 200,
    )


def _finding(held: CompanyDay) -> str:
    if held.opened is None:
        return _("Hours are made from date, first begin, length and breaks.")
    return _("If hours, place or link change, the companies that take part are told by letter.")


def _change(request: HttpRequest, held: CompanyDay, form: SettingsForm) -> None:
    change_company_day(
        by=account_of(request),
        day=held,
        seen=form.cleaned_data["seen"],
        settings=form.told(),
        origin=origin_of(request),
    )
