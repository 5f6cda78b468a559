"""Filled forms that come back from ODK or Kobo: looked at, then taken, all or none."""

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
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.xlsforms import LARGEST, ReadSheets, sheets_in
from territoria_web.listen.services.entries import take_sheets
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.uploads import drop_upload, keep_upload, tidy_name


class AnswersForm(forms.Form):
    """A file of filled forms."""

    file = forms.FileField(
        label=gettext_lazy("Filled forms"),
        help_text=gettext_lazy(
            "CSV or Excel as ODK or Kobo export it, at most 2 MB. Nothing is taken before you have "
            "seen what was found; a form that was taken before is not taken twice."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Not larger than can be looked through while one waits."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


@login_required
@takes_form
def answers(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Choose a file."""
    cycle, held = opened(request, public_id, survey, "enter answers")
    posted = request.method == "POST"
    form = AnswersForm(request.POST if posted else None, request.FILES if posted else None)
    if request.method == "POST":
        if wait := too_often(request, "upload"):
            return wait
        if form.is_valid():
            file = form.cleaned_data["file"]
            kept = keep_upload(cycle=cycle, content=file.read(), file_name=str(file.name))
            return redirect(at(held, "listen-answers-look", kept.public_id))
    return show_survey(
        request,
        held,
        "listen-enter",
        "desk/listen/answers.html",
        title=_("Take in filled forms"),
        finding=_("From a survey that was filled offline, in ODK or Kobo."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, survey: UUID, upload: UUID) -> HttpResponse:
    """All that was found in the file; then take it or throw it away."""
    cycle, held = opened(request, public_id, survey, "enter answers")
    file = open_upload(cycle, upload)
    if "drop" in request.POST:
        drop_upload(upload=file)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect(at(held, "listen-answers"))
    role = request.POST.get("role") or request.GET.get("role", "")
    read = sheets_in(held, file.content, tidy_name(file.file_name), role)
    faults: list[str] = []
    if request.method == "POST" and read.sheets and not read.problems:
        try:
            return _taken(request, held, file, read)
        except ValidationError as refused:
            faults = list(refused.messages)
    return _shown(request, held, file, read, role, faults)


def _taken(request: HttpRequest, held: Survey, file: Upload, read: ReadSheets) -> HttpResponse:
    count = take_sheets(
        by=account_of(request), survey=held, sheets=read.sheets, language=get_language() or "en"
    )
    drop_upload(upload=file)
    said = ngettext("%(count)d form is taken.", "%(count)d forms are taken.", count)
    messages.success(request, said % {"count": count})
    return redirect(at(held, "listen-survey"))


def _shown(
    request: HttpRequest,
    held: Survey,
    file: Upload,
    read: ReadSheets,
    role: str,
    faults: list[str],
) -> HttpResponse:
    form = form_of(held)
    names = {one.id: one.text.say() for one in form.roles}
    counts = [one.role for one in read.sheets]
    said = ngettext(
        "%(count)d form can be taken.", "%(count)d forms can be taken.", len(read.sheets)
    )
    return show_survey(
        request,
        held,
        "listen-enter",
        "desk/listen/answers_look.html",
        title=_("What is in %(file)s") % {"file": file.file_name},
        finding=said % {"count": len(read.sheets)}
        if read.sheets
        else _("Nothing can be taken; below is why."),
        facts={
            "read": read,
            "faults": faults,
            "roles": names.items(),
            "role": role,
            "by_role": [(names.get(r, r), counts.count(r)) for r in dict.fromkeys(counts)],
        },
        status=422 if faults or (request.method == "POST" and not read.sheets) else 200,
    )
