"""Session sheets at the desk: which are written, and entering one from paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.convene.barcamp_forms import SheetForm
from territoria_web.convene.models import Attendee, Sheet, Topic, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name
from territoria_web.convene.queries.sheets import QUESTIONS, is_written, sheets_of
from territoria_web.convene.queries.topics import coming, topic_in
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.services.sheets import enter_sheet
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile


class OfficeSheetForm(SheetForm):
    """A sheet as the office enters it: besides, who moderated and took notes, and whether it is parked."""

    facilitator = forms.ChoiceField(label=gettext_lazy("Moderated by"), required=False)
    recorder = forms.ChoiceField(label=gettext_lazy("Notes by"), required=False)
    parked = forms.BooleanField(
        label=gettext_lazy("Parked: kept, may be taken up again"), required=False
    )
    field_order = ("facilitator", "recorder", *QUESTIONS, "nothing", "parked", "seen")

    def __init__(
        self, data: QueryDict | None, *, meeting: WorkingMeeting, row: Sheet | None
    ) -> None:
        held = [one for one in (row.facilitator, row.recorder) if one] if row else []
        self.people = {str(one.public_id): one for one in (*coming(meeting), *held)}
        super().__init__(data, initial=_first(row))
        for name in ("facilitator", "recorder"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            named = [(key, f"{one.name or '–'}, {one.city}") for key, one in self.people.items()]
            field.choices = [("", "–"), *named]

    def who(self, name: str) -> Attendee | None:
        """The person chosen."""
        return self.people.get(self.cleaned_data.get(name, ""))


def _first(row: Sheet | None) -> dict[str, Any]:
    if row is None:
        return {"seen": 0}
    held = {name: getattr(row, name) for name in (*QUESTIONS, "nothing", "parked")}
    people = {
        name: str(getattr(row, name).public_id) if getattr(row, name) else ""
        for name in ("facilitator", "recorder")
    }
    return {**held, **people, "seen": row.edit}


@login_required
@require_safe
def sheets(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """All sessions, and whether their sheets are written."""
    held = open_working_meeting(request.user, network, meeting)
    rows = sheets_of(held)
    written = sum(is_written(one.sheet) for one in rows)
    said = _("%(written)d of %(count)d sheets are written.")
    return show_working(
        request,
        held,
        "working-sheets",
        "desk/working/sheets.html",
        title=_("Sheets"),
        finding=said % {"written": written, "count": len(rows)}
        if rows
        else _("Sheets are written about the sessions of a published timetable."),
        facts={
            "rows": [
                (one, slot_name(one.slot), hours_said(one.slot, held), is_written(one.sheet))
                for one in rows
            ],
            "may": held.state in (WorkingMeeting.State.LIVE, WorkingMeeting.State.ENDED),
        },
    )


@login_required
@takes_form
def sheet(request: HttpRequest, network: UUID, meeting: UUID, topic: UUID) -> HttpResponse:
    """Enter the sheet of a session from paper, or mend it."""
    held = open_working_meeting(request.user, network, meeting)
    row = topic_in(held, topic)
    if row is None:
        raise Http404
    form = OfficeSheetForm(posted(request), meeting=held, row=_sheet(row))
    clash, status = False, 200
    if form.is_bound:
        status = 422
        try:
            if form.is_valid() and _entered(request, row, form):
                messages.success(request, _("The sheet is entered."))
                return redirect("desk:working-sheets", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            found = _sheet(row)
            anew = seen_anew(request, found.edit if found else 0)
            form = OfficeSheetForm(anew, meeting=held, row=found)
            form.add_error(None, refused)
            clash, status = True, 409
    return show_working(
        request,
        held,
        "working-sheets",
        "desk/working/sheet.html",
        title=_("Sheet: %(topic)s") % {"topic": row.title},
        facts={"form": form, "row": row, "clash": clash, "answers": _answers(row)},
        status=status,
    )


def _sheet(topic: Topic) -> Sheet | None:
    rows = Sheet.objects.select_related("facilitator", "recorder")
    return rows.filter(topic=topic).first()


def _answers(topic: Topic) -> list[tuple[Any, str]]:
    row = _sheet(topic)
    return [(question, getattr(row, name, "")) for name, question in QUESTIONS.items()]


def _entered(request: HttpRequest, topic: Topic, form: OfficeSheetForm) -> bool:
    seen = form.cleaned_data["seen"]
    try:
        enter_sheet(
            by=account_of(request),
            topic=topic,
            answers=form.answers(),
            nothing=form.cleaned_data["nothing"],
            parked=form.cleaned_data["parked"],
            facilitator=form.who("facilitator"),
            recorder=form.who("recorder"),
            seen=-1 if seen is None else seen,
        )
    except ChangedMeanwhile:
        raise
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True
