"""A vote that was held elsewhere: choose a file, look at all that was found, take it or leave it."""

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

from territoria_web.desk.citizens.budgets.forms import FileForm, SourceForm
from territoria_web.desk.citizens.budgets.frame import PART
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import day, money, numeral_of
from territoria_web.listen.models import Forum
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.uploads import drop_upload, keep_upload
from territoria_web.plan.budget_rules import RULE_NAMES, choice_said
from territoria_web.plan.queries.budget_files import LARGEST_FILE, Found, read_file
from territoria_web.plan.services.budget_imports import import_budget


@login_required
@takes_form
def hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a file; with ``?file=`` the one that was put aside."""
    forum = opened(request, public_id, "prepare")
    if "file" in request.GET:
        return _look(request, forum, _upload_in(request, forum))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound:
        if wait := too_often(request, "upload"):
            return wait
        kept = _kept(forum, form) if form.is_valid() else None
        if kept is not None:
            ticks = "1" if form.cleaned_data["as_approval"] else ""
            return redirect(f"{request.path}?file={kept.public_id}&ticks={ticks}")
    return show_citizens(
        request,
        forum,
        PART,
        "desk/citizens/budgets/import.html",
        title=_("Take over a vote from a file"),
        facts={"form": form},
        below=_below(forum),
        status=422 if form.errors else 200,
    )


def _below(forum: Forum) -> tuple[tuple[str, str], ...]:
    return ((_("Budgets"), reverse(f"desk:{PART}", args=[forum.cycle.public_id])),)


def _upload_in(request: HttpRequest, forum: Forum) -> Upload:
    try:
        return open_upload(forum.cycle, UUID(request.GET["file"]))
    except ValueError:
        raise Http404 from None


def _kept(forum: Forum, form: FileForm) -> Upload | None:
    """The file put aside, where it can be read; else all that is wrong with it."""
    file = form.cleaned_data["file"]
    if (file.size or 0) > LARGEST_FILE:
        form.add_error("file", _("The file is larger than 5 MB."))
        return None
    content = file.read()
    try:
        read_file(content, file.name, as_approval=form.cleaned_data["as_approval"])
    except ValidationError as refused:
        form.add_error("file", refused.messages[:40])
        return None
    return keep_upload(cycle=forum.cycle, content=content, file_name=file.name)


def _look(request: HttpRequest, forum: Forum, file: Upload) -> HttpResponse:
    if "drop" in request.POST:
        drop_upload(upload=file)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:citizens-budgets", forum.cycle.public_id)
    ticks = request.GET.get("ticks") == "1"
    form, wrong = SourceForm(posted(request)), list[str]()
    if "take" in request.POST and form.is_valid():
        try:
            return _taken(request, forum, file, form.cleaned_data["source"], ticks=ticks)
        except ValidationError as refused:
            wrong = refused.messages
    try:
        found = read_file(file.content, file.file_name, as_approval=ticks)
    except ValidationError as refused:  # the rules were changed since it was put aside
        drop_upload(upload=file)
        tell_refused(request, refused)
        return redirect("desk:citizens-budget-import", forum.cycle.public_id)
    return show_citizens(
        request,
        forum,
        PART,
        "desk/citizens/budgets/import_look.html",
        title=_("What is in %(file)s") % {"file": file.file_name},
        finding=_finding(found),
        facts={"found": found, "told": _facts(found), "form": form, "wrong": wrong},
        below=_below(forum),
        status=422 if wrong or form.errors else 200,
    )


def _taken(
    request: HttpRequest, forum: Forum, file: Upload, source: str, *, ticks: bool
) -> HttpResponse:
    made = import_budget(
        by=account_of(request),
        forum=forum,
        content=file.content,
        file_name=file.file_name,
        as_approval=ticks,
        source=source,
    )
    drop_upload(upload=file)
    messages.success(request, _("The vote is taken over."))
    return redirect("desk:citizens-budget", forum.cycle.public_id, made.public_id)


def _finding(found: Found) -> str:
    said = ngettext("%(count)s ballot", "%(count)s ballots", len(found.ballots))
    ballots = said % {"count": numeral_of(len(found.ballots))}
    more = ngettext("on %(count)d item.", "on %(count)d items.", len(found.items))
    return f"{ballots} {more % {'count': len(found.items)}}"


def _facts(found: Found) -> list[tuple[str, str]]:
    frame = found.frame
    return [
        (_("Title"), frame.title),
        (_("Sum"), money(float(frame.amount), frame.currency)),
        (_("Rule"), str(RULE_NAMES[frame.rule])),
        (_("On one ballot"), choice_said(frame.most_choices)),
        (_("Ended"), day(found.closed) or "–"),
    ]
