"""Votes from paper: a sheet of numbered statements, one person a row."""

from __future__ import annotations

import re
import uuid
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.citizens.talks.frame import at, opened_talk, show_talk
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Conversation, Statement
from territoria_web.listen.services.votes import Sheet, enter_sheet

ROWS: Final = 8
SIDES: Final = {"agree": 1, "disagree": -1, "pass": 0}
NUMBERS: Final = re.compile(r"[0-9]{1,6}")
APART: Final = re.compile(r"[\s,;.]*")


class SheetForm(forms.Form):
    """Numbers of statements, by person and by what they think."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Where do the votes come from?"),
        choices=[
            ("paper", gettext_lazy("Sheets of paper")),
            ("counter", gettext_lazy("A counter or a meeting")),
            ("phone", gettext_lazy("The phone")),
        ],
        widget=forms.RadioSelect,
    )
    # drawn with the page, so that a sheet sent twice is entered once
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"agree": _("agrees with"), "disagree": _("disagrees with"), "pass": _("passes")}
        for person in range(ROWS):
            for side, words in names.items():
                label = _("Person %(number)d %(side)s") % {"number": person + 1, "side": words}
                self.fields[f"{side}-{person}"] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=400,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 14}),
                )

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each person."""
        return [
            (person + 1, [self[f"{side}-{person}"] for side in SIDES]) for person in range(ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        """Votes of each person, number of the statement → value."""
        held = super().clean() or {}
        held["people"] = [self._votes_of(person) for person in range(ROWS)]
        if not any(held["people"]) and not self.errors:
            self.add_error(None, _("Write the numbers of at least one person."))
        return held

    def _votes_of(self, person: int) -> dict[int, int]:
        votes: dict[int, int] = {}
        for side, value in SIDES.items():
            name = f"{side}-{person}"
            typed = self.cleaned_data.get(name, "")
            if APART.fullmatch(NUMBERS.sub("", typed)) is None:
                self.add_error(name, _("Write the numbers of statements, as in: 1 4 7"))
                continue
            for number in map(int, NUMBERS.findall(typed)):
                if votes.setdefault(number, value) != value:
                    said = _("Statement %(number)d stands in two columns of this person.")
                    self.add_error(name, said % {"number": number})
        return votes


@login_required
@takes_form
def enter(request: HttpRequest, public_id: UUID, talk: UUID) -> HttpResponse:
    """One sheet of people; then the next one."""
    held = opened_talk(request, public_id, talk, "enter")
    initial = {"channel": request.GET.get("channel", "paper"), "key": uuid.uuid4()}
    form = SheetForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[int] = []
        if tried(form, lambda: made.append(_entered(request, held, form))):
            _tell(request, made[0])
            channel = form.cleaned_data["channel"]
            return redirect(f"{at(held, 'citizens-talk-enter')}?channel={channel}")
    return _shown(request, held, form)


def _entered(request: HttpRequest, held: Conversation, form: SheetForm) -> int:
    told = form.cleaned_data
    sheet = Sheet(key=told["key"], people=told["people"], channel=told["channel"])
    return enter_sheet(by=account_of(request), talk=held, sheet=sheet)


def _tell(request: HttpRequest, people: int) -> None:
    if not people:
        messages.info(request, _("This sheet was entered already."))
        return
    said = ngettext(
        "The votes of %(count)d person are kept. Here is the next sheet.",
        "The votes of %(count)d people are kept. Here is the next sheet.",
        people,
    )
    messages.success(request, said % {"count": people})


def _shown(request: HttpRequest, held: Conversation, form: SheetForm) -> HttpResponse:
    return show_talk(
        request,
        held,
        "citizens-talk-enter",
        "desk/citizens/talks/enter.html",
        title=_("Enter votes"),
        finding=_("From paper or a conversation at a counter; they count like all others."),
        facts={
            "form": form,
            "statements": held.statements.filter(state=Statement.State.SHOWN),
        },
        status=422 if form.errors else 200,
    )
