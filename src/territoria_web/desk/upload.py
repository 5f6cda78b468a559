"""Uploading own figures: choose a file, look at all that was found, map its columns, take or leave."""

from __future__ import annotations

from collections.abc import Sequence
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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.kept_file import kept_file
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.measure.queries.column_choices import (
    column_choices,
    digits_of,
    indicator_text,
)
from territoria_web.measure.queries.column_roles import Mapped, mapped_from
from territoria_web.measure.queries.figure_templates import HEAD as TEMPLATE
from territoria_web.measure.queries.received_tables import LARGEST_FILE
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.own_figures import (
    Receipt,
    Received,
    receive_own_figures,
)
from territoria_web.measure.services.uploads import (
    drop_upload,
    tell_columns,
)
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

SHOWN_ROWS = 8
SHOWN_FAULTS = 500


class UploadForm(forms.Form):
    """A file with own figures."""

    table = forms.FileField(
        label=gettext_lazy("Table with your figures"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx), at most 2 MB and 5,000 rows. Nothing is taken before you have "
            "seen what was found."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_table(self) -> UploadedFile[Any]:
        """Not larger than can be looked through while one waits."""
        table: UploadedFile[Any] = self.cleaned_data["table"]
        if (table.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than 2 MB. Send only the figures of your own territory.")
            )
        return table


class ColumnsForm(forms.Form):
    """What each column holds; the year and the decimal mark of the whole table."""

    def __init__(self, *args: Any, cycle: Cycle, head: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = column_choices(cycle, head)
        for n, title in enumerate(head):
            label = _("Column %(number)s: %(title)s") % {"number": n + 1, "title": title or "–"}
            self.fields[f"column-{n}"] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )
        self.fields["year"] = forms.IntegerField(
            label=_("Year of all figures"),
            help_text=_("Only where no column tells the year."),
            required=False,
            min_value=1950,
            max_value=2100,
        )
        self.fields["decimal"] = forms.ChoiceField(
            label=_("Decimals are written with"),
            choices=[(".", _("a point: 33.1")), (",", _("a comma: 33,1"))],
        )
        self.width = len(head)

    def columns(self) -> list[forms.BoundField]:
        """The questions about columns, in their order."""
        return [self[f"column-{n}"] for n in range(self.width)]

    def mapped(self) -> Mapped:
        """What was told; the form is valid."""
        held = self.cleaned_data
        roles = tuple(held[f"column-{n}"] for n in range(self.width))
        return Mapped(roles, held["year"], held["decimal"])


def _initial(mapped: Mapped) -> dict[str, Any]:
    roles = {f"column-{n}": role for n, role in enumerate(mapped.roles)}
    return {**roles, "year": mapped.year, "decimal": mapped.decimal}


@login_required
@takes_form
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="upload")
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: Sequence[Any] = ()
    if request.method == "POST":
        if wait := too_often(request, "upload"):
            return wait
        kept, problems = kept_file(cycle, form)
        if kept is not None:
            return redirect("desk:upload-look", cycle.public_id, kept.public_id)
    return show_stage(
        request,
        cycle,
        "measure",
        "desk/upload.html",
        title=_("Give your own figures"),
        finding=_(
            "They stand in for the published figures in your own assessment, which only your team "
            "sees. The public pages stay as they are."
        ),
        facts={"form": form, "problems": problems},
        below=((_("Measure"), reverse("desk:measure", args=[cycle.public_id])),),
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, upload: UUID) -> HttpResponse:
    """All that was found in the file; then take it, map its columns anew, or throw it away."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="upload")
    held = open_upload(cycle, upload)
    told = mapped_from(held.mapping) if held.mapping else None
    if request.method != "POST":
        return _looked(request, cycle, _tried(request, cycle, held, told), None)
    if "drop" in request.POST:
        drop_upload(upload=held)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:measure", cycle.public_id)
    receipt = _tried(request, cycle, held, told)
    form = ColumnsForm(request.POST, cycle=cycle, head=receipt.grid.head)
    if not form.is_valid():
        return _looked(request, cycle, receipt, form)
    if "take" in request.POST and form.mapped() == receipt.mapping and receipt.received:
        return _taken(request, cycle, held, receipt.mapping)
    tell_columns(cycle=cycle, upload=held, mapping=form.mapped())
    if "take" in request.POST:
        messages.warning(request, _("The columns were changed. Look again before you take them."))
    return redirect("desk:upload-look", cycle.public_id, held.public_id)


def _tried(request: HttpRequest, cycle: Cycle, held: Upload, told: Mapped | None) -> Receipt:
    return receive_own_figures(
        by=account_of(request),
        cycle=cycle,
        content=held.content,
        file_name=held.file_name,
        mapping=told,
        dry_run=True,
        effect=request.method != "POST",
    )


def _taken(request: HttpRequest, cycle: Cycle, held: Upload, mapping: Mapped) -> HttpResponse:
    try:
        receipt = receive_own_figures(
            by=account_of(request),
            cycle=cycle,
            content=held.content,
            file_name=held.file_name,
            mapping=mapping,
        )
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:upload-look", cycle.public_id, held.public_id)
    drop_upload(upload=held)
    said = ngettext(
        "%(count)d figure is taken. Your own scores are being worked out.",
        "%(count)d figures are taken. Your own scores are being worked out.",
        len(receipt.received),
    )
    messages.success(request, said % {"count": len(receipt.received)})
    return redirect("desk:measure", cycle.public_id)


def _looked(
    request: HttpRequest, cycle: Cycle, receipt: Receipt, form: ColumnsForm | None
) -> HttpResponse:
    shown = form or ColumnsForm(
        cycle=cycle, head=receipt.grid.head, initial=_initial(receipt.mapping)
    )
    return show_stage(
        request,
        cycle,
        "measure",
        "desk/upload_look.html",
        title=_("What is in %(file)s") % {"file": receipt.grid.file_name},
        finding=_finding(receipt),
        facts={
            "receipt": receipt,
            "received": [_received(r) for r in receipt.received],
            "form": shown,
            "head": receipt.grid.head,
            "first_rows": receipt.grid.rows[:SHOWN_ROWS],
            "rows": len(receipt.grid.rows),
            "faults": receipt.faults[:SHOWN_FAULTS],
            "more_faults": max(0, len(receipt.faults) - SHOWN_FAULTS),
            "changed": any(e.changes for e in receipt.effects),
            "folded": form is None and _understood(receipt),
        },
        below=((_("Measure"), reverse("desk:measure", args=[cycle.public_id])),),
        status=422 if form is not None else 200,
    )


def _understood(receipt: Receipt) -> bool:
    """Whether every column was read: nobody need look at what each was taken for."""
    roles = zip(receipt.grid.head, receipt.mapping.roles, strict=True)
    return bool(receipt.received) and all(role or title in TEMPLATE for title, role in roles)


def _received(r: Received) -> tuple[Received, Any, int]:
    """With its indicator, and as many digits as it was given in."""
    text = indicator_text(r.figure.indicator)
    return r, text, digits_of(r.figure.value, text.decimals)


def _finding(receipt: Receipt) -> str:
    if not receipt.received:
        return _("Nothing can be taken yet; below is why.")
    said = ngettext(
        "%(count)d figure can be taken: %(new)d new, %(other)d in place of another. "
        "%(refused)d refused.",
        "%(count)d figures can be taken: %(new)d new, %(other)d in place of others. "
        "%(refused)d refused.",
        len(receipt.received),
    )
    return said % {
        "count": len(receipt.received),
        "new": receipt.new,
        "other": receipt.replacing,
        "refused": receipt.refused,
    }
