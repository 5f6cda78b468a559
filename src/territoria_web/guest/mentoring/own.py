"""The page of a mentor or a mentee, by the link in their letters: where they stand, profile, wishes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from territoria_web.act.forms.mentoring import PersonForm, WishForm, wishes_in
from territoria_web.act.models import MentoringPerson
from territoria_web.act.queries.mentoring import phase_now
from territoria_web.act.queries.mentoring_pairs import OwnPair, own_pairs
from territoria_web.act.queries.mentoring_people import mentors_to_rank, profile_of, wishes_said
from territoria_web.act.queries.mentoring_workshops import own_workshops
from territoria_web.act.rules.mentoring import (
    KIND_NAMES,
    PROFILE,
    WISH,
    Kind,
    Pair,
    Part,
    Phase,
    has_talked_enough,
    takes,
)
from territoria_web.act.rules.mentoring_words import words_of
from territoria_web.act.services.mentoring_journal import NotTakenNow
from territoria_web.act.services.mentoring_people import (
    change_profile,
    confirm_person,
    leave_round,
    wish_for,
)
from territoria_web.guest.mentoring.frame import done, mine, said, show_mentoring
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import day
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

DONE: Final[dict[str, Promise]] = {
    "confirm": gettext_lazy("You take part. Welcome."),
    "profile": gettext_lazy("Your profile is changed."),
    "wishes": gettext_lazy("Your wishes are kept."),
    "yes": gettext_lazy("You said yes."),
    "no": gettext_lazy("You said no. The other is told kindly, without a reason."),
    "talk": gettext_lazy("The talk is noted. Only the two of you read it."),
    "dropped": gettext_lazy("The note is gone."),
    "feedback": gettext_lazy("Thank you for your answer."),
    "ended": gettext_lazy("Your talks have ended. The other is told kindly, without a reason."),
    "seat": gettext_lazy("You have a place. The link stands below."),
    "seatless": gettext_lazy("Your place is free for somebody else."),
}


@takes_form
@mine
def own(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    """Where one stands, and what comes next; before the confirmation a button alone."""
    if person.state != Part.IN:
        return _confirming(request, person, token)
    held = person.round
    pairs = own_pairs(person, timezone.localdate())
    mentors = mentors_to_rank(person) if person.kind == Kind.MENTEE else []
    told = DONE.get(request.GET.get("done", ""))
    return show_mentoring(
        request,
        held,
        "guest/mentoring/own.html",
        title=held.title,
        finding=_finding(person, pairs),
        facts={
            "person": person,
            "token": token,
            "told": told,
            "part": KIND_NAMES[person.kind],
            "profile": profile_of(person, held),
            "pairs": pairs,
            "wishes": wishes_said(person, mentors),
            "mentors": len(mentors),
            "may_wish": _may_wish(person, pairs),
            "may_change": takes(held, PROFILE),
            "is_over": phase_now(held) == Phase.ENDED,
            "workshops": own_workshops(person),
        },
    )


def _confirming(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    held = person.round
    if request.method == "POST":
        try:
            confirm_person(person=person)
        except NotTakenNow:
            finding = _("The round has ended meanwhile. Thank you for having registered.")
            return said(request, held, _("Too late to confirm"), finding, status=409)
        return done(token, "confirm")
    return show_mentoring(
        request,
        held,
        "guest/mentoring/confirm.html",
        title=held.title,
        finding=_("One step is left, %(name)s: confirm that this address is yours.")
        % {"name": person.name},
        facts={"person": person, "token": token, "part": KIND_NAMES[person.kind]},
    )


def _may_wish(person: MentoringPerson, pairs: Sequence[OwnPair]) -> bool:
    goes_on = any(
        one.row.state != Pair.ENDED or has_talked_enough(one.row, len(one.talks)) for one in pairs
    )
    return person.kind == Kind.MENTEE and not goes_on and takes(person.round, WISH)


def _finding(person: MentoringPerson, pairs: Sequence[OwnPair]) -> str:
    asked = [one for one in pairs if one.row.state == Pair.PROPOSED and one.agrees is None]
    if asked:
        said = ngettext(
            "%(count)d proposal waits for your answer.",
            "%(count)d proposals wait for your answer.",
            len(asked),
        )
        return said % {"count": len(asked)}
    late = next((one for one in pairs if one.is_late), None)
    if late is not None:
        name = late.other.row.name
        return _("Your first talk with %(name)s is due.") % {"name": name}
    due = next((one for one in pairs if one.due), None)
    if due is not None:
        facts = {"name": due.other.row.name, "day": day(due.due)}
        return _("Talk with %(name)s for the first time by %(day)s.") % facts
    return _standing(person, pairs)


def _standing(person: MentoringPerson, pairs: Sequence[OwnPair]) -> str:
    if phase_now(person.round) == Phase.ENDED:
        return _("The round has ended. Thank you for your time.")
    running = [one for one in pairs if one.row.state == Pair.RUNNING]
    if running:
        talks = sum(len(one.talks) for one in running)
        said = ngettext("%(count)d talk is noted.", "%(count)d talks are noted.", talks)
        return said % {"count": talks}
    if any(one.row.state == Pair.PROPOSED for one in pairs):
        return _("You said yes; now the other is asked.")
    ended = next((one for one in pairs if has_talked_enough(one.row, len(one.talks))), None)
    if ended is not None and person.kind == Kind.MENTEE:
        return _("Your talks have ended. Thank you for your time.")
    if person.kind == Kind.MENTEE and any(one.row.state == Pair.ENDED for one in pairs):
        return _("Your talks have ended. The office may propose somebody else to you.")
    if person.kind == Kind.MENTEE and not person.wishes:
        return _("Say which mentors you would like; the office then makes pairs.")
    return _("You are on the list. The office makes pairs, and you get a letter.")


# ── profile, wishes ───────────────────────────────────────────────────────────────────────────


@takes_form
@mine
def profile(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    """Change what one says of oneself; the address stays."""
    seen = str(request.POST.get("seen", person.edit))
    form = _profile_form(request, person)
    if form.is_bound and form.is_valid():
        try:
            change_profile(
                person=person,
                seen=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
                words=form.words(email=person.email),
                language=get_language() or "",
            )
            return done(token, "profile")
        except ChangedMeanwhile as refused:
            form.add_error(None, refused)
            person.refresh_from_db()
            seen = str(person.edit)
        except ValidationError as refused:
            put_beside(form, refused)
    facts = {"seen": seen, "button": _("Keep it")}
    return _form(request, person, token, form, title=_("Your profile"), **facts)


def _profile_form(request: HttpRequest, person: MentoringPerson) -> PersonForm:
    return PersonForm(
        request.POST if request.method == "POST" else None,
        held=person.round,
        kind=person.kind,
        with_email=False,
        initial=vars(words_of(person)),
    )


@takes_form
@mine
def wishes(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    """The mentors who agreed to be shown, and up to three wishes."""
    mentors = mentors_to_rank(person) if person.kind == Kind.MENTEE else []
    data = request.POST if request.method == "POST" else None
    form = WishForm(data, person=person, mentors=mentors)
    if form.is_bound and form.is_valid():
        try:
            wish_for(person=person, wishes=wishes_in(form))
            return done(token, "wishes")
        except ValidationError as refused:
            put_beside(form, refused)
    finding = _("Name up to three mentors, the dearest first. It is a wish, not a promise.")
    facts: dict[str, Any] = {"mentors": mentors, "button": _("Keep my wishes")}
    title = _("Which mentors would you like?")
    return _form(request, person, token, form, title=title, finding=finding, **facts)


def _form(
    request: HttpRequest,
    person: MentoringPerson,
    token: str,
    form: Any,
    *,
    title: str,
    finding: str = "",
    **facts: Any,
) -> HttpResponse:
    return show_mentoring(
        request,
        person.round,
        "guest/mentoring/form.html",
        title=title,
        finding=finding or person.round.title,
        facts={"form": form, "back": reverse("guest:mentoring-own", args=[token]), **facts},
        status=422 if form.errors else 200,
    )


@takes_form
@mine
def leave(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    """Leave the round and erase what one wrote."""
    held = person.round
    if request.method == "POST":
        with suppress(NotTakenNow):  # pressed twice: they have left already
            leave_round(person=person, origin=origin_of(request))
        finding = _("What named you and what you wrote is erased. Thank you for having taken part.")
        return said(request, held, _("You have left the round"), finding)
    return show_mentoring(
        request,
        held,
        "guest/mentoring/leave.html",
        title=_("Leave the round?"),
        finding=_("It needs no reason, and it cannot be undone."),
        facts={"back": reverse("guest:mentoring-own", args=[token])},
    )
