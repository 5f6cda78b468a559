"""The board: what was put down, joining doubles, taking back, and entering sheets and ballots."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from territoria_web.convene.forms import ContributionForm, DotsForm
from territoria_web.convene.models import Contribution, Group, Meeting
from territoria_web.convene.queries.board import board_of
from territoria_web.convene.queries.brought import spots_of
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.queries.people import roles_by_id
from territoria_web.convene.queries.proceedings import proceedings_of
from territoria_web.convene.queries.room import actions_to_promise, contribution_in
from territoria_web.convene.queries.votes import ballot_of, voters_in
from territoria_web.convene.rules import Phase, phase_at, sheets_are_taken
from territoria_web.convene.services.board import (
    answer_note,
    enter_contribution,
    join_contributions,
    put_back_contribution,
    take_back_contribution,
)
from territoria_web.convene.services.votes import enter_ballot
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import say
from territoria_web.recommend.models import Recommendation


class SheetForm(ContributionForm):
    """What stood on a sheet: with its table, and the advice it came from."""

    def __init__(self, *args: Any, meeting: Meeting, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, phase=phase, **kwargs)
        self.tables = {g.number: g for g in meeting.groups.filter(phase=phase.id)}
        if self.tables:
            self.fields["group"] = forms.TypedChoiceField(
                label=pgettext("in a room", "Table"),
                choices=[("", "–"), *((n, str(n)) for n in self.tables)],
                coerce=int,
                empty_value=None,
                required=False,
            )
        if self.kind_of in ("action", "proposal"):
            held = meeting.cycle.recommendations.select_related("text").order_by("advice")
            self.advice = {row.advice: row for row in held}
            if self.advice:
                self.fields["recommendation"] = forms.ChoiceField(
                    label=_("From this advice"),
                    choices=[("", "–"), *((key, _title(row)) for key, row in self.advice.items())],
                    required=False,
                )
        self.fields["paper"] = forms.BooleanField(
            label=_("It stood on paper"), required=False, initial=True
        )

    def group(self) -> Group | None:
        """The table it stood on."""
        number = self.cleaned_data.get("group")
        return self.tables.get(number) if number else None

    def recommendation(self) -> Recommendation | None:
        """The advice it came from."""
        chosen = self.cleaned_data.get("recommendation")
        return self.advice.get(chosen) if chosen else None


def _title(row: Recommendation) -> str:
    return say(row.text.body.get("what")) or row.advice


class BallotForm(DotsForm):
    """A ballot on paper: the role of whoever filled it in, and the dots."""

    role = forms.ChoiceField(label=gettext_lazy("Role on the ballot"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *((r.id, r.title.say()) for r in roles_by_id().values())]


@login_required
@takes_form
def board(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Everything that was put down, phase by phase."""
    doing = request.method == "POST"
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run" if doing else "see")
    if doing:
        _do(request, held)
        return redirect("desk:convene-board", cycle.public_id, held.public_id)
    columns = board_of(held)
    count = sum(len(column.cards) for column in columns)
    said = ngettext(
        "%(count)d thing stands on the board.", "%(count)d things stand on the board.", count
    )
    return show_meeting(
        request,
        cycle,
        held,
        "board",
        "desk/convene/board.html",
        title=_("Board"),
        finding=said % {"count": count} if count else _("Nothing was put down yet."),
        facts={"columns": columns, **_may_be_added(held)},
    )


def _may_be_added(held: Meeting) -> dict[str, bool]:
    taken = sheets_are_taken(held, proceedings_of(held))
    prepared = held.state == Meeting.State.PLANNED
    return {"open": taken, "brings": (taken or prepared) and bool(spots_of(held))}


def _do(request: HttpRequest, held: Meeting) -> None:
    by, deed = account_of(request), str(request.POST.get("do", ""))
    try:
        if deed == "join":
            doubles = numbers_in(request.POST.getlist("double"))
            kept = numbers_in([str(request.POST.get("kept", ""))])
            if not kept:
                raise ValidationError(_("Choose which one stays."))
            join_contributions(by=by, meeting=held, kept=kept[0], doubles=doubles)
            messages.success(request, _("They are one now; dots and dissent went along."))
        elif deed == "bring-back":
            put_back_contribution(by=by, meeting=held, contribution=_row(request, held))
        elif deed in ("accept", "refuse"):
            answer_note(
                by=by, meeting=held, contribution=_row(request, held), accepted=deed == "accept"
            )
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)


def numbers_in(typed: list[str]) -> list[UUID]:
    """The public ids among what was sent."""
    found = []
    for text in typed[:200]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _row(request: HttpRequest, held: Meeting) -> Contribution:
    numbers = numbers_in([str(request.POST.get("row", ""))])
    found = contribution_in(held, numbers[0]) if numbers else None
    if found is None:
        raise ValidationError(_("This is not on the board."))
    return found


class TakeBackForm(forms.Form):
    """Why something is taken off the board."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is kept, and stands beside what was taken back."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@login_required
@takes_form
def take_back(request: HttpRequest, public_id: UUID, meeting: UUID, number: UUID) -> HttpResponse:
    """Take one thing off the board, with the reason."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    row = contribution_in(held, number)
    if row is None:
        raise Http404
    form = TakeBackForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            take_back_contribution(
                by=account_of(request),
                meeting=held,
                contribution=row,
                reason=form.cleaned_data["reason"],
            )
            return redirect("desk:convene-board", cycle.public_id, held.public_id)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_meeting(
        request,
        cycle,
        held,
        "board",
        "desk/convene/take_back.html",
        title=_("Take it off the board"),
        facts={"form": form, "row": row},
        status=422 if form.errors else 200,
    )


# ── paper ─────────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def enter(
    request: HttpRequest, public_id: UUID, meeting: UUID, phase: str, kind: str
) -> HttpResponse:
    """Enter what stood on a sheet."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    line = phase_at(held, phase)
    if line is None or kind not in line.kinds:
        raise Http404
    actions = actions_to_promise(held) if kind == "commitment" else []
    form = SheetForm(posted(request), meeting=held, phase=line, kind=kind, actions=actions)
    if form.is_bound and form.is_valid() and _entered(request, held, line, kind, form):
        return redirect(request.path)
    return show_meeting(
        request,
        cycle,
        held,
        "board",
        "desk/convene/enter.html",
        title=_("Enter a sheet"),
        finding=line.title,
        facts={
            "form": form,
            "last": held.contributions.filter(phase=phase, kind=kind).order_by("-pk")[:5],
        },
        status=422 if form.errors else 200,
    )


def _entered(request: HttpRequest, held: Meeting, line: Phase, kind: str, form: SheetForm) -> bool:
    try:
        enter_contribution(
            by=account_of(request),
            meeting=held,
            phase=line.id,
            kind=kind,
            text=form.cleaned_data["text"],
            body=form.body(),
            dissent=form.cleaned_data.get("dissent", False),
            group=form.group(),
            recommendation=form.recommendation(),
            paper=form.cleaned_data["paper"],
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    messages.success(request, _("It stands on the board. Enter the next one."))
    return True


@login_required
@takes_form
def ballots(request: HttpRequest, public_id: UUID, meeting: UUID, phase: str) -> HttpResponse:
    """Enter a ballot from paper; it names nobody."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    line = phase_at(held, phase)
    if line is None or not line.votes:
        raise Http404
    form = BallotForm(posted(request), phase=line, items=ballot_of(held, line), each=held.dots)
    if form.is_bound and form.is_valid():
        try:
            enter_ballot(
                by=account_of(request),
                meeting=held,
                phase=line.id,
                role=form.cleaned_data["role"],
                votes=form.votes(),
            )
            messages.success(request, _("The ballot is counted. Enter the next one."))
            return redirect(request.path)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_meeting(
        request,
        cycle,
        held,
        "votes",
        "desk/convene/ballots.html",
        title=_("Enter a ballot"),
        finding=line.title,
        facts={"form": form, "line": line, "voters": voters_in(held, line)},
        status=422 if form.errors else 200,
    )
