"""Ratings that came on paper, at the counter or by telephone, several at once; who entered them is kept."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.services.listing import HERE, at, crumb
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.rating_answers import Margin, margins_of
from territoria_web.listen.queries.services_offered import (
    open_service_of,
    question_of,
    service_name,
)
from territoria_web.listen.rating_rules import (
    CHANNEL_WORDS,
    ENTERED_CHANNELS,
    LEVEL_WORDS,
    LONGEST_COMMENT,
    SOLVED_WORDS,
)
from territoria_web.listen.services.ratings import Judged, enter_ratings

LINES = 10


class SheetForm(forms.Form):
    """What is the same for all lines."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did they come in?"),
        choices=[(one, CHANNEL_WORDS[one]) for one in ENTERED_CHANNELS],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    # drawn with the page, so that a sheet sent twice is entered once
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class LineForm(forms.Form):
    """One rating; a line that is left empty is none."""

    solved = forms.ChoiceField(
        label=gettext_lazy("Solved?"), choices=[("", "–"), *SOLVED_WORDS.items()], required=False
    )
    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("Satisfied?"),
        choices=[("", "–"), *LEVEL_WORDS.items()],
        coerce=int,
        required=False,
    )
    comment = forms.CharField(
        label=gettext_lazy("In their words"), max_length=LONGEST_COMMENT, required=False
    )

    def __init__(self, *args: Any, margins: list[Margin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.margins = margins
        for n, margin in enumerate(margins):
            choices = [("", "–"), *margin.labels.items()]
            self.fields[f"who-{n}"] = forms.ChoiceField(
                label=margin.title, choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Both questions, or nothing at all."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if any(told.values()):
            for name in ("solved", "satisfaction"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Say this as well, or empty the line."))
        return told

    def judged(self, sheet: dict[str, Any]) -> Judged | None:
        """What stands on the line; None where it is empty."""
        told = self.cleaned_data
        if not told.get("solved"):
            return None
        return Judged(
            solved=told["solved"],
            satisfaction=told["satisfaction"],
            comment=told["comment"],
            margins={m.id: told[f"who-{n}"] for n, m in enumerate(self.margins)},
            language=get_language() or "en",
            day=sheet["day"],
        )


LineSet = formset_factory(LineForm, extra=LINES, max_num=LINES, absolute_max=LINES)


@login_required
@takes_form
def enter(request: HttpRequest, public_id: UUID, service: UUID) -> HttpResponse:
    """A sheet with ten lines; then the next one."""
    forum = opened(request, public_id, "enter")
    held = open_service_of(forum, service)
    data, asked = posted(request), request.GET.get("channel", "paper")
    initial = {"channel": asked, "day": timezone.localdate(), "nonce": uuid.uuid4()}
    sheet = SheetForm(data, initial=initial)
    lines = LineSet(data, prefix="line", form_kwargs={"margins": margins_of(forum)})
    if data is not None and all([sheet.is_valid(), lines.is_valid()]):
        if _entered(request, held, sheet, lines):
            back = at(forum, "citizens-service-enter", held)
            return redirect(f"{back}?channel={sheet.cleaned_data['channel']}")
    return _shown(request, forum, held, sheet, lines)


def _entered(
    request: HttpRequest, held: Service, sheet: SheetForm, lines: BaseFormSet[LineForm]
) -> bool:
    told = sheet.cleaned_data
    rows = [one for line in lines if (one := line.judged(told)) is not None]
    try:
        count = enter_ratings(
            by=account_of(request),
            service=held,
            rows=rows,
            channel=told["channel"],
            nonce=told["nonce"].hex,
        )
    except ValidationError as refused:
        put_beside(sheet, refused)
        return False
    if not count:
        messages.info(request, _("This sheet was entered already."))
    else:
        said = ngettext("%(count)d rating is kept.", "%(count)d ratings are kept.", count)
        messages.success(request, f"{said % {'count': count}} {_('Here is the next sheet.')}")
    return True


def _shown(
    request: HttpRequest,
    forum: Forum,
    held: Service,
    sheet: SheetForm,
    lines: BaseFormSet[LineForm],
) -> HttpResponse:
    wrong = bool(sheet.errors) or (lines.is_bound and not lines.is_valid())
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/enter.html",
        title=_("Enter ratings: %(service)s") % {"service": service_name(held)},
        finding=_("One line for each person. Your name is kept with them, nobody else's."),
        facts={
            "sheet": sheet,
            "lines": lines,
            "question": question_of(held),
            "faults": [
                (number, line[name].label, fault)
                for number, line in enumerate(lines, start=1)
                for name, faults in line.errors.items()
                for fault in faults
            ]
            if wrong
            else [],
        },
        status=422 if wrong else 200,
        below=(crumb(forum), (service_name(held), at(forum, "citizens-service", held))),
    )
