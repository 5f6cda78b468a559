"""The surveys of a cycle, and beginning one: from a framework's questions or from a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.listen.frame import STAGE, at, state_said
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import language_codes, languages
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.doors import surveys_of
from territoria_web.listen.queries.forms import BLOCKS, banks, form_of
from territoria_web.listen.queries.xlsforms import LARGEST, form_in
from territoria_web.listen.services.surveys import draft_from_form, draft_survey
from territoria_web.measure.services.uploads import tidy_name
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

BLOCK_NAMES = {
    "obstacles": gettext_lazy("What stands in the way, with how badly"),
    "priorities": gettext_lazy("What should come first: three priorities and a quick win"),
    "exchange": gettext_lazy("What people could give, and what they need"),
}


class BankForm(forms.Form):
    """Questions of the house."""

    framework = forms.ChoiceField(
        label=gettext_lazy("Whose questions?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Answers observe the factors of this framework."),
    )
    blocks = forms.MultipleChoiceField(
        label=gettext_lazy("Which blocks beside them?"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(BLOCK_NAMES.items()),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages?"),
        widget=forms.CheckboxSelectMultiple,
        choices=languages,
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy(
            "As those who are asked read it. Left empty: the questionnaire’s own."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = self.fields["framework"]
        assert isinstance(framework, forms.ChoiceField)
        framework.choices = banks(level)


class FileForm(forms.Form):
    """Questions of one's own, from Excel or Kobo."""

    file = forms.FileField(
        label=gettext_lazy("XLSForm"),
        help_text=gettext_lazy(
            "A workbook (.xlsx or .xls) with the sheets survey and choices, at most 2 MB. All that "
            "cannot be read is named at once."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Not larger than can be looked through while one waits."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


@login_required
@require_safe
def surveys(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All surveys of a cycle."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    held = surveys_of(cycle)
    for survey in held:
        survey.cycle = cycle
    said = ngettext("%(count)d survey.", "%(count)d surveys.", len(held)) % {"count": len(held)}
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/listen/surveys.html",
        title=_("Survey of key actors"),
        finding=said if held else _("Nobody is asked anything yet."),
        facts={"surveys": [_row(survey) for survey in held], **rights(cycle, STAGE, "ask")},
    )


def _row(survey: Survey) -> tuple[str, str, str]:
    return form_of(survey).title.say(), at(survey, "listen-survey"), state_said(survey)


@login_required
@takes_form
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a survey with the questions of a framework."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="ask")
    initial = {
        "framework": cycle.framework,
        "blocks": list(BLOCKS),
        "languages": list(language_codes()),
    }
    level = "country" if cycle.territory.level == 0 else "region"
    data = request.POST if request.method == "POST" else None
    form = BankForm(data, initial=initial, level=level)
    if data is not None and form.is_valid():
        try:
            survey = draft_survey(by=account_of(request), cycle=cycle, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(at(survey, "listen-form"))
    return _shown(request, cycle, form, FileForm(), [])


@login_required
@takes_form
def start_from_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a survey with the questions of an XLSForm."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="ask")
    level = "country" if cycle.territory.level == 0 else "region"
    bank = BankForm(level=level, initial={"framework": cycle.framework})
    if request.method != "POST":
        return redirect("desk:listen-start", cycle.public_id)
    if wait := too_often(request, "upload"):
        return wait
    form, problems = FileForm(request.POST, request.FILES), []
    if form.is_valid():
        file = form.cleaned_data["file"]
        read = form_in(file.read(), tidy_name(file.name), get_language() or "en")
        if read.form is None:
            problems = list(read.problems)
            form.add_error("file", _("This file cannot be taken as it is; below is why."))
        else:
            return _taken(request, cycle, bank, form, read.form)
    return _shown(request, cycle, bank, form, problems)


def _taken(
    request: HttpRequest, cycle: Cycle, bank: BankForm, form: FileForm, read: Any
) -> HttpResponse:
    try:
        survey = draft_from_form(by=account_of(request), cycle=cycle, form=read)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _shown(request, cycle, bank, form, [])
    for remark in read.remarks:
        messages.warning(request, remark)
    return redirect(at(survey, "listen-form"))


def _shown(
    request: HttpRequest, cycle: Cycle, bank: BankForm, file: FileForm, problems: list[Any]
) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/listen/start.html",
        title=_("Begin a survey"),
        finding=_("You can change, add and take out questions before anybody is asked."),
        facts={"bank": bank, "file": file, "problems": problems},
        below=((_("Surveys"), reverse("desk:listen", args=[cycle.public_id])),),
        status=422 if bank.errors or file.errors else 200,
    )
