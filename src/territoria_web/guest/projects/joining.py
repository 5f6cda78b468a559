"""Asking to join a project, from its public page: one form, one act; the lead says yes or no."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.forms.partners import email_field, named_field, role_field
from territoria_web.act.forms.projects import line_field
from territoria_web.act.models import Project
from territoria_web.act.queries.projects import public_project
from territoria_web.act.rules.project_drafts import Named
from territoria_web.act.rules.projects import MOST_JOINS_A_DAY, MOST_JOINS_BY_ONE, takes_joins
from territoria_web.act.services.partners import ask_to_join
from territoria_web.guest.projects.frame import show_project
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day


class JoinForm(forms.Form):
    """Who asks, as what, and what they bring."""

    name = line_field(gettext_lazy("Your city, body or company"), most=150)
    role = role_field()
    brings = line_field(
        gettext_lazy("What would you bring?"),
        gettext_lazy("An experience, people, a tool, a place. Public once you are in."),
        required=False,
    )
    person = line_field(gettext_lazy("Your name"), most=150)
    email = email_field(
        gettext_lazy(
            "The lead and the network’s office read it, nobody else. The answer goes there."
        )
    )
    may_be_named = named_field()


@takes_form
def join(request: HttpRequest, project: UUID) -> HttpResponse:
    """The form; a project that takes nobody says so."""
    held = public_project(project)
    if held.example:
        return _invented(request, held)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _asked(request, held, form):
        return redirect("guest:project-joined", held.public_id)
    if not form.is_bound and not takes_joins(held, timezone.localdate()):
        return _takes_nobody(request, held)
    return show_project(
        request,
        held,
        "guest/projects/join.html",
        title=_("Join the project"),
        finding=held.title,
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _asked(request: HttpRequest, held: Project, form: JoinForm) -> bool:
    if request.POST.get("subject_line"):  # a field that people do not see
        return True
    if _too_many(request, held):
        form.add_error(None, _("So many asked today that the lead cannot read more. Try tomorrow."))
        return False
    typed: dict[str, Any] = form.cleaned_data
    told = {name: typed[name] for name in ("name", "role", "email", "person")}
    try:
        ask_to_join(
            project=held,
            named=Named(**told, language=get_language() or "en"),
            brings=typed["brings"],
            may_be_named=typed["may_be_named"],
            origin=origin_of(request),
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _too_many(request: HttpRequest, held: Project) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    mine = times_in_a_day(f"project-join-{held.pk}-{address}")
    return mine > MOST_JOINS_BY_ONE or times_in_a_day(f"project-join-{held.pk}") > MOST_JOINS_A_DAY


def _invented(request: HttpRequest, held: Project) -> HttpResponse:
    return show_project(
        request,
        held,
        "guest/projects/said.html",
        title=_("This project is an example"),
        finding=_("It is invented to show how projects work, so nobody can join it."),
    )


def _takes_nobody(request: HttpRequest, held: Project) -> HttpResponse:
    return show_project(
        request,
        held,
        "guest/projects/said.html",
        title=_("This project takes nobody in at the moment"),
        finding=_("Its page says why, and what became of it."),
        facts={"home": reverse("public:project", args=[held.public_id])},
    )


@require_safe
def joined(request: HttpRequest, project: UUID) -> HttpResponse:
    """Thanks, and what happens now; the same whoever asked."""
    held = public_project(project)
    said = _("The lead reads it and says yes or no. The answer comes by letter.")
    return show_project(
        request,
        held,
        "guest/projects/said.html",
        title=_("Your request is on its way"),
        finding=said,
    )
