"""Taking in a table of initiatives: choose a file, see all that was found, take it or leave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.kept_file import kept_file
from territoria_web.desk.register.frame import STAGE, show_register
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.upload import UploadForm
from territoria_web.library.http_methods import takes_form
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    MONEY_FROM,
    SIZES,
)
from territoria_web.library.queries import library
from territoria_web.library.saying import say
from territoria_web.library.sector_names import SECTORS
from territoria_web.measure.queries.initiative_tables import (
    LONGEST_CELL,
    LookedInitiatives,
    column_title,
    look_at_initiatives,
)
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.queries.uploads import open_upload
from territoria_web.measure.services.register import take_in_initiatives
from territoria_web.measure.services.uploads import drop_upload
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

CODED: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "area": AREAS,
    "sizes": SIZES,
    "sectors": SECTORS,
    "instruments": INSTRUMENTS,
    "budget_sources": MONEY_FROM,
    "evaluation": EVALUATIONS,
}


class TableForm(UploadForm):
    """A file with initiatives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].label = gettext_lazy("Table of initiatives")
        self.fields["table"].help_text = gettext_lazy(
            "CSV or Excel (.xlsx), at most 2 MB and 500 lines, with the columns of the template. "
            "Nothing is taken before you have seen what was found."
        )


class TakeForm(forms.Form):
    """``seen``: the stamp of what the page showed, so that no colleague's words are overwritten."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stamp: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stamp = stamp

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or {}
        if held.get("seen") != self.stamp:
            raise ValidationError(
                _("The list was changed meanwhile. Below is what the table would do now.")
            )
        return held


@login_required
@takes_form
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="register")
    form = TableForm(posted(request), request.FILES or None)
    problems: Sequence[Any] = ()
    if request.method == "POST":
        if wait := too_often(request, "upload"):
            return wait
        kept, problems = kept_file(cycle, form)
        if kept is not None:
            return redirect("desk:register-upload-look", cycle.public_id, kept.public_id)
    return show_register(
        request,
        cycle,
        "desk/register/upload.html",
        title=_("Take in a table of initiatives"),
        facts={"form": form, "problems": problems, "codes": _codes()},
        status=422 if form.errors else 200,
    )


def _codes() -> list[tuple[str, list[tuple[str, str]]]]:
    """What may stand in the columns that take ids: the head, each id and its name."""
    found = [
        (column_title(name), [(i, _(said)) for i, said in names.items()])
        for name, names in CODED.items()
    ]
    obstacles = sorted(library().obstacles.values(), key=lambda o: o.number)
    return [*found, (column_title("obstacles"), [(o.id, say(o.title)) for o in obstacles])]


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, upload: UUID) -> HttpResponse:
    """All that was found; then take it in, or throw it away."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="register")
    try:
        held = open_upload(cycle, upload)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, cycle)
    if "drop" in request.POST:
        drop_upload(upload=held)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:register", cycle.public_id)
    grid = read_grid(held.content, held.file_name, longest=LONGEST_CELL, as_sheet=True)
    looked = look_at_initiatives(cycle.territory, grid)
    form = TakeForm(posted(request), stamp=looked.stamp)
    if request.method == "POST" and looked.received and form.is_valid():
        told: dict[str, Any] = {"territory": cycle.territory, "language": get_language() or "en"}
        told["key"] = held.public_id
        by, received = account_of(request), looked.received
        if tried(form, lambda: take_in_initiatives(by=by, received=received, **told)):
            drop_upload(upload=held)
            messages.success(request, _("The table is taken in."))
            return redirect("desk:register", cycle.public_id)
    return show_register(
        request,
        cycle,
        "desk/register/upload_look.html",
        title=_("What is in %(file)s") % {"file": held.file_name},
        finding=_finding(looked),
        facts={
            "looked": looked,
            "faults": [(f.row, column_title(f.column), f.said) for f in looked.faults],
            "received": [(r, [column_title(c) for c in r.changed]) for r in looked.received],
            "form": form,
            "stamp": looked.stamp,
        },
        status=422 if request.method == "POST" else 200,
    )


def _gone(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Pressed twice: the list shows what came of it."""
    said = _("This file is here no more: it was taken in or thrown away, or is older than a day.")
    messages.info(request, said)
    return redirect("desk:register", cycle.public_id)


def _finding(looked: LookedInitiatives) -> str:
    if not looked.received:
        if looked.faults:
            return _("Nothing can be taken in; below is why.")
        return _("The register holds all of this already.")
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
