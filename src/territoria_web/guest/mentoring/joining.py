"""Registering as a mentor or a mentee, from the public page of a round."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.forms.mentoring import PersonForm
from territoria_web.act.models import MentoringRound
from territoria_web.act.queries.mentoring import public_mentoring_round
from territoria_web.act.rules.mentoring import MOST_REGISTERED_BY_ONE, REGISTER, Kind, takes
from territoria_web.act.services.mentoring_journal import NotTakenNow
from territoria_web.act.services.mentoring_people import register_person
from territoria_web.guest.mentoring.frame import said, show_mentoring
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day


@takes_form
def join(request: HttpRequest, round: UUID, kind: str) -> HttpResponse:
    """The form of one part; a round that takes nobody says so."""
    held = public_mentoring_round(round)
    if kind not in Kind.values:
        raise Http404
    form = PersonForm(request.POST if request.method == "POST" else None, held=held, kind=kind)
    if form.is_bound and form.is_valid() and _registered(request, held, form):
        return guarded(redirect("guest:mentoring-sent", held.public_id))
    if not form.is_bound and not takes(held, REGISTER):
        return _closed(request, held)
    is_mentor = kind == Kind.MENTOR
    return show_mentoring(
        request,
        held,
        "guest/mentoring/join.html",
        title=_("Register as a mentor") if is_mentor else _("Register as a mentee"),
        finding=held.title,
        facts={"form": form, "is_mentor": is_mentor},
        status=422 if form.errors else 200,
    )


def _registered(request: HttpRequest, held: MentoringRound, form: PersonForm) -> bool:
    if request.POST.get("subject_line"):  # a field that people do not see
        return True
    if _too_many(request, held):
        form.add_error(None, _("Many registered from here today. Please try again tomorrow."))
        return False
    try:
        register_person(
            held=held,
            kind=form.kind,
            words=form.words(),
            language=get_language() or "",
            origin=origin_of(request),
        )
    except NotTakenNow:
        form.add_error(None, _("Registration is closed. What you wrote is kept below."))
        return False
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _too_many(request: HttpRequest, held: MentoringRound) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    return times_in_a_day(f"mentoring-join-{held.pk}-{address}") > MOST_REGISTERED_BY_ONE


def _closed(request: HttpRequest, held: MentoringRound) -> HttpResponse:
    return said(
        request,
        held,
        _("Registration is closed"),
        _("Its page says how the round goes on."),
    )


@require_safe
def sent(request: HttpRequest, round: UUID) -> HttpResponse:
    """What happens now; the same whoever asked."""
    held = public_mentoring_round(round)
    finding = _(
        "A letter with the link of your own is on its way. Open it and confirm: only then you take part."
    )
    return said(request, held, _("Look into your letters"), finding)
