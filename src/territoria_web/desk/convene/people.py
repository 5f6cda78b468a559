"""People of a meeting: the list, its balance, inviting them, the tasks, one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.queries.pasted import LARGEST_LIST, PastedList, read_people
from territoria_web.convene.queries.people import (
    COMING,
    mix_of,
    participants_of,
    role_of,
    roles_by_id,
    task_names,
    tasks_of,
)
from territoria_web.convene.services.letters import mail_invitations
from territoria_web.convene.services.people import (
    change_participant,
    forget_participant,
    invite_people,
)
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.desk.workspace import rights
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of

STATES = {
    Participant.State.INVITED: gettext_lazy("invited"),
    Participant.State.ACCEPTED: gettext_lazy("comes"),
    Participant.State.DECLINED: gettext_lazy("cannot come"),
    Participant.State.PRESENT: gettext_lazy("present"),
}
CHANNELS = {
    Participant.Channel.PHONE: gettext_lazy("on a phone"),
    Participant.Channel.PAPER: gettext_lazy("on paper"),
}


class InviteForm(forms.Form):
    """A list of people, pasted or as a file."""

    people = forms.CharField(
        label=gettext_lazy("People"),
        help_text=gettext_lazy(
            "One a line: name; organisation; e-mail; role; task. The role is one of the twelve, by "
            "its name or code; e-mail and task may stay empty. A list of the survey fits as it is."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LARGEST_LIST,
        required=False,
    )
    table = forms.FileField(
        label=gettext_lazy("Or a CSV file with these columns"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; the file is text."""
        held = super().clean() or {}
        file = held.get("table")
        if file is None:
            return held
        if (file.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(_("The file is too long. Send it in parts."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("table", _("The file is no text in UTF-8. Save it as CSV UTF-8."))
            return held
        held["people"] = "\n".join(part for part in (held.get("people", ""), text) if part)
        return held


class PersonForm(forms.Form):
    """What is known of somebody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=200, required=False
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    task = forms.ChoiceField(label=gettext_lazy("Task at the meeting"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Comes?"), choices=list(STATES.items()))
    channel = forms.ChoiceField(label=gettext_lazy("Takes part"), choices=list(CHANNELS.items()))
    may_be_named = forms.BooleanField(
        label=gettext_lazy("Agreed to be named in the proceedings"), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {
            "role": [(role.id, role.title.say()) for role in roles_by_id().values()],
            "task": [("", "–"), *((key, title) for key, title, _about in tasks_of(meeting))],
        }
        for name, choices in held.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@login_required
@takes_form
def people(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The list with its balance; putting people on it."""
    inviting = request.method == "POST"
    cycle, held = open_meeting_of(
        request.user, public_id, meeting, verb="prepare" if inviting else "see"
    )
    form = InviteForm(posted(request), request.FILES or None)
    rows = list(participants_of(held))
    found = PastedList((), ())
    if inviting and form.is_valid():
        found = _read(held, rows, form.cleaned_data["people"])
        if not found.problems and _invited(request, held, form, found):
            return redirect("desk:convene-people", cycle.public_id, held.public_id)
        if found.problems:
            form.add_error("people", _("Nothing was taken; below is what has to be mended."))
    named = rights(cycle, "convene", "see contacts")["may_see_contacts"]
    mix = mix_of(rows, hoping=held.state == Meeting.State.PLANNED)
    tasks = _tasks(held)
    return show_meeting(
        request,
        cycle,
        held,
        "people",
        "desk/convene/people.html",
        title=_("People"),
        finding=_finding(rows),
        facts={
            "rows": [_row(row, tasks, named) for row in rows],
            "mix": mix,
            "form": form,
            "problems": found.problems,
            "tasks": tasks_of(held),
            "waiting": sum(r.state == Participant.State.INVITED and bool(r.email) for r in rows),
        },
        status=422 if form.errors else 200,
    )


def _tasks(held: Meeting) -> dict[str, str]:
    return {key: title for key, title, _about in tasks_of(held)}


def _read(held: Meeting, rows: list[Participant], text: str) -> PastedList:
    known = frozenset(row.email.casefold() for row in rows if row.email)
    return read_people(text, tasks=task_names(held), known=known)


def _invited(request: HttpRequest, held: Meeting, form: InviteForm, found: PastedList) -> bool:
    try:
        made = invite_people(by=account_of(request), meeting=held, people=found.people)
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    said = ngettext("%(count)d person was put on the list.",
                    "%(count)d people were put on the list.", len(made))  # fmt: skip
    messages.success(request, said % {"count": len(made)})
    return True


def _finding(rows: list[Participant]) -> str:
    if not rows:
        return _("Nobody is on the list yet.")
    present = sum(row.state == Participant.State.PRESENT for row in rows)
    return _(
        "%(people)d on the list: %(invited)d invited without an answer, %(coming)d come, "
        "%(present)d of them are there."
    ) % {
        "people": len(rows),
        "invited": sum(row.state == Participant.State.INVITED for row in rows),
        "coming": sum(row.state in COMING for row in rows),
        "present": present,
    }


def _row(row: Participant, tasks: Mapping[str, str], named: bool) -> dict[str, Any]:
    return {
        "person": row,
        "name": row.name if named or row.may_be_named else "",
        "role": role_of(row.role),
        "task": tasks.get(row.task, row.task),
        "state": STATES[Participant.State(row.state)],
        "channel": CHANNELS[Participant.Channel(row.channel)],
    }


@login_required
@require_POST
def mail(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Send letters to all who have not answered."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="see contacts")
    if wait := too_often(request, "invite"):
        return wait
    try:
        count = mail_invitations(by=account_of(request), meeting=held, origin=origin_of(request))
        said = ngettext("%(count)d letter is sent.", "%(count)d letters are sent.", count)
        messages.success(request, said % {"count": count})
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:convene-people", cycle.public_id, held.public_id)


@login_required
@takes_form
def person(request: HttpRequest, public_id: UUID, meeting: UUID, person: UUID) -> HttpResponse:
    """One person: what is known, the task, whether they come; or off the list."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="see contacts")
    row = participants_of(held).filter(public_id=person).first()
    if row is None:
        raise Http404
    row.meeting = held
    known = {name: getattr(row, name) for name in PersonForm.base_fields}
    form = PersonForm(posted(request), initial=known, meeting=held)
    if request.method == "POST" and _person_written(request, row, form):
        return redirect("desk:convene-people", cycle.public_id, held.public_id)
    return show_meeting(
        request,
        cycle,
        held,
        "people",
        "desk/convene/person.html",
        title=row.name or row.organisation or role_of(row.role),
        finding=role_of(row.role),
        facts={"form": form, "person": row},
        status=422 if form.errors else 200,
    )


def _person_written(request: HttpRequest, row: Participant, form: PersonForm) -> bool:
    by = account_of(request)
    try:
        if request.POST.get("forget"):
            gone = forget_participant(by=by, participant=row)
            said = (
                _("The person is off the list.")
                if gone
                else _("Everything that names the person is deleted; what they put down stays.")
            )
            messages.success(request, said)
            return True
        if form.is_valid():
            change_participant(by=by, participant=row, **form.cleaned_data)
            messages.success(request, _("It is kept."))
            return True
    except ValidationError as refused:
        put_beside(form, refused)
    return False
