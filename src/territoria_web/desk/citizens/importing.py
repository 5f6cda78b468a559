"""Reports of another system: a file is chosen, looked at, then taken in, all or none."""

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
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.guards import account_of, too_often
from territoria_web.library.http_methods import takes_form
from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.need_reports import (
    DELIVERED,
    LARGEST,
    LEFT_OUT,
    ReadReports,
    Taking,
    Ways,
    reports_in,
    taking_of,
)
from territoria_web.listen.services.need_imports import import_needs
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.uploads import drop_upload, keep_upload

SHOWN = 10
SHOWN_PROBLEMS = 200


class WaysForm(forms.Form):
    """Where the reports come from, and how they are taken."""

    source = forms.CharField(
        label=gettext_lazy("Which system do they come from?"),
        help_text=gettext_lazy(
            "Its name is shown. Write it the same way each time: by name and id a report is known again."
        ),
        max_length=200,
    )
    publish = forms.BooleanField(
        label=gettext_lazy("They are public there: publish them here at once."),
        help_text=gettext_lazy("Otherwise each is read first, and begins here as received."),
        required=False,
    )
    closed = forms.ChoiceField(
        label=gettext_lazy("What does “closed” mean there, where no finer word stands?"),
        choices=[
            (DELIVERED, gettext_lazy("It was done: delivered")),
            (LEFT_OUT, gettext_lazy("Only that it ended: leave these out")),
        ],
        widget=forms.RadioSelect,
        initial=DELIVERED,
    )

    def ways(self) -> Ways:
        """What was chosen; the form is valid."""
        told = self.cleaned_data
        return Ways(plain_line(told["source"]), told["publish"], told["closed"])


class ReportsForm(WaysForm):
    """With the file."""

    file = forms.FileField(
        label=gettext_lazy("Reports"),
        help_text=gettext_lazy(
            "Open311 GeoReport v2 as JSON or XML, or a CSV table with its names of columns; at most "
            "2 MB and 2,000 reports. Names, addresses of mail and telephones are not taken."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".json,.xml,.csv"}),
    )

    field_order = ["file", "source", "publish", "closed"]

    def clean_file(self) -> UploadedFile[Any]:
        """Not larger than can be looked through while one waits."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


@login_required
@takes_form
def reports(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file."""
    forum = opened(request, public_id, "prepare")
    asked = request.method == "POST"
    last = forum.needs.exclude(foreign_id="").order_by("-pk").values_list("source", flat=True)
    initial = {"source": last.first() or ""}
    form = ReportsForm(request.POST, request.FILES) if asked else ReportsForm(initial=initial)
    if asked:
        if wait := too_often(request, "upload"):
            return wait
        if form.is_valid():
            file = form.cleaned_data["file"]
            kept = keep_upload(cycle=forum.cycle, content=file.read(), file_name=str(file.name))
            at = reverse("desk:citizens-import-look", args=[public_id, kept.public_id])
            told = {"source": form.cleaned_data["source"], "closed": form.cleaned_data["closed"]}
            publish = {"publish": "on"} if form.cleaned_data["publish"] else {}
            return redirect(f"{at}?{urlencode({**told, **publish})}")
    return show_citizens(
        request,
        forum,
        "citizens-needs",
        "desk/citizens/import.html",
        title=_("Take in reports"),
        finding=_("From the reporting system that your territory has already."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, upload: UUID) -> HttpResponse:
    """What taking the file would do; then take it or throw it away."""
    forum = opened(request, public_id, "prepare")
    file = open_upload(forum.cycle, upload)
    if "drop" in request.POST:
        drop_upload(upload=file)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:citizens-import", public_id)
    form = WaysForm(request.GET)
    if not form.is_valid():
        return redirect("desk:citizens-import", public_id)
    faults: list[str] = []
    if request.method == "POST":
        try:
            return _taken(request, forum, file, form.ways())
        except ValidationError as refused:
            faults = list(refused.messages)
    return _shown(request, forum, file, form.ways(), faults)


def _taken(request: HttpRequest, forum: Forum, file: Upload, ways: Ways) -> HttpResponse:
    found = import_needs(
        by=account_of(request),
        forum=forum,
        content=file.content,
        file_name=file.file_name,
        ways=ways,
    )
    drop_upload(upload=file)
    said = _("Taken from the file: %(new)d new, %(changed)d changed.")
    messages.success(request, said % {"new": len(found.new), "changed": len(found.changed)})
    queue = "all" if ways.publish else "moderate"
    return redirect(f"{reverse('desk:citizens-needs', args=[forum.cycle.public_id])}?of={queue}")


def _shown(
    request: HttpRequest, forum: Forum, file: Upload, ways: Ways, faults: list[str]
) -> HttpResponse:
    read = reports_in(file.content, file.file_name)
    found = taking_of(forum, read.requests, ways)
    return show_citizens(
        request,
        forum,
        "citizens-needs",
        "desk/citizens/import_look.html",
        title=_("What is in %(file)s") % {"file": file.file_name},
        finding=_finding(read, found),
        facts={
            "read": read,
            "problems": read.problems[:SHOWN_PROBLEMS],
            "found": found,
            "first": found.new[:SHOWN],
            "ways": ways,
            "faults": faults,
            "counts": _counts(found),
        },
        status=422 if faults else 200,
    )


def _finding(read: ReadReports, found: Taking) -> str:
    if read.problems:
        said = ngettext(
            "%(count)d thing is to be mended before anything can be taken.",
            "%(count)d things are to be mended before anything can be taken.",
            len(read.problems),
        )
        return said % {"count": len(read.problems)}
    if not found.worth_taking:
        return _("Nothing in this file is new.")
    told = {"new": len(found.new), "changed": len(found.changed)}
    return _("%(new)d new, %(changed)d with another state.") % told


def _counts(found: Taking) -> list[tuple[str, int]]:
    told = [
        (_("new"), len(found.new)),
        (_("with another state"), len(found.changed)),
        (_("as they stand here"), found.same),
        (_("stay as they are here"), found.stay),
        (_("closed there, left out"), found.left),
    ]
    return [(words, count) for words, count in told if count]
