"""Paper: the questionnaire to print, and answers on paper or from interviews entered sheet by sheet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.desk.workspace import rights
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.queries.fields import fields_of
from territoria_web.listen.queries.forms import SurveyForm, form_of, pages_of
from territoria_web.listen.queries.given import Given, read_given
from territoria_web.listen.services.entries import enter_sheet
from territoria_web.territories.models import Cycle

CHANNELS = [
    ("paper", gettext_lazy("A sheet of paper")),
    ("interview", gettext_lazy("An interview")),
]


class SheetForm(forms.Form):
    """What is known of a sheet beside its answers."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Where do the answers come from?"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
    )
    quote = forms.BooleanField(
        label=gettext_lazy("The person agrees that own words may be quoted, without the name."),
        required=False,
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Who filled it in?"),
        required=False,
        help_text=gettext_lazy(
            "Of those who were asked by name. They are not reminded any more; which answers are "
            "theirs is not kept."
        ),
    )
    # drawn with the page, so that a sheet sent twice is entered once
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["person"]
            return
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        named = [(str(i.public_id), i.name or i.organisation or i.email) for i in asked]
        person.choices = [("", _("Not on the list, or not known")), *named]


@login_required
@takes_form
def enter(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """One sheet on one page; then the next one."""
    cycle, held = opened(request, public_id, survey, "enter answers")
    if held.state == Survey.State.DRAFT:
        return redirect(at(held, "listen-form"))
    survey_form = form_of(held)
    asked = request.POST.get("role") or request.GET.get("role", "")
    role = asked if asked in {one.id for one in survey_form.roles} else ""
    initial = {"channel": request.GET.get("channel", "paper"), "number": uuid.uuid4()}
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        asked=_asked(cycle, held, role),
    )
    given = Given({}, {}, {})
    if request.method == "POST" and role:
        given = read_given(survey_form.items_for(role), request.POST)
        if form.is_valid() and not given.wrong and _entered(request, held, role, form, given):
            query = f"?role={role}&channel={form.cleaned_data['channel']}"
            return redirect(at(held, "listen-enter") + query)
    return _shown(request, held, survey_form, role, form, given)


def _asked(cycle: Cycle, held: Survey, role: str) -> Sequence[Invitation]:
    """Who of a role was asked by name and has not answered; for those who may read names."""
    if not rights(cycle, "listen", "see contacts")["may_see_contacts"]:
        return ()
    named = held.invitations.filter(role=role, answered=None)
    return [i for i in named if i.name or i.organisation or i.email]


def _entered(request: HttpRequest, held: Survey, role: str, form: SheetForm, given: Given) -> bool:
    told = form.cleaned_data
    try:
        made = enter_sheet(
            by=account_of(request),
            survey=held,
            number=told["number"],
            role=role,
            channel=told["channel"],
            language=get_language() or "en",
            consent=told["quote"],
            kept=given.kept,
            person=UUID(told["person"]) if told.get("person") else None,
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    if made is None:
        messages.info(request, _("This sheet was entered already."))
    else:
        messages.success(request, _("The sheet is kept. Here is the next one."))
    return True


def _shown(
    request: HttpRequest,
    held: Survey,
    survey_form: SurveyForm,
    role: str,
    form: SheetForm,
    given: Given,
) -> HttpResponse:
    wrong = bool(form.errors or given.wrong)
    return show_survey(
        request,
        held,
        "listen-enter",
        "desk/listen/enter.html",
        title=_("Enter answers"),
        finding=_("From paper or an interview; your name is recorded as the one who entered them."),
        facts={
            "form": form,
            "role": role,
            "roles": [(one.id, one.text.say()) for one in survey_form.roles],
            "pages": sheet_of(survey_form, role, given) if role else [],
            "wrong": [
                field
                for field in fields_of(survey_form.items_for(role), given.raw, given.wrong)
                if field.error
            ],
        },
        status=422 if wrong else 200,
    )


def sheet_of(form: SurveyForm, role: str, given: Given) -> list[tuple[str, Any]]:
    """Title and fields of each theme."""
    return [
        (
            page.section.title.say() if page.section else form.title.say(),
            fields_of(page.items, given.raw, given.wrong),
        )
        for page in pages_of(form, role)
    ]


@login_required
@require_safe
def paper(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """The questionnaire of a role, to print and fill in by hand."""
    _cycle, held = opened(request, public_id, survey)
    form = form_of(held)
    roles = [(one.id, one.text.say()) for one in form.roles]
    asked = request.GET.get("role", "")
    role = asked if asked in dict(roles) else ""
    return show_survey(
        request,
        held,
        "listen-enter",
        "desk/listen/paper.html",
        title=form.title.say(),
        finding=dict(roles).get(role, _("Choose whose questions you want to print.")),
        facts={
            "roles": roles,
            "role": role,
            "pages": sheet_of(form, role, Given({}, {}, {})) if role else [],
            "consent": form.consent.say() if form.consent else "",
        },
        status=404 if asked and not role else 200,
    )
