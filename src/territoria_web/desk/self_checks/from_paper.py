"""Answers that advisers gathered on paper: a template, a look at the table, all of it taken in or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.kept_file import kept_file
from territoria_web.desk.self_checks.frame import AUDIENCES, VERB, at, opened, show_check
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.upload import SHOWN_FAULTS, UploadForm
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import day, numeral_of
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.paper_columns import (
    columns_of,
    template_csv,
    template_workbook,
)
from territoria_web.listen.queries.paper_sittings import (
    LookedSittings,
    are_some_kept,
    day_entered,
    look_at_paper,
    mark_of,
    sizes_in,
)
from territoria_web.listen.services.entered_sittings import Entered, enter_sittings
from territoria_web.listen.services.sittings import Who
from territoria_web.listen.sitting_rules import takes_sittings
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.queries.uploads import open_upload
from territoria_web.measure.services.uploads import drop_upload

HERE = "self-check-paper"


class PaperForm(UploadForm):
    """A file with answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].label = gettext_lazy("Table of answers")
        self.fields["table"].help_text = gettext_lazy(
            "Excel (.xlsx) or CSV, at most 2 MB and 500 lines, with the columns of the template. "
            "Nothing is taken before you have seen what was found."
        )


@login_required
@takes_form
def upload(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """Choose a file; a check that is closed says so."""
    held = opened(request, public_id, check, VERB)
    form = PaperForm(posted(request), request.FILES or None)
    takes = takes_sittings(held)
    if request.method == "POST" and takes and (wait := too_often(request, "upload")):
        return wait
    problems: Sequence[Any] = ()
    if takes:
        kept, problems = kept_file(held.cycle, form)
        if kept is not None:
            return redirect(f"desk:{HERE}-look", public_id, check, kept.public_id)
    return _asked(request, held, form, problems)


def _asked(
    request: HttpRequest, held: SelfCheck, form: PaperForm, problems: Sequence[Any]
) -> HttpResponse:
    lists = [c for c in columns_of(held) if c.kind in ("size", "sector")]
    return show_check(
        request,
        held,
        HERE,
        "desk/self_checks/from_paper.html",
        title=_("Take in answers from paper"),
        finding=_("All rows of a table are taken in, or none; the same answers never twice."),
        facts={
            "takes": takes_sittings(held),
            "form": form,
            "problems": problems,
            "lists": lists,
            "csv": at(held, f"{HERE}-csv"),
            "xlsx": at(held, f"{HERE}-xlsx"),
        },
        status=422 if request.method == "POST" else 200,
    )


@login_required
@require_safe
def template(request: HttpRequest, public_id: UUID, check: UUID, kind: str) -> HttpResponse:
    """The heads of a table, with the questions as this check asks them."""
    held = opened(request, public_id, check, VERB)
    name = f"self-check-{held.audience}.{kind}"
    if kind == "xlsx":
        return as_file(template_workbook(held), XLSX, name)
    return as_file(template_csv(held), CSV, name)


# ── the look ──────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, check: UUID, upload: UUID) -> HttpResponse:
    """All that was found; then take it in, or leave it."""
    held = opened(request, public_id, check, VERB)
    try:
        file = open_upload(held.cycle, upload)
    except Http404:
        if request.method != "POST":
            raise
        messages.info(
            request,
            _("This file is here no more: it was taken in or thrown away, or is older than a day."),
        )
        return redirect(at(held, "self-check"))
    if "drop" in request.POST:
        drop_upload(upload=file)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect(at(held, HERE))
    grid = read_grid(file.content, file.file_name, as_sheet=True)
    looked = look_at_paper(held, grid.head, grid.rows)
    form = forms.Form(posted(request))
    if form.is_bound and looked.firms and tried(form, lambda: _take_in(request, held, looked)):
        drop_upload(upload=file)
        return redirect(at(held, "self-check"))
    return _looked(request, held, file.file_name, looked, form)


def _take_in(request: HttpRequest, held: SelfCheck, looked: LookedSittings) -> None:
    language = get_language() or "en"
    entered = [Entered(Who(f.size, f.sector, language), f.sittings) for f in looked.firms]
    count = enter_sittings(by=account_of(request), check=held, entered=entered)
    said = ngettext("%(count)s sitting is taken in.", "%(count)s sittings are taken in.", count)
    messages.success(request, said % {"count": numeral_of(count)})


def _looked(
    request: HttpRequest, held: SelfCheck, name: str, looked: LookedSittings, form: forms.Form
) -> HttpResponse:
    before = day_entered(held, mark_of(held, looked.firms)) if looked.firms else None
    takes = takes_sittings(held)
    return show_check(
        request,
        held,
        HERE,
        "desk/self_checks/from_paper_look.html",
        title=_("What is in %(file)s") % {"file": name},
        finding=_finding(held, looked),
        facts={
            "form": form,
            "looked": looked,
            "faults": looked.faults[:SHOWN_FAULTS],
            "more_faults": max(0, len(looked.faults) - SHOWN_FAULTS),
            "sizes": sizes_in(held, looked.firms),
            "takes": takes,
            "before": day(before),
            "alike": not before and are_some_kept(held, looked.firms),
            "may_take": bool(takes and looked.firms and not before),
        },
        status=422 if request.method == "POST" else 200,
    )


def _finding(held: SelfCheck, looked: LookedSittings) -> str:
    if not looked.firms:
        return _("Nothing can be taken in; below is why.")
    said = ngettext(
        "%(count)s sitting was found (%(whom)s: %(firms)s).",
        "%(count)s sittings were found (%(whom)s: %(firms)s).",
        looked.count,
    )
    firms, whom = len(looked.firms), AUDIENCES[SelfCheck.Audience(held.audience)]
    return said % {"count": numeral_of(looked.count), "whom": whom, "firms": numeral_of(firms)}
