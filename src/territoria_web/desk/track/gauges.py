"""Figures of city operation: which are shown, where each is read, values by hand."""

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
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.library.refused import put_beside
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile
from territoria_web.track.gauge_tasks import begin_reading
from territoria_web.track.models import Gauge
from territoria_web.track.queries.gauge_words import KIND_NAMES, moment_said, said_of, value_said
from territoria_web.track.queries.gauges import gauges_of, open_gauge, with_values
from territoria_web.track.services.gauges import (
    Wanted,
    add_gauge,
    change_gauge,
    drop_gauge,
    enter_value,
    read_gauge,
    switch_gauge,
)

STAGE = "track"


class GaugeForm(forms.Form):
    """A figure: its name in each language, its source, between what it should lie."""

    kind = forms.ChoiceField(label=gettext_lazy("Where it is read"), choices=[*KIND_NAMES.items()])
    url = forms.CharField(
        label=gettext_lazy("Address of the source"),
        help_text=gettext_lazy(
            "It must be public, and answer with the figures themselves. For a machine inside your "
            "own network, ask the operator."
        ),
        max_length=500,
        required=False,
    )
    entity = forms.CharField(
        label=gettext_lazy("Id of the entity (NGSI-LD)"), max_length=200, required=False
    )
    time = forms.CharField(
        label=gettext_lazy("Column with the time (CSV)"), max_length=80, required=False
    )
    value = forms.CharField(
        label=gettext_lazy("Column with the value (CSV)"), max_length=80, required=False
    )
    every_minutes = forms.IntegerField(
        label=gettext_lazy("Ask every so many minutes"), min_value=5, initial=60
    )
    unit_of_measure = forms.CharField(
        label=gettext_lazy("Unit of measure"), max_length=40, required=False
    )
    low = forms.FloatField(
        label=gettext_lazy("Should not be below"),
        help_text=gettext_lazy("Leave it empty where there is no such limit."),
        required=False,
    )
    high = forms.FloatField(label=gettext_lazy("Should not be above"), required=False)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=3, initial=0
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    office = forms.CharField(label=gettext_lazy("Office"), max_length=200, required=False)
    source = forms.CharField(
        label=gettext_lazy("Source, as everybody reads it"), max_length=300, required=False
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=120, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [("", "–"), *need_themes().items()]
        names = {}
        for code, language in languages():
            label = _("Name (%(language)s)") % {"language": language}
            names[f"name_{code}"] = forms.CharField(label=label, max_length=200, required=False)
        self.fields = {**names, **self.fields}

    def wanted(self) -> Wanted:
        """What was written; the form is valid."""
        held = dict(self.cleaned_data)
        held.pop("seen")
        names = {code: held.pop(f"name_{code}") for code, _language in languages()}
        reads = {key: held.pop(key) for key in ("entity", "time", "value")}
        return Wanted(names=names, reads=reads, **held)


def _initial(gauge: Gauge) -> dict[str, Any]:
    names = {f"name_{code}": said for code, said in gauge.names.items()}
    plain = ("kind", "url", "every_minutes", "unit_of_measure", "low", "high", "decimals")
    more = ("theme", "office", "source", "licence")
    told = {name: getattr(gauge, name) for name in (*plain, *more)}
    return {**names, **told, **gauge.reads, "seen": gauge.edit}


class ValueForm(forms.Form):
    """A value by hand."""

    value = forms.FloatField(label=gettext_lazy("Value"))
    when = forms.DateTimeField(
        label=gettext_lazy("When it was so"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


@login_required
@require_safe
def gauges(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All of a cycle, with how each stands."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    held = with_values(list(gauges_of(cycle)))
    said = ngettext(
        "%(count)d figure of city operation.", "%(count)d figures of city operation.", len(held)
    )
    nothing = _("No figure of city operation is shown yet.")
    return _show(
        request,
        cycle,
        "desk/track/gauges.html",
        _("City operation"),
        said % {"count": len(held)} if held else nothing,
        {
            "rows": [(one, said_of(one)) for one in held],
            "public": reverse("public:operation", args=[cycle.territory.code]),
        },
    )


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another figure; it is asked at once, so that a wrong address is seen."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="tend")
    form = GaugeForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            gauge = add_gauge(by=account_of(request), cycle=cycle, wanted=form.wanted())
            return _asked(request, cycle, gauge)
        except ValidationError as refused:
            put_beside(form, refused)
    return _show(
        request,
        cycle,
        "desk/track/gauge_form.html",
        _("Another figure"),
        "",
        {"form": form},
        status=422 if form.errors else 200,
    )


def _asked(request: HttpRequest, cycle: Cycle, gauge: Gauge) -> HttpResponse:
    if gauge.kind != Gauge.Kind.BY_HAND:
        count = read_gauge(gauge=gauge)
        gauge.refresh_from_db()
        if gauge.problem:
            messages.warning(request, gauge.problem)
        else:
            said = ngettext(
                "%(count)d new value was read.", "%(count)d new values were read.", count
            )
            messages.success(request, said % {"count": count})
        begin_reading()
    return redirect("desk:track-gauge", cycle.public_id, gauge.public_id)


@login_required
@takes_form
def gauge(request: HttpRequest, public_id: UUID, gauge: UUID) -> HttpResponse:
    """One figure: its values, its source, and writing it anew."""
    verb = "tend" if request.method == "POST" else "see"
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    row = open_gauge(cycle, gauge)
    form = GaugeForm(posted(request), initial=_initial(row))
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            change_gauge(by=account_of(request), gauge=row, wanted=form.wanted(), seen=seen)
            return _asked(request, cycle, row)
        except ChangedMeanwhile as refused:
            row.refresh_from_db()
            form = GaugeForm(seen_anew(request, row.edit))
            put_beside(form, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return _one(request, cycle, row, form=form)


def _one(request: HttpRequest, cycle: Cycle, row: Gauge, **forms_: Any) -> HttpResponse:
    (shown,) = with_values([row])
    by_hand = row.kind == Gauge.Kind.BY_HAND
    told = {
        "form": GaugeForm(initial=_initial(row)),
        "entering": ValueForm(initial={"when": localtime()}) if by_hand else None,
        **forms_,
    }
    wrong = any(form is not None and form.errors for form in told.values())
    return _show(
        request,
        cycle,
        "desk/track/gauge.html",
        shown.name,
        said_of(shown).finding,
        {
            "gauge": row,
            "said": said_of(shown),
            "values": [(moment_said(v), value_said(row, v.value)) for v in shown.values],
            **told,
        },
        status=422 if wrong else 200,
    )


@login_required
@require_POST
def value(request: HttpRequest, public_id: UUID, gauge: UUID) -> HttpResponse:
    """A value by hand."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="report")
    row = open_gauge(cycle, gauge)
    entering = ValueForm(request.POST)
    if entering.is_valid():
        try:
            enter_value(by=account_of(request), gauge=row, **entering.cleaned_data)
            return redirect("desk:track-gauge", cycle.public_id, row.public_id)
        except ValidationError as refused:
            put_beside(entering, refused)
    return _one(request, cycle, row, entering=entering)


@login_required
@require_POST
def turn(request: HttpRequest, public_id: UUID, gauge: UUID) -> HttpResponse:
    """Show it or not, ask its source now, or delete it."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="tend")
    row, by = open_gauge(cycle, gauge), account_of(request)
    deed = str(request.POST.get("do", ""))
    try:
        if deed == "drop":
            drop_gauge(by=by, gauge=row)
            return redirect("desk:track-gauges", cycle.public_id)
        if deed in ("on", "off"):
            switch_gauge(by=by, gauge=row, is_on=deed == "on")
            begin_reading()
        elif deed == "ask":
            return _asked(request, cycle, row)
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:track-gauge", cycle.public_id, row.public_id)


def _show(
    request: HttpRequest,
    cycle: Cycle,
    template: str,
    title: str,
    finding: str,
    facts: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    here = reverse("desk:track-gauges", args=[cycle.public_id])
    return show_stage(
        request,
        cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts={**facts, **rights(cycle, STAGE, "report", "tend")},
        below=((_("City operation"), here),) if template != "desk/track/gauges.html" else (),
        status=status,
        step="",
    )
