"""Taking in an inventory as a table: choose a file, see all that was found, take it or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.assess.parts import show_part
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.kept_file import kept_file
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.upload import UploadForm
from territoria_web.library.http_methods import takes_form
from territoria_web.measure.queries.policy_tables import Looked, column_name, look_at
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.queries.uploads import open_upload
from territoria_web.measure.services.policies import take_in_policies
from territoria_web.measure.services.uploads import drop_upload
from territoria_web.people.queries import open_cycle


class TableForm(UploadForm):
    """A file with an inventory."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].label = gettext_lazy("Table of policies")
        self.fields["table"].help_text = gettext_lazy(
            "CSV or Excel (.xlsx), at most 2 MB and 500 lines, with the columns of the template. "
            "Nothing is taken before you have seen what was found."
        )


@login_required
@takes_form
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    form = TableForm(posted(request), request.FILES or None)
    problems: Sequence[Any] = ()
    if request.method == "POST":
        if wait := too_often(request, "upload"):
            return wait
        kept, problems = kept_file(cycle, form)
        if kept is not None:
            return redirect("desk:policy-upload-look", cycle.public_id, kept.public_id)
    return show_part(
        request,
        cycle,
        "policies",
        "desk/assess/policy_upload.html",
        title=_("Take in a table of policies"),
        facts={"form": form, "problems": problems},
        status=422 if form.errors else 200,
        beneath=True,
    )


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, upload: UUID) -> HttpResponse:
    """All that was found; then take it in, or throw it away."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    held = open_upload(cycle, upload)
    if "drop" in request.POST:
        drop_upload(upload=held)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:policies", cycle.public_id)
    looked = look_at(cycle, read_grid(held.content, held.file_name))
    form = forms.Form(posted(request))
    if request.method == "POST" and looked.received:
        by, received = account_of(request), looked.received
        if tried(form, lambda: take_in_policies(by=by, cycle=cycle, received=received)):
            drop_upload(upload=held)
            messages.success(request, _("The table is taken in."))
            return redirect("desk:policies", cycle.public_id)
    return show_part(
        request,
        cycle,
        "policies",
        "desk/assess/policy_upload_look.html",
        title=_("What is in %(file)s") % {"file": held.file_name},
        finding=_finding(looked),
        facts={
            "looked": looked,
            "faults": [(f.row, column_name(f.column), f.said) for f in looked.faults],
            "received": [(r, [column_name(c) for c in r.changed]) for r in looked.received],
            "form": form,
        },
        status=422 if request.method == "POST" else 200,
        beneath=True,
    )


def _finding(looked: Looked) -> str:
    if not looked.received:
        return (
            _("Nothing can be taken in; below is why.")
            if looked.faults
            else _("The inventory holds all of this already.")
        )
    said = ngettext(
        "%(count)d line can be taken in: %(new)d new, %(changing)d changed.",
        "%(count)d lines can be taken in: %(new)d new, %(changing)d changed.",
        len(looked.received),
    )
    return said % {
        "count": len(looked.received),
        "new": looked.new,
        "changing": looked.changing,
    }
