"""People of a mentoring round at the desk: who is on the list, entering from paper, one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.act.forms.mentoring import PersonForm, add_wishes, wishes_in
from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.queries.mentoring import open_mentoring_round
from territoria_web.act.queries.mentoring_people import Profile, people_of, profile_of
from territoria_web.act.rules.mentoring import ENTER, PART_NAMES, Kind, Part, takes
from territoria_web.act.rules.mentoring_words import words_of
from territoria_web.act.services.mentoring_office import (
    change_person,
    enter_person,
    renew_person_link,
    take_person_out,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.mentoring.frame import person_or_404, show_round
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile


class OfficeForm(PersonForm):
    """A profile from paper; with an address its owner gets the link of their own."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any, *, mentors: list[Profile], wishes: list[str], **more: Any
    ) -> None:
        super().__init__(data, **more)
        if "email" in self.fields:
            self.fields["email"].required = False
            self.fields["email"].help_text = gettext_lazy(
                "With an address, a letter with the link of their own goes out. Without one you "
                "answer for them here."
            )
        if self.kind == Kind.MENTEE:
            add_wishes(self, mentors, wishes)


def _mentors(held: MentoringRound) -> list[Profile]:
    rows = people_of(held, Kind.MENTOR).filter(state=Part.IN)
    return [profile_of(row, held) for row in rows]


@login_required
@require_safe
def people(request: HttpRequest, network: UUID, round: UUID) -> HttpResponse:
    """Mentors and mentees, and what each said."""
    held = open_mentoring_round(request.user, network, round)
    rows = list(people_of(held))
    names = {str(one.public_id): one.name for one in rows}
    lines = [_line(one, held, names) for one in rows]
    return show_round(
        request,
        held,
        "mentoring-people",
        "desk/mentoring/people.html",
        title=_("People"),
        finding=_finding(rows),
        facts={
            "mentors": [one for one in lines if one["row"].kind == Kind.MENTOR],
            "mentees": [one for one in lines if one["row"].kind == Kind.MENTEE],
            "may_enter": takes(held, ENTER),
        },
    )


def _line(row: MentoringPerson, held: MentoringRound, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "profile": profile_of(row, held),
        "state": PART_NAMES[row.state],
        "wishes": [names[wish] for wish in row.wishes if wish in names],
    }


def _finding(rows: list[MentoringPerson]) -> str:
    if not rows:
        return _("Nobody has registered yet.")
    there = [one for one in rows if one.state == Part.IN]
    return _("Mentors: %(mentors)d, mentees: %(mentees)d; not confirmed yet: %(waiting)d.") % {
        "mentors": sum(one.kind == Kind.MENTOR for one in there),
        "mentees": sum(one.kind == Kind.MENTEE for one in there),
        "waiting": len(rows) - len(there),
    }


@login_required
@takes_form
def enter(request: HttpRequest, network: UUID, round: UUID, kind: str) -> HttpResponse:
    """Somebody from paper or the telephone."""
    held = open_mentoring_round(request.user, network, round)
    if kind not in Kind.values:
        raise Http404
    form = OfficeForm(posted(request), held=held, kind=kind, mentors=_mentors(held), wishes=[])
    if form.is_bound and form.is_valid() and tried(form, lambda: _enter(request, held, form)):
        messages.success(request, _("It is on the list."))
        return redirect("desk:mentoring-people", held.network.public_id, held.public_id)
    return show_round(
        request,
        held,
        "mentoring-people",
        "desk/mentoring/form.html",
        title=_("Enter a mentor") if kind == Kind.MENTOR else _("Enter a mentee"),
        finding=_("For those who register on paper or by telephone; they take part at once."),
        facts={"form": form, "back": "desk:mentoring-people"},
        status=422 if form.errors else 200,
    )


def _enter(request: HttpRequest, held: MentoringRound, form: OfficeForm) -> None:
    enter_person(
        by=account_of(request),
        held=held,
        kind=form.kind,
        words=form.words(),
        wishes=wishes_in(form),
        language=held.language,
        origin=origin_of(request),
    )


# ── one person ────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def person(request: HttpRequest, network: UUID, round: UUID, person: UUID) -> HttpResponse:
    """What is known of somebody; their link once more; off the list."""
    held = open_mentoring_round(request.user, network, round)
    row = person_or_404(held, person)
    back = ("desk:mentoring-people", held.network.public_id, held.public_id)
    if "do" in request.POST:
        _do(request, row)
        return redirect(*back)
    form = _form(posted(request), held, row)
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _change(request, row, form)):
                messages.success(request, _("It is kept."))
                return redirect(*back)
        except ChangedMeanwhile as refused:
            row.refresh_from_db()
            form = _form(seen_anew(request, row.edit), held, row)
            form.add_error(None, refused)
    return show_round(
        request,
        held,
        "mentoring-people",
        "desk/mentoring/person.html",
        title=row.name,
        finding=f"{PART_NAMES[row.state]} · {row.email or _('without an e-mail address')}",
        facts={"form": form, "person": row, "may_change": takes(held, ENTER)},
        status=422 if form.errors else 200,
    )


def _form(data: Any, held: MentoringRound, row: MentoringPerson) -> OfficeForm:
    return OfficeForm(
        data,
        held=held,
        kind=row.kind,
        with_email=False,
        mentors=_mentors(held),
        wishes=list(row.wishes),
        initial={**vars(words_of(row)), "seen": row.edit},
    )


def _change(request: HttpRequest, row: MentoringPerson, form: OfficeForm) -> None:
    seen = form.cleaned_data["seen"]
    change_person(
        by=account_of(request),
        person=row,
        seen=-1 if seen is None else seen,
        words=form.words(email=row.email),
        wishes=wishes_in(form),
    )


def _do(request: HttpRequest, row: MentoringPerson) -> None:
    by, origin, deed = account_of(request), origin_of(request), str(request.POST["do"])
    try:
        if deed == "renew":
            sent = renew_person_link(by=by, person=row, origin=origin)
            said = _("The letter is on its way; older links open nothing any more.")
            messages.success(request, said if sent else _("Too many letters went there today."))
        elif deed == "out":
            take_person_out(by=by, person=row, origin=origin)
            messages.success(request, _("What named this person is deleted."))
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)
