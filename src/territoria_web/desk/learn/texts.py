"""The text of a lesson as a folder for the library; withdrawing a lesson that was published."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.files import as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.learn.forms import WithdrawForm
from territoria_web.desk.learn.frame import opened, show_lesson
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.lessons import open_lesson
from territoria_web.learn.queries.practices import archive_of, lacks_of
from territoria_web.learn.services.lessons import withdraw_lesson
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def archive(request: HttpRequest, public_id: UUID, lesson: UUID) -> HttpResponse:
    """The practice as a zip; 404 while something is missing."""
    _cycle, held = opened(request, public_id, lesson)
    if lacks_of(held):
        raise Http404
    return as_file(
        archive_of(held, origin=origin_of(request)), "application/zip", f"{held.slug}.zip"
    )


@login_required
@takes_form
def withdraw(request: HttpRequest, public_id: UUID, lesson: UUID) -> HttpResponse:
    """Stand no longer for a published lesson."""
    cycle, held = opened(request, public_id, lesson, "hand in")
    if held.state != Lesson.State.PUBLISHED:
        raise Http404
    form = WithdrawForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        told = {"by": account_of(request), "lesson": held, **form.cleaned_data}
        try:
            if tried(form, lambda: withdraw_lesson(**told)):
                messages.success(request, _("The lesson is withdrawn."))
                return redirect("desk:learn-lesson", cycle.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            form = WithdrawForm(seen_anew(request, open_lesson(cycle, lesson).edit))
            form.add_error(None, refused)
    return show_lesson(
        request,
        cycle,
        "desk/learn/withdraw.html",
        title=_("Withdraw this lesson"),
        finding=_("It stays readable, with your reason on top. Nobody can take it up any more."),
        facts={"form": form, "lesson": held},
        status=422 if form.errors else 200,
    )
