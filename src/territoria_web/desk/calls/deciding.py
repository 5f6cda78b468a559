"""The office gives the places, moves somebody up from the reserve, and opens a desk for the selected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.calls.opening import open_selected
from territoria_web.desk.calls.ranking import finding_of, row_of, standing_said
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.invite.call_rules import (
    DECISIONS,
    LONGEST_REASON,
    SHORTEST_REASON,
    STATE_NAMES,
    needs_reason,
)
from territoria_web.invite.letters import mail_decision, mail_desk_open
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.doors import application_in, open_call
from territoria_web.invite.queries.ranked import (
    CallRanking,
    Placed,
    decision_barred_by,
    ranking_of,
)
from territoria_web.invite.queries.sayings import said_of
from territoria_web.invite.services.decisions import Choice, decide_call, move_up
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name

State = Application.State
GUESS = {"inside": State.SELECTED, "outside": State.DECLINED}


class DecisionForm(forms.Form):
    """What becomes of each expression, why, and how the places were given."""

    def __init__(self, *args: Any, rows: tuple[Placed, ...], places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        choices = [("", _("Choose")), *((state, STATE_NAMES[state]) for state in DECISIONS)]
        at_least = _("At least %(least)d characters, where one is needed.") % {
            "least": SHORTEST_REASON
        }
        for row in rows:
            key = row.application.public_id
            self.fields[f"outcome-{key}"] = forms.ChoiceField(
                label=_("Decision"), choices=choices, initial=GUESS.get(row.standing, "")
            )
            self.fields[f"reason-{key}"] = _text(
                _("Reason"), rows=2, help_text=at_least if row.standing != "inside" else ""
            )
            self.fields[f"feedback-{key}"] = _text(_("More words to the applicant"), rows=2)
        self.fields["method"] = _text(
            _("How the places were given"),
            rows=5,
            help_text=_(
                "At least %(least)d characters. Everybody reads it, with the number of places: "
                "%(places)d."
            )
            % {"places": places, "least": SHORTEST_REASON},
        )

    def choices(self) -> dict[UUID, Choice]:
        """What was chosen, by public id."""
        held = self.cleaned_data
        return {
            key: Choice(held[f"outcome-{key}"], held[f"reason-{key}"], held[f"feedback-{key}"])
            for key in (row.application.public_id for row in self.rows)
        }

    def of(self, placed: Placed) -> list[forms.BoundField]:
        """The three fields of a row."""
        key = placed.application.public_id
        return [self[f"{name}-{key}"] for name in ("outcome", "reason", "feedback")]


def _text(label: str, *, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


@login_required
@takes_form
def decision(request: HttpRequest, call: UUID) -> HttpResponse:
    """Give the places; afterwards, what was decided and whose desk is open."""
    held = open_call(request.user, call, verb="decide")
    if held.state == Call.State.DECIDED:
        return _decided(request, held)
    found = ranking_of(held)
    sent = posted(request)
    form = DecisionForm(sent, rows=found.rows, places=held.places)
    barred = decision_barred_by(held, found)
    if sent is not None and not barred and form.is_valid() and _given(request, held, form):
        return redirect("desk:call-decision", held.public_id)
    return show_call(
        request,
        held,
        "call-decision",
        "desk/calls/decision.html",
        title=_("Decision"),
        finding=_("The places cannot be given yet.") if barred else finding_of(held, found.rows),
        facts={"form": form, "barred": barred, "rows": _rows(held, found, form)},
        status=422 if form.errors or (sent is not None and barred) else 200,
    )


def _rows(call: Call, found: CallRanking, form: DecisionForm) -> list[dict[str, Any]]:
    return [
        {
            **row_of(call, placed, ()),
            "fields": form.of(placed),
            "needs": needs_reason(
                outcome=GUESS.get(placed.standing, ""), standing=placed.standing, tied=placed.tied
            ),
        }
        for placed in found.rows
    ]


def _given(request: HttpRequest, call: Call, form: DecisionForm) -> bool:
    try:
        decided = decide_call(
            by=account_of(request),
            call=call,
            choices=form.choices(),
            method=form.cleaned_data["method"],
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    for row in Application.objects.filter(pk__in=[a.pk for a in decided]).select_related(
        "applicant", "territory", "call__network"
    ):
        mail_decision(application=row, origin=origin_of(request))
    messages.success(request, _("The places are given, and every applicant is told."))
    return True


# ── afterwards ────────────────────────────────────────────────────────────────────────────────


class OpenForm(forms.Form):
    """What the desk of a selected territory is called."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("For example: Digital strategy 2027. Only the team reads it."),
        error_messages={"required": gettext_lazy("Give the desk a title.")},
    )


class UpForm(forms.Form):
    """Why somebody of the reserve list takes a place that became free."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=format_lazy(
            gettext_lazy("At least {least} characters; the applicant reads it."),
            least=SHORTEST_REASON,
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why this place goes to them.")},
    )


def _decided(request: HttpRequest, call: Call) -> HttpResponse:
    rows = Application.objects.filter(call=call, state__in=DECISIONS).select_related("territory")
    order = list(DECISIONS)
    held = sorted(rows, key=lambda a: (order.index(State(a.state)), a.territory.code))
    selected = sum(a.state == State.SELECTED for a in held)
    said = ngettext(
        "%(count)d of %(places)d place is given.",
        "%(count)d of %(places)d places are given.",
        call.places,
    )
    return show_call(
        request,
        call,
        "call-decision",
        "desk/calls/decided.html",
        title=_("Decision"),
        finding=said % {"count": selected, "places": call.places},
        facts={
            "rows": [
                {
                    "row": a,
                    "name": territory_name(a.territory),
                    "state": STATE_NAMES[a.state],
                    "standing": standing_said(a),
                    "may_open": a.state == State.SELECTED and a.cycle_id is None,
                    "may_rise": a.state == State.RESERVE and selected < call.places,
                }
                for a in held
            ]
        },
    )


@login_required
@takes_form
def open_desk(request: HttpRequest, call: UUID, application: UUID) -> HttpResponse:
    """Make the applicant lead, and open the desk with its four steps."""
    held = open_call(request.user, call, verb="decide")
    found = application_in(held, application)
    form = OpenForm(request.POST or None, initial={"title": str(said_of(held.title))})
    if form.is_bound and form.is_valid():
        try:
            found.cycle = open_selected(
                by=account_of(request), application=found, **form.cleaned_data
            )
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            mail_desk_open(application=found, origin=origin_of(request))
            messages.success(
                request, _("The desk is open; the applicant leads its team and gets a letter.")
            )
            return redirect("desk:call-decision", held.public_id)
    return _asked(
        request, held, found, form, "desk/calls/open.html", _("Open the desk of %(place)s")
    )


@login_required
@takes_form
def rise(request: HttpRequest, call: UUID, application: UUID) -> HttpResponse:
    """A place became free: somebody of the reserve list takes it."""
    held = open_call(request.user, call, verb="decide")
    found = application_in(held, application)
    form = UpForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            moved = move_up(by=account_of(request), application=found, **form.cleaned_data)
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            moved.applicant = found.applicant
            mail_decision(application=moved, origin=origin_of(request))
            messages.success(request, _("The place is given, and the applicant is told."))
            return redirect("desk:call-decision", held.public_id)
    return _asked(request, held, found, form, "desk/calls/rise.html", _("Give %(place)s a place"))


def _asked(
    request: HttpRequest,
    call: Call,
    application: Application,
    form: forms.Form,
    template: str,
    title: str,
) -> HttpResponse:
    return show_call(
        request,
        call,
        "call-decision",
        template,
        title=title % {"place": territory_name(application.territory)},
        facts={"form": form, "application": application},
        status=422 if form.errors else 200,
    )
