"""Forms of a project's exchanges and forums."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.act.deeds.target import Target
from territoria_web.act.forms.partners import of_partners
from territoria_web.act.forms.projects import (
    SeenForm,
    day_field,
    line_field,
    text_field,
    url_field,
)
from territoria_web.act.models import Partner
from territoria_web.act.rules.projects import next_exchange


class ExchangeForm(SeenForm):
    """One more exchange."""

    day = day_field(_("Day"))
    theme = line_field(_("Theme"), most=200, required=False)

    def told(self, target: Target) -> dict[str, Any]:
        day = next_exchange(target.today, target.project.every_months)
        return {**super().told(target), "day": day}


def host_field() -> Any:
    """Which partner has the floor."""
    return forms.ModelChoiceField(
        label=_("Host"),
        queryset=Partner.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("nobody named"),
    )


class HostedForm(SeenForm):
    """A form that names a host among those who are in the project."""

    def fit(self, target: Target) -> None:
        held = target.project.partners.filter(state=Partner.State.AGREED)
        self.fields["host"] = of_partners(self.fields["host"], held)

    def told(self, target: Target) -> dict[str, Any]:
        host = target.exchange.host
        return {**super().told(target), "host": host.public_id if host else None}


class AgendaForm(HostedForm):
    """What is known beforehand."""

    theme = line_field(_("Theme"), most=200, required=False)
    starts = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"invalid": _("Give a time, such as 14:30.")},
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=600)
    timezone = line_field(_("Time zone"), _("Such as Europe/Paris."), most=40)
    link = url_field(_("Link of the meeting online"), _("Told to partners, never in public."))
    place = line_field(
        pgettext_lazy("where something is", "Place"),
        _("Where it is not online."),
        most=200,
        required=False,
    )
    host = host_field()
    agenda = text_field(_("Agenda"), _("Everybody reads it."), rows=5, required=False)

    def told(self, target: Target) -> dict[str, Any]:
        names = ("theme", "starts", "minutes", "timezone", "link", "place", "agenda")
        held = target.exchange
        return {**super().told(target), **{name: getattr(held, name) for name in names}}


class HoldForm(HostedForm):
    """What came of it, and the next one."""

    notes = text_field(_("What was said and agreed"), _("Everybody reads it."), rows=6)
    shown = text_field(_("Tools and practices that were shown"), rows=3, required=False)
    host = host_field()
    following = day_field(
        _("Day of the next one"),
        _("Leave it empty where none comes, or where it is planned already."),
        required=False,
    )

    def told(self, target: Target) -> dict[str, Any]:
        months = target.project.every_months
        following = next_exchange(target.exchange.day, months)
        if following < target.today:  # the notes come late
            following = next_exchange(target.today, months)
        return {**super().told(target), "following": following}


class MoveForm(SeenForm):
    """Another day."""

    day = day_field(_("The new day"), _("The former one stays readable; partners get a letter."))

    def told(self, target: Target) -> dict[str, Any]:
        return {**super().told(target), "day": target.exchange.day}


class MissForm(SeenForm):
    """Why it was not held, and when the next one is."""

    reason = text_field(_("Why was it not held?"), _("Everybody reads it."), rows=3)
    following = day_field(_("Day of the next one"), required=False)


class ForumForm(SeenForm):
    """A large meeting."""

    title = line_field(_("Name of the forum"), most=200)
    begins = day_field(_("First day"))
    ends = day_field(_("Last day"), required=False)
    place = line_field(pgettext_lazy("where something is", "Place"), most=200, required=False)
    link = url_field(_("Page of the forum"))
    about = text_field(_("What is it about?"), required=False)


class ForumChangeForm(ForumForm):
    """The same as it stands, and its report afterwards."""

    report = text_field(_("What came of it"), _("After it was held."), rows=6, required=False)

    def told(self, target: Target) -> dict[str, Any]:
        names = ("title", "begins", "ends", "place", "link", "about", "report")
        held = target.forum
        return {**super().told(target), **{name: getattr(held, name) for name in names}}


class DelegationForm(SeenForm):
    """Who comes, and the company that bears witness."""

    people = forms.IntegerField(label=_("How many people come?"), min_value=1, max_value=500)
    company = line_field(_("Company that bears witness"), most=150, required=False)
    sector = line_field(
        _("Its sector"), _("The NACE division, such as 14."), most=8, required=False
    )
    tool = line_field(_("The digital tool it uses"), most=200, required=False)
    before = line_field(
        _("Before"), _("Such as: 12 people, no sales abroad."), most=200, required=False
    )
    after = line_field(_("After"), most=200, required=False)
    testimony = text_field(_("In its own words"), required=False)
    consent = forms.BooleanField(
        label=_("The company agrees that everybody reads this"), required=False
    )

    def told(self, target: Target) -> dict[str, Any]:
        held = target.delegation
        if held is None:
            return {"seen": 0, "people": 1}
        names = ("people", "company", "sector", "tool", "before", "after", "testimony", "consent")
        return {"seen": held.edit, **{name: getattr(held, name) for name in names}}
