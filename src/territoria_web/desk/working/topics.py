"""Topics at the desk: the list with its interest, entering and mending one, hiding, joining twins."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.convene.barcamp_forms import uuid_in
from territoria_web.convene.models import Attendee, Topic, WorkingMeeting
from territoria_web.convene.queries.topics import (
    coming,
    shown_as,
    standing_topics,
    topic_in,
    twins_of,
)
from territoria_web.convene.queries.working import axis_names, open_working_meeting
from territoria_web.convene.services.topics import enter_topic, hide_topic, mend_topic, show_topic
from territoria_web.convene.services.twins import ask_twins, part_twins
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.territories.rules import ChangedMeanwhile


class OfficeTopicForm(forms.Form):
    """A topic as the office enters or mends it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=140)
    about = forms.CharField(
        label=gettext_lazy("More about it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asker = forms.ChoiceField(
        label=gettext_lazy("Asked for by"),
        help_text=gettext_lazy("Whoever asked is its host and has to be there."),
        required=False,
    )
    axis = forms.ChoiceField(label=gettext_lazy("Axis"), required=False)
    needs = forms.CharField(
        label=gettext_lazy("The space must have"),
        help_text=gettext_lazy("Words of the spaces, with commas between: screen, piano."),
        required=False,
        max_length=200,
    )
    paper = forms.BooleanField(
        label=gettext_lazy("It stood on a card of paper"), required=False, initial=True
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, *, meeting: WorkingMeeting, row: Topic | None = None
    ) -> None:
        held = (row.asker,) if row is not None and row.asker else ()  # also who does not come
        self.people = {str(one.public_id): one for one in (*coming(meeting), *held)}
        super().__init__(data, initial=_first(meeting, row))
        _choices(self, "asker", [("", _("nobody: the office")), *_names(self.people)])
        _choices(self, "axis", [("", "–"), *axis_names().items()])
        if row is not None:
            del self.fields["paper"]

    def said(self) -> dict[str, Any]:
        """What the services take."""
        told = self.cleaned_data
        return {
            "title": told["title"],
            "about": told["about"],
            "axis": told["axis"],
            "needs": told["needs"].split(","),
            "asker": self.people.get(told["asker"]),
        }


def _first(meeting: WorkingMeeting, row: Topic | None) -> dict[str, Any]:
    if row is None:
        return {"axis": meeting.axis, "once": uuid.uuid4(), "paper": True}
    asker = str(row.asker.public_id) if row.asker else ""
    held = {"title": row.title, "about": row.about, "axis": row.axis, "seen": row.edit}
    return {**held, "needs": ", ".join(row.needs), "asker": asker}


def _names(people: dict[str, Attendee]) -> list[tuple[str, str]]:
    return [(key, f"{one.name or '–'}, {one.city}") for key, one in people.items()]


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def topics(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """All topics with their interest; asking twins; putting hidden ones back."""
    held = open_working_meeting(request.user, network, meeting)
    if request.method == "POST":
        _do(request, held)
        return redirect("desk:working-topics", held.network.public_id, held.public_id)
    rows = sorted(standing_topics(held), key=lambda one: (-one.points, one.row.pk))
    gone = held.topics.exclude(state=Topic.State.PROPOSED, merged_into=None)
    return show_working(
        request,
        held,
        "working-topics",
        "desk/working/topics.html",
        title=_("Topics"),
        finding=_finding(len(rows), coming(held).count()),
        facts={
            "rows": [(one, [shown_name(host) for host in one.hosts]) for one in rows],
            "gone": gone.select_related("merged_into"),
            "asked": twins_of(held),
            "may": held.state in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE),
        },
    )


def shown_name(person: Attendee) -> str:
    """Name and city, for the office."""
    return ", ".join(part for part in (person.name, person.city) if part) or shown_as(person)


def _finding(count: int, people: int) -> str:
    if not count:
        return _("Nobody has proposed a topic yet.")
    said = ngettext("%(count)d topic stands for %(people)d people to choose from.",
                    "%(count)d topics stand for %(people)d people to choose from.", count)  # fmt: skip
    return said % {"count": count, "people": people}


def _do(request: HttpRequest, held: WorkingMeeting) -> None:
    """The deed of the pressed button."""
    deed, _mark, number = str(request.POST.get("do", "")).partition(":")
    by = account_of(request)
    try:
        if deed == "twins":
            one, other = (topic_of(request, held, name) for name in ("topic", "into"))
            agreed = bool(request.POST.get("agreed"))
            ask_twins(by=by, meeting=held, topic=one, into=other, agreed=agreed)
            messages.success(request, _("It is joined.") if agreed else _("Both are asked."))
        elif deed in ("show", "part") and (row := _row(held, number)):
            (show_topic if deed == "show" else part_twins)(by=by, topic=row)
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)


def topic_of(request: HttpRequest, held: WorkingMeeting, name: str) -> Topic:
    """The topic chosen in a field; ValidationError where none was."""
    row = _row(held, str(request.POST.get(name, "")))
    if row is None:
        raise ValidationError(_("Choose two topics of the list."))
    return row


def _row(held: WorkingMeeting, number: str) -> Topic | None:
    typed = uuid_in(number)
    return topic_in(held, typed) if typed else None


# ── one ───────────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def enter(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Enter a topic, from a card of paper or for the office itself."""
    held = open_working_meeting(request.user, network, meeting)
    form = OfficeTopicForm(posted(request), meeting=held)
    if form.is_bound and form.is_valid() and tried(form, lambda: _entered(request, held, form)):
        messages.success(request, _("It stands on the wall."))
        return redirect("desk:working-topic-new", held.network.public_id, held.public_id)
    return show_working(
        request,
        held,
        "working-topics",
        "desk/working/topic.html",
        title=_("Enter a topic"),
        finding=_("The page stays here, for the next card."),
        facts={"form": form, "row": None},
        status=422 if form.errors else 200,
    )


def _entered(request: HttpRequest, held: WorkingMeeting, form: OfficeTopicForm) -> None:
    once = form.cleaned_data["once"] or uuid.uuid4()
    paper = form.cleaned_data["paper"]
    enter_topic(by=account_of(request), meeting=held, once=once, paper=paper, **form.said())


@login_required
@takes_form
def topic(request: HttpRequest, network: UUID, meeting: UUID, topic: UUID) -> HttpResponse:
    """Mend one topic, or take it off the wall with a reason."""
    held = open_working_meeting(request.user, network, meeting)
    row = topic_in(held, topic)
    if row is None:
        raise Http404
    if "hide" in request.POST:
        return _hidden(request, row)
    form, status = OfficeTopicForm(posted(request), meeting=held, row=row), 200
    if form.is_bound:
        try:
            if form.is_valid() and tried(form, lambda: _mended(request, row, form)):
                messages.success(request, _("It is changed."))
                return redirect("desk:working-topics", held.network.public_id, held.public_id)
            status = 422
        except ChangedMeanwhile as refused:
            row.refresh_from_db()
            form = OfficeTopicForm(seen_anew(request, row.edit), meeting=held, row=row)
            form.add_error(None, refused)
            status = 409
    return show_working(
        request,
        held,
        "working-topics",
        "desk/working/topic.html",
        title=row.title,
        finding=_("Taken off the wall: %(reason)s") % {"reason": row.reason} if row.reason else "",
        facts={"form": form, "row": row},
        status=status,
    )


def _mended(request: HttpRequest, row: Topic, form: OfficeTopicForm) -> None:
    seen = form.cleaned_data["seen"]
    by = account_of(request)
    mend_topic(by=by, topic=row, seen=-1 if seen is None else seen, **form.said())


def _hidden(request: HttpRequest, row: Topic) -> HttpResponse:
    held = row.meeting
    where = [held.network.public_id, held.public_id]
    try:
        hide_topic(by=account_of(request), topic=row, reason=str(request.POST.get("reason", "")))
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:working-topic", *where, row.public_id)
    return redirect("desk:working-topics", *where)
