"""The plan as a table, out and back in: what a file would change is seen before it is taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.plan.forms import TableForm
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.uploads import drop_upload, keep_upload
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.exported import as_csv, as_workbook
from territoria_web.plan.queries.handed_in import LARGEST_FILE, sheets_in
from territoria_web.plan.queries.import_rows import CHANGED, NEW, SAME, Import
from territoria_web.plan.queries.imported import import_of
from territoria_web.plan.queries.plans import actions_of, open_plan, state_of
from territoria_web.plan.services.imports import import_plan
from territoria_web.territories.models import Cycle


@login_required
@require_safe
def table(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """The plan as it stands: ``plan.xlsx``, ``actions.csv`` or ``milestones.csv``."""
    cycle = open_cycle(request.user, public_id, stage="plan")
    actions = actions_of(open_plan(cycle))
    ids = request.GET.get("head") == "ids"
    if name == "plan.xlsx":
        return as_file(as_workbook(actions, ids=ids), XLSX, name)
    if name in ("actions.csv", "milestones.csv"):
        return as_file(as_csv(name.removesuffix(".csv"), actions, ids=ids), CSV, name)
    raise Http404


@login_required
@takes_form
def hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Export, and choose a file to import."""
    asked = request.method == "POST"
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan" if asked else "see")
    open_plan(cycle)
    form = TableForm(request.POST, request.FILES) if asked else TableForm()
    if asked:
        if wait := too_often(request, "upload"):
            return wait
        kept = _kept(cycle, form) if form.is_valid() else None
        if kept is not None:
            return redirect("desk:plan-import-look", cycle.public_id, kept.public_id)
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/hand_in.html",
        title=_("Export and import"),
        finding=_("Take the plan into a spreadsheet, change it there, and bring it back."),
        facts={"form": form, **rights(cycle, "plan", "plan")},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
    )


def _kept(cycle: Cycle, form: TableForm) -> Upload | None:
    """The file put aside, where it can be read."""
    file = form.cleaned_data["table"]
    if (file.size or 0) > LARGEST_FILE:
        form.add_error("table", _("The file is larger than 2 MB. Send the plan only."))
        return None
    content = file.read()
    try:
        sheets_in(content)
    except ValidationError as refused:
        form.add_error("table", refused.messages)
        return None
    return keep_upload(cycle=cycle, content=content, file_name=file.name)


@login_required
@takes_form
def look(request: HttpRequest, public_id: UUID, upload: UUID) -> HttpResponse:
    """What a file would change; then take it or throw it away."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held, file = open_plan(cycle), open_upload(cycle, upload)
    wrong: list[str] = []
    if "drop" in request.POST:
        drop_upload(upload=file)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:plan", cycle.public_id)
    if request.method == "POST":
        try:
            _taken(request, held, file)
            return redirect("desk:plan", cycle.public_id)
        except ValidationError as refused:
            wrong = refused.messages
    return _looked(request, cycle, held, file, wrong)


def _taken(request: HttpRequest, held: Plan, file: Upload) -> None:
    found = import_plan(
        by=account_of(request),
        plan=held,
        content=file.content,
        file_name=file.file_name,
        seen=request.POST.get("seen", ""),
    )
    drop_upload(upload=file)
    said = _("Taken from the file: %(new)d new, %(changed)d changed.")
    told = {"new": len(found.of(NEW)), "changed": len(found.of(CHANGED))}
    messages.success(request, said % told)


def _looked(
    request: HttpRequest, cycle: Cycle, held: Plan, file: Upload, wrong: list[str]
) -> HttpResponse:
    actions = actions_of(held)
    try:
        found = import_of(file.content, actions)
    except ValidationError as refused:  # the rules were changed since it was put aside
        drop_upload(upload=file)
        tell_refused(request, refused)
        return redirect(reverse("desk:plan-import", args=[cycle.public_id]))
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/look.html",
        title=_("What is in %(file)s") % {"file": file.file_name},
        finding=_finding(found),
        facts={
            "found": found,
            "new": found.of(NEW),
            "changed": found.of(CHANGED),
            "same": len(found.of(SAME)),
            "seen": state_of(held, actions),
            "wrong": wrong,
        },
        below=back_to_plan(cycle),
        status=422 if wrong else 200,
    )


def _finding(found: Import) -> str:
    if found.faults:
        said = ngettext(
            "%(count)d cell or row is refused, so nothing can be taken yet.",
            "%(count)d cells or rows are refused, so nothing can be taken yet.",
            len(found.faults),
        )
        return said % {"count": len(found.faults)}
    if not found.worth_taking:
        return _("The file says what the plan says already.")
    return _("%(new)d new, %(changed)d changed, %(same)d as they were.") % {
        "new": len(found.of(NEW)),
        "changed": len(found.of(CHANGED)),
        "same": len(found.of(SAME)),
    }
