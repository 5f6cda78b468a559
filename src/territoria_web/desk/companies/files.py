"""Companies of a day from a file, and the list as one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.forms.company_file import HEADS, LARGEST, ReadFile, read_companies
from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.companies import companies_of
from territoria_web.act.queries.company_days import open_company_day, takes_now
from territoria_web.act.rules.companies import ENTER, Firm
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.act.services import company_office as office
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.csv_text import as_csv
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of


class FileForm(forms.Form):
    """Companies in a table, pasted or as a file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Or the table itself"),
        help_text=gettext_lazy("With the names of the columns in the first line."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LARGEST,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; the file is text."""
        held = super().clean() or {}
        file = held.get("file")
        if file is None:
            if not held.get("text", "").strip():
                self.add_error("file", _("Choose a file, or paste the table."))
            return held
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is too long. Send it in parts."))
        try:
            held["text"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("The file is no text in UTF-8. Save it as CSV UTF-8."))
        return held


@login_required
@takes_form
def upload(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """Many companies at once: all problems of the file, or all of its companies."""
    held = open_company_day(request.user, network, day)
    form = FileForm(posted(request), request.FILES or None)
    found = ReadFile((), ())
    if form.is_bound and form.is_valid():
        found = read_companies(form.cleaned_data["text"], held.tags)
        if not found.problems and tried(form, lambda: _take(request, held, found)):
            return redirect("desk:company-day-companies", held.network.public_id, held.public_id)
        if found.problems:
            form.add_error(None, _("Nothing was taken; below is what has to be mended."))
            form = _shown_back(form)
    return show_company_day(
        request,
        held,
        "company-day-companies",
        "desk/companies/upload.html",
        title=_("Companies from a file"),
        finding=_("One company a line. They take part at once and get their links by letter."),
        facts={
            "form": form,
            "problems": found.problems,
            "heads": HEADS,
            "tags": tag_names(held.tags, held.tags),
            "may_enter": takes_now(held, ENTER),
        },
        status=422 if form.errors else 200,
    )


def _shown_back(form: FileForm) -> FileForm:
    """What stood in the file, to be mended on the page: nothing is lost."""
    shown = FileForm({"text": form.cleaned_data.get("text", "")})
    shown.is_valid()
    shown.errors.update(form.errors)
    return shown


def _take(request: HttpRequest, held: CompanyDay, found: ReadFile) -> None:
    made = office.take_companies(
        by=account_of(request),
        day=held,
        rows=found.rows,
        language=held.language,
        origin=origin_of(request),
    )
    said = ngettext(
        "%(count)d company was taken over.", "%(count)d companies were taken over.", len(made)
    )
    messages.success(request, said % {"count": len(made)})


@login_required
@require_safe
def table(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """The list as CSV, for the office alone; it can be taken over by another day."""
    held = open_company_day(request.user, network, day)
    rows = [
        [";".join(v) if isinstance(v := getattr(one, name), list) else v for name in HEADS]
        for one in companies_of(held).exclude(state=Firm.OUT)
    ]
    answer = HttpResponse(as_csv(HEADS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="companies.csv"'
    answer["Cache-Control"] = "no-store"
    return answer
