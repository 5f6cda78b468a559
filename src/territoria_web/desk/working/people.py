"""People of a working meeting: the list, who came, those on paper; to print, and as a table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.people import in_language, role_of, roles_by_id
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.queries.working_people import attendees_of, coming_to
from territoria_web.convene.services.registering import Who
from territoria_web.convene.services.working_people import (
    change_attendee,
    enter_attendee,
    forget_attendee,
    mark_attendance,
)
from territoria_web.convene.services.working_states import end_absence, welcome_the_rest
from territoria_web.convene.working_rules import ATTENDEE_STATES, LISTED
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused, tried
from territoria_web.desk.working.frame import show_working
from territoria_web.desk.working.sure import ask
from territoria_web.library.csv_text import as_csv
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of

State = Attendee.State
MARKS = {"present": State.PRESENT, "absent": State.ABSENT}
REST = {"rest": end_absence, "came": welcome_the_rest}
ALL = {"rest:": gettext_lazy("None of them came"), "came:": gettext_lazy("All of them came")}
HEAD = ("name", "city", "role", "organisation", "email", "state", "channel", "may_be_named")


class PersonForm(forms.Form):
    """What is known of somebody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    city = forms.CharField(label=gettext_lazy("City or region"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=200, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("With an address, a letter with the link of their own goes out."),
        required=False,
    )
    may_be_named = forms.BooleanField(
        label=gettext_lazy("Agreed to be named in the public report"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.id, role.title.say()) for role in roles_by_id().values()]
        _choices(self, "role", [("", _("– choose –")), *roles])

    def who(self) -> Who:
        """What a service takes; the form is valid."""
        return Who(**{name: self.cleaned_data[name] for name in Who.__dataclass_fields__})


class EnterForm(PersonForm):
    """Somebody who is put on the list at the desk."""

    present = forms.BooleanField(label=gettext_lazy("Is there already"), required=False)


class ChangeForm(PersonForm):
    """Somebody on the list, with a task at the meeting."""

    task = forms.ChoiceField(label=gettext_lazy("Task at the meeting"), required=False)

    def __init__(self, *args: Any, meeting: WorkingMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tasks = [
            (held["id"], in_language(held["title"], meeting.language))
            for held in meeting.format.body["roles"]
        ]
        _choices(self, "task", [("", "–"), *tasks])


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


@login_required
@takes_form
def people(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The list; marking who came; putting somebody on it."""
    held = open_working_meeting(request.user, network, meeting)
    back = ("desk:working-people", held.network.public_id, held.public_id)
    if "do" in request.POST:
        if asked := _ask(request, held):
            return asked
        _mark(request, held)
        return redirect(*back)
    form = EnterForm(posted(request))
    if form.is_bound and form.is_valid() and tried(form, lambda: _enter(request, held, form)):
        said = _("%(name)s is on the list.")
        messages.success(request, said % {"name": form.cleaned_data["name"]})
        return redirect(f"{reverse(back[0], args=back[1:])}?more=1")
    rows = list(coming_to(held))
    return show_working(
        request,
        held,
        "working-people",
        "desk/working/people.html",
        title=_("People"),
        finding=_finding(rows),
        facts={
            "rows": [(row, role_of(row.role), ATTENDEE_STATES[row.state]) for row in rows],
            "form": form,
            "may_enter": held.state in LISTED,
            "enters": form.is_bound or not rows or "more" in request.GET,
            "may_mark": held.begun is not None and held.state in LISTED,
            "waiting": sum(row.state == State.REGISTERED for row in rows),
        },
        status=422 if form.errors else 200,
    )


def _finding(rows: list[Attendee]) -> str:
    if not rows:
        return _("Nobody has registered yet.")
    return _("%(people)d on the list: %(present)d there, %(absent)d did not come.") % {
        "people": len(rows),
        "present": sum(row.state == State.PRESENT for row in rows),
        "absent": sum(row.state == State.ABSENT for row in rows),
    }


def _enter(request: HttpRequest, held: WorkingMeeting, form: EnterForm) -> None:
    enter_attendee(
        by=account_of(request),
        meeting=held,
        who=form.who(),
        present=form.cleaned_data["present"],
        origin=origin_of(request),
    )


def _ask(request: HttpRequest, held: WorkingMeeting) -> HttpResponse | None:
    """Before all who are left are marked at once: how many that are; None: nothing to ask."""
    do = str(request.POST["do"])
    waiting = attendees_of(held).filter(state=State.REGISTERED).count() if do in ALL else 0
    if "sure" in request.POST or not waiting:
        return None
    said = str(ALL[do])
    return ask(request, held, "working-people", do, (said, "", said), waiting=waiting)


def _mark(request: HttpRequest, held: WorkingMeeting) -> None:
    deed, _colon, number = str(request.POST["do"]).partition(":")
    by = account_of(request)
    try:
        if deed in REST:
            REST[deed](by=by, meeting=held)
            return
        row = _row(held, number)
        mark_attendance(by=by, attendee=row, state=MARKS.get(deed, ""))
    except ValidationError as refused:
        tell_refused(request, refused)


def _row(held: WorkingMeeting, number: str | UUID) -> Attendee:
    try:
        row = attendees_of(held).filter(public_id=number).exclude(state=State.CANCELLED).first()
    except ValidationError as refused:  # no number of ours
        raise Http404 from refused
    if row is None:
        raise Http404
    row.meeting = held
    return row


@login_required
@takes_form
def person(request: HttpRequest, network: UUID, meeting: UUID, person: UUID) -> HttpResponse:
    """One person: what is known; or off the list."""
    held = open_working_meeting(request.user, network, meeting)
    row = _row(held, person)
    known = {name: getattr(row, name) for name in (*Who.__dataclass_fields__, "task")}
    back = ("desk:working-people", held.network.public_id, held.public_id)
    if request.POST.get("forget"):
        forget_attendee(by=account_of(request), attendee=row)
        messages.success(request, _("What named this person is deleted."))
        return redirect(*back)
    form = ChangeForm(posted(request), initial=known, meeting=held)
    if form.is_bound and form.is_valid() and tried(form, lambda: _change(request, row, form)):
        messages.success(request, _("It is kept."))
        return redirect(*back)
    return show_working(
        request,
        held,
        "working-people",
        "desk/working/person.html",
        title=row.name or role_of(row.role),
        finding=f"{role_of(row.role)} · {row.city} · {ATTENDEE_STATES[row.state]}",
        facts={"form": form, "may_change": held.state in LISTED},
        status=422 if form.errors else 200,
    )


def _change(request: HttpRequest, row: Attendee, form: ChangeForm) -> None:
    change_attendee(
        by=account_of(request),
        attendee=row,
        who=form.who(),
        task=form.cleaned_data["task"],
        origin=origin_of(request),
    )


@login_required
@require_safe
def table(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The list as CSV, for the office alone."""
    held = open_working_meeting(request.user, network, meeting)
    rows = [[getattr(row, name) for name in HEAD] for row in coming_to(held)]
    answer = HttpResponse(as_csv(HEAD, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_safe
def names(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The list to print and to tick off at the entrance."""
    held = open_working_meeting(request.user, network, meeting)
    rows = list(coming_to(held))
    return show_working(
        request,
        held,
        "working-people",
        "desk/working/names.html",
        title=_("List for the entrance"),
        finding=_("Tick whoever comes in; then mark it under “People”."),
        facts={"rows": [(row, role_of(row.role)) for row in rows], "empty": range(12)},
    )
