"""Slots and spaces at the desk: one sheet with lines, empty ones for what is added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.convene.models import Slot, Space, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import (
    PRESETS,
    grid_state,
    slot_name,
    slots_of,
    spaces_of,
    when_said,
)
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.services.barcamp_grid import SlotLine, SpaceLine, set_grid, take_preset
from territoria_web.convene.working_rules import MOST_SLOTS, MOST_SPACES, WORKED_ON
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.desk.working.frame import over_said, show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

LOCAL = "%Y-%m-%dT%H:%M"
MORE = 2  # empty lines


class SlotForm(forms.Form):
    """A slot; empty lines are passed over."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=80, required=False)
    begins = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
    )
    ends = forms.DateTimeField(
        label=gettext_lazy("Ends"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
    )
    gone = forms.BooleanField(label=gettext_lazy("Take it away"), required=False)

    @property
    def is_meant(self) -> bool:
        """Whether the line stands for a slot."""
        told = self.cleaned_data
        return not told.get("gone") and bool(told.get("title") or told.get("begins"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.is_meant and not (told.get("begins") and told.get("ends")):
            self.add_error("begins", _("Say when it begins and ends."))
        return told


class SpaceForm(forms.Form):
    """A space; empty lines are passed over."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, required=False)
    features = forms.CharField(
        label=gettext_lazy("It has"),
        help_text=gettext_lazy("Words, with commas between."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=gettext_lazy("Link of a room online"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    closed = forms.CharField(
        label=gettext_lazy("Closed in slots"),
        help_text=gettext_lazy("Their numbers, with commas between."),
        max_length=60,
        required=False,
    )
    gone = forms.BooleanField(label=gettext_lazy("Take it away"), required=False)

    @property
    def is_meant(self) -> bool:
        """Whether the line stands for a space."""
        return not self.cleaned_data.get("gone") and bool(self.cleaned_data.get("name"))


@login_required
@takes_form
def slots(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """When and where groups meet."""
    held = open_working_meeting(request.user, network, meeting)
    back = ("desk:working-slots", held.network.public_id, held.public_id)
    if "preset" in request.POST:
        _take_preset(request, held)
        return redirect(*back)
    sheet = _Sheet(request, held)
    if request.method == "POST" and sheet.kept(request):
        messages.success(request, _("Slots and spaces are kept."))
        return redirect(*back)
    rows, spaces = slots_of(held), spaces_of(held)
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/slots.html",
        title=_("Slots and spaces"),
        finding=over_said(held) or _finding(len(rows), spaces),
        facts={
            "sheet": sheet,
            "seen": grid_state(rows, spaces),
            "presets": [] if spaces else list(enumerate(PRESETS)),
            "zone": held.timezone,
            "may": held.state in WORKED_ON,
            "few": _few_said(held, spaces) if rows and spaces else "",
            "rows": [(slot_name(one), when_said(one, held)) for one in rows],
            "spaces": spaces,
        },
        status=sheet.status,
    )


def _finding(slots: int, spaces: list[Space]) -> str:
    if not slots or not spaces:
        return _("Groups need slots and spaces before a timetable can be made.")
    places = slots * len(spaces)
    said = ngettext("%(count)d group can meet; at a time there are %(seats)d seats.",
                    "%(count)d groups can meet; at a time there are %(seats)d seats.", places)  # fmt: skip
    return said % {"count": places, "seats": sum(one.seats for one in spaces)}


def _few_said(held: WorkingMeeting, spaces: list[Space]) -> str:
    """That fewer can sit at a time than may register; empty where it is not so."""
    seats = sum(one.seats for one in spaces)
    if seats >= held.seats:
        return ""
    said = ngettext(
        "%(places)d places: the spaces have %(count)d seat at a time.",
        "%(places)d places: the spaces have %(count)d seats at a time.",
        seats,
    )
    return said % {"places": held.seats, "count": seats}


def _take_preset(request: HttpRequest, held: WorkingMeeting) -> None:
    typed = str(request.POST.get("preset", ""))
    try:
        if typed.isdecimal() and len(typed) < 3 and int(typed) < len(PRESETS):
            take_preset(by=account_of(request), meeting=held, preset=PRESETS[int(typed)])
    except ValidationError as refused:
        tell_refused(request, refused)


class _Sheet:
    """All lines as forms, with what is wrong with them."""

    def __init__(self, request: HttpRequest, meeting: WorkingMeeting) -> None:
        self.meeting, self.zone = meeting, ZoneInfo(meeting.timezone)
        self.faults: list[str] = []
        self.status = 200
        slots, spaces = slots_of(meeting), spaces_of(meeting)
        data = posted(request)
        times = _with_room([self._slot(one) for one in slots], data, "slot", MOST_SLOTS)
        self.slots = [
            SlotForm(data, prefix=f"slot-{n}", initial=told) for n, told in enumerate(times)
        ]
        rooms = _with_room([self._space(one) for one in spaces], data, "space", MOST_SPACES)
        self.spaces = [
            SpaceForm(data, prefix=f"space-{n}", initial=told) for n, told in enumerate(rooms)
        ]

    def _slot(self, one: Slot) -> dict[str, Any]:
        times = {"begins": self._here(one.begins), "ends": self._here(one.ends)}
        return {"number": one.number, "title": one.title, **times}

    def _space(self, one: Space) -> dict[str, Any]:
        words = {"features": ", ".join(one.features), "closed": ", ".join(map(str, one.closed))}
        return {
            "number": one.number,
            "name": one.name,
            "seats": one.seats,
            "link": one.link,
            **words,
        }

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def kept(self, request: HttpRequest) -> bool:
        """Whether the sheet was taken; else its faults are told."""
        self.status = 422
        sound = [form.is_valid() for form in (*self.slots, *self.spaces)]  # each tells its faults
        if not all(sound):
            return False
        try:
            set_grid(
                by=account_of(request),
                meeting=self.meeting,
                slots=[self._slot_line(f) for f in self.slots if f.is_meant],
                spaces=[self._space_line(f) for f in self.spaces if f.is_meant],
                seen=str(request.POST.get("seen", "")),
                origin=origin_of(request),
            )
        except ChangedMeanwhile as refused:
            self.faults, self.status = refused.messages, 409
            return False
        except ValidationError as refused:
            self.faults = refused.messages
            return False
        return True

    def _slot_line(self, form: SlotForm) -> SlotLine:
        told = form.cleaned_data
        times = [_local(told[name], self.zone) for name in ("begins", "ends")]
        return SlotLine(told["number"] or 0, told["title"], *times)

    def _space_line(self, form: SpaceForm) -> SpaceLine:
        told = form.cleaned_data
        closed = [int(n) for n in told["closed"].replace(",", " ").split() if n.isdecimal()]
        words = told["features"].split(",")
        seats = told["seats"] or 10
        return SpaceLine(told["number"] or 0, told["name"], seats, words, closed, told["link"])


def _with_room(
    held: list[dict[str, Any]], data: QueryDict | None, kind: str, most: int
) -> list[dict[str, Any]]:
    """What stands, with empty lines for more: as many as were sent, should a colleague have removed
    some meanwhile.
    """
    sent = sum(f"{kind}-{n}-number" in (data or ()) for n in range(most + 1))
    lines = max(len(held) + MORE, sent)
    return [*held, *({} for _line in range(lines - len(held)))][: most + 1]


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as it was written, in the zone of the meeting; forms took it for that of the site."""
    return moment.replace(tzinfo=zone)
