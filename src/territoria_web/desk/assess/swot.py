"""The SWOT: drafted from readings and findings, judged and added to by people."""

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
from django.views.decorators.http import require_POST, require_safe

from territoria_web.compare.models import SwotPoint
from territoria_web.compare.queries.swot import (
    QUADRANT_NAMES,
    Point,
    open_point,
    swot_of,
)
from territoria_web.compare.queries.swot_drafts import FINDING, drafts_of
from territoria_web.compare.services.swot import (
    LONGEST,
    LONGEST_REASON,
    Drafted,
    add_point,
    draft_swot,
    freshen_point,
    judge_point,
)
from territoria_web.desk.assess.parts import needed, show_part
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, seen_in, tell_refused, tried
from territoria_web.desk.workspace import explained_at
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.measure.queries.findings import node_choices
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

State = SwotPoint.State
STATE_NAMES = {
    State.PROPOSED: pgettext_lazy("a point of a SWOT", "proposed"),
    State.KEPT: pgettext_lazy("a point of a SWOT", "kept"),
    State.DROPPED: pgettext_lazy("a point of a SWOT", "dropped"),
}


class AddForm(forms.Form):
    """A point of one's own."""

    quadrant = forms.ChoiceField(
        label=gettext_lazy("Field"),
        widget=forms.RadioSelect,
        choices=list(QUADRANT_NAMES.items()),
        error_messages=needed(gettext_lazy("Choose one of the four fields.")),
    )
    text = forms.CharField(
        label=gettext_lazy("The point"),
        help_text=gettext_lazy("A sentence or two, with its source where there is one."),
        error_messages=needed(gettext_lazy("Write the point.")),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )
    node = forms.ChoiceField(label=gettext_lazy("On what"), required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        node = self.fields["node"]
        assert isinstance(node, forms.ChoiceField)
        node.choices = [("", _("the territory as a whole")), *node_choices(cycle)]


class PointForm(forms.Form):
    """What becomes of a point."""

    state = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        widget=forms.RadioSelect,
        choices=[
            (State.KEPT, pgettext_lazy("a point of a SWOT", "Keep it")),
            (State.DROPPED, pgettext_lazy("a point of a SWOT", "Drop it")),
            (State.PROPOSED, gettext_lazy("Leave it open")),
        ],
        error_messages=needed(gettext_lazy("Choose what becomes of it.")),
    )
    text = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Leave it empty to keep the drafted sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed where you drop it or change its words."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=False,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


@login_required
@require_safe
def swot(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The four fields."""
    cycle = open_cycle(request.user, public_id, stage="compare")
    points = swot_of(cycle, drafts_of(cycle))
    held = [p for quadrant in points.values() for p in quadrant]
    return show_part(
        request,
        cycle,
        "swot",
        "desk/assess/swot.html",
        title=_("Strengths, weaknesses, opportunities, threats"),
        finding=_finding(held),
        facts={
            "quadrants": [
                (name, [_row(cycle, p) for p in points[str(key)]])
                for key, name in QUADRANT_NAMES.items()
            ],
            "changed": sum(bool(p.now) or p.gone for p in held),
            "any": bool(held),
        },
    )


def _finding(held: list[Point]) -> str:
    if not held:
        return _("Nothing is drafted yet.")
    counts = {
        name: sum(p.row.state == state for p in held)
        for name, state in (
            ("kept", State.KEPT),
            ("open", State.PROPOSED),
            ("dropped", State.DROPPED),
        )
    }
    said = ngettext(
        "%(count)d point: %(kept)d kept, %(dropped)d dropped, %(open)d to be judged.",
        "%(count)d points: %(kept)d kept, %(dropped)d dropped, %(open)d to be judged.",
        len(held),
    )
    return said % {"count": len(held), **counts}


def _row(cycle: Cycle, point: Point) -> dict[str, Any]:
    return {
        "point": point,
        "state": STATE_NAMES[State(point.row.state)],
        "dropped": point.row.state == State.DROPPED,
        "open": point.row.state == State.PROPOSED,
        "source": _source(cycle, point.row.drawn_from),
    }


def _source(cycle: Cycle, drawn_from: str) -> tuple[str, str]:
    """What a point was drawn from, and where that is told."""
    if not drawn_from:
        return _("added by people"), ""
    if drawn_from.startswith(FINDING):
        return _("a finding"), reverse("desk:findings", args=[cycle.public_id])
    if ":" not in drawn_from:
        return _("the survey"), ""
    return _("a figure"), explained_at(cycle, drawn_from)


@login_required
@require_POST
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose what readings and findings suggest now."""
    cycle = open_cycle(request.user, public_id, stage="compare", verb="edit swot")
    try:
        done = draft_swot(by=account_of(request), cycle=cycle)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        messages.success(request, _drafted(done))
    return redirect("desk:swot", cycle.public_id)


def _drafted(done: Drafted) -> str:
    if not (done.added or done.renewed or done.removed):
        return _("Nothing has changed since the last draft.")
    said = _("Drafted: %(added)d new, %(renewed)d brought up to date, %(removed)d gone.")
    return said % {"added": done.added, "renewed": done.renewed, "removed": done.removed}


@login_required
@takes_form
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A point of one's own."""
    cycle = open_cycle(request.user, public_id, stage="compare", verb="edit swot")
    form = AddForm(posted(request), cycle=cycle)
    if request.method == "POST" and form.is_valid():
        by, held = account_of(request), form.cleaned_data
        if tried(form, lambda: add_point(by=by, cycle=cycle, **held)):
            messages.success(request, _("The point is added."))
            return redirect("desk:swot", cycle.public_id)
    return _form_page(request, cycle, form, _("Add a point"))


@login_required
@takes_form
def point(request: HttpRequest, public_id: UUID, point: UUID) -> HttpResponse:
    """Keep one, change its words, drop it, or take over what its source says by now."""
    judging = request.method == "POST"
    cycle = open_cycle(request.user, public_id, stage="compare", verb="edit swot")
    held = open_point(cycle, point)
    form = PointForm(posted(request), initial=_standing(held))
    if judging and ("fresh" in request.POST or form.is_valid()):
        try:
            if tried(form, lambda: _judged(request, held, form)):
                messages.success(request, _("It is kept as you said."))
                return redirect(f"{reverse('desk:swot', args=[cycle.public_id])}#p-{point}")
        except ChangedMeanwhile as refused:
            held = open_point(cycle, point)
            form = PointForm(seen_anew(request, held.edit))
            put_beside(form, refused)
    shown = next(p for q in swot_of(cycle, drafts_of(cycle)).values() for p in q if p.row == held)
    title = _("Judge a point")
    return _form_page(request, cycle, form, title, held=_row(cycle, shown))


def _standing(point: SwotPoint) -> dict[str, Any]:
    state = State.KEPT if point.state == State.PROPOSED else point.state
    return {"state": state, "text": point.text, "reason": point.reason, "seen": point.edit}


def _judged(request: HttpRequest, held: SwotPoint, form: PointForm) -> SwotPoint:
    by = account_of(request)
    if "fresh" in request.POST:
        return freshen_point(by=by, point=held, seen=seen_in(request))
    told = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
    return judge_point(by=by, point=held, **told)


def _form_page(
    request: HttpRequest, cycle: Cycle, form: forms.Form, title: str, **facts: Any
) -> HttpResponse:
    return show_part(
        request,
        cycle,
        "swot",
        "desk/assess/swot_point.html",
        title=title,
        facts={"form": form, **facts},
        status=422 if form.errors else 200,
        beneath=True,
    )
