"""Ratings from a table of another system, all or none."""

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

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.services.listing import HERE, at, crumb
from territoria_web.desk.guards import account_of
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Rating, Service
from territoria_web.listen.queries.rating_file import RatingFile, ratings_in
from territoria_web.listen.queries.services_offered import open_service_of, service_name
from territoria_web.listen.services.ratings import Judged, enter_ratings

LARGEST = 1_000_000


class TableForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("A CSV table"),
        help_text=gettext_lazy(
            "Columns: day (2026-11-23), solved (yes, partly, no), satisfaction (1 to 5), comment. At "
            "most 500 ratings of the last year; nothing that names a person."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Not larger than 500 ratings can be."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        return file


@login_required
@takes_form
def take(request: HttpRequest, public_id: UUID, service: UUID) -> HttpResponse:
    """Choose a file; what is wrong in it is said line by line and nothing is taken."""
    forum = opened(request, public_id, "enter")
    held = open_service_of(forum, service)
    posting = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if posting else TableForm()
    read: RatingFile | None = None
    if posting and form.is_valid():
        read = ratings_in(form.cleaned_data["file"].read(), held.code)
        if not read.faults and _taken(request, held, form, read):
            return redirect(at(forum, "citizens-service", held))
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/import.html",
        title=_("Ratings from a file: %(service)s") % {"service": service_name(held)},
        finding=_("All of them are taken, or none; the same file never twice."),
        facts={"form": form, "faults": read.faults if read else ()},
        status=422 if form.errors or (read and read.faults) else 200,
        below=(crumb(forum), (service_name(held), at(forum, "citizens-service", held))),
    )


def _taken(request: HttpRequest, held: Service, form: TableForm, read: RatingFile) -> bool:
    language = get_language() or "en"
    rows = [
        Judged(one.solved, one.satisfaction, one.comment, language=language, day=one.day)
        for one in read.rows
    ]
    try:
        count = enter_ratings(
            by=account_of(request),
            service=held,
            rows=rows,
            channel=Rating.Channel.IMPORT,
            nonce=read.digest,
        )
    except ValidationError as refused:
        form.add_error("file", ValidationError(refused.messages))
        return False
    said = ngettext("%(count)d rating is kept.", "%(count)d ratings are kept.", count)
    if count:
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("This file was taken already."))
    return True
