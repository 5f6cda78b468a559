"""The working meetings of a network, and opening one from a format."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import first_date
from territoria_web.convene.queries.working import axis_name, working_meetings_of
from territoria_web.convene.services.working import open_working_meeting_from
from territoria_web.convene.working_rules import FORMATS, STATE_NAMES
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import document_languages
from territoria_web.library.queries import library
from territoria_web.library.saying import colon
from territoria_web.people.models import Organisation
from territoria_web.people.queries import open_network


class OpenForm(forms.Form):
    """A working meeting to be opened."""

    format_id = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the meeting"),
        help_text=gettext_lazy("Programme, sheets and posters are written in it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = [held for key in FORMATS if (held := library().formats.get(key))]
        offered: dict[str, list[tuple[str, str]]] = {
            "format_id": [(f.id, f"{f.title.say()}{colon()}{f.purpose.say()}") for f in formats],
            "language": list(document_languages()),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@login_required
@takes_form
def meetings(request: HttpRequest, network: UUID) -> HttpResponse:
    """All working meetings; opening one."""
    held = open_network(request.user, network, "convene")
    form = OpenForm(posted(request), initial={"format_id": "barcamp", "language": "en"})
    made: list[WorkingMeeting] = []

    def deed() -> None:
        made.append(
            open_working_meeting_from(by=account_of(request), network=held, **form.cleaned_data)
        )

    if form.is_bound and form.is_valid() and tried(form, deed):
        messages.success(request, _("The meeting is opened. Now say when and where it is."))
        return redirect("desk:working-settings", held.public_id, made[0].public_id)
    rows = [_row(held, one) for one in working_meetings_of(held)]
    return show_network(
        request,
        held,
        "working-all",
        "desk/working/all.html",
        office=True,
        title=_("Working meetings"),
        finding=_finding(len(rows)),
        facts={"rows": rows, "form": form},
        status=422 if form.errors else 200,
    )


def _finding(count: int) -> str:
    said = ngettext(
        "%(count)d working meeting in this network.",
        "%(count)d working meetings in this network.",
        count,
    )
    return said % {"count": count} if count else _("No working meeting is opened yet.")


def _row(network: Organisation, one: WorkingMeeting) -> dict[str, Any]:
    return {
        "meeting": one,
        "state": STATE_NAMES[one.state],
        "begins": first_date(one),
        "axis": axis_name(one.axis),
        "url": reverse("desk:working", args=[network.public_id, one.public_id]),
    }
