"""What surrounds the pages of mentors and mentees: kept nowhere, reading no session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.queries.mentoring_people import person_by_link
from territoria_web.act.rules.mentoring import MOST_DEEDS_A_DAY, Part, is_public
from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded
from territoria_web.people.often import times_in_a_day

View = Callable[..., HttpResponse]


def show_mentoring(
    request: HttpRequest,
    held: MentoringRound | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page about a round; about none where a link opens nothing."""
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": in_every_language(request),
    }
    told = {
        "round": held,
        "home": _home(held),
        **(facts or {}),
        "page": page,
        "messages": (),
        "user": None,
    }
    return guarded(render(request, template, told, status=status))


def _home(held: MentoringRound | None) -> str:
    if held is None or not is_public(held):
        return reverse("public:mentoring-rounds")
    return reverse("public:mentoring-round", args=[held.public_id])


def said(
    request: HttpRequest,
    held: MentoringRound | None,
    title: str,
    finding: str,
    *,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """A calm page of one sentence. ``typed``: words that were sent; ``back``: where to go on."""
    return show_mentoring(
        request,
        held,
        "guest/mentoring/said.html",
        title=title,
        finding=finding,
        facts=facts,
        status=status,
    )


# ── whose link ────────────────────────────────────────────────────────────────────────────────


def mine(view: View) -> View:
    """The view gets whose link it is, once they confirmed; without one there is a calm page."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        person = person_by_link(token)
        if person is None:
            return _strange(request)
        if request.method == "POST" and _does_a_lot(person):
            return _wait(request, person, token)
        if person.state != Part.IN and view.__name__ not in ("own", "leave"):
            return guarded(redirect("guest:mentoring-own", token))
        return view(request, person, token, **parts)

    return opened


def _strange(request: HttpRequest) -> HttpResponse:
    finding = _(
        "Perhaps it was cut in the letter: copy the whole line. Or a newer letter has a newer link, or "
        "you left the round. If nothing helps, ask the network’s office."
    )
    return said(request, None, _("This link opens nothing any more"), finding, status=404)


def _does_a_lot(person: MentoringPerson) -> bool:
    return times_in_a_day(f"mentoring-deeds-{person.public_id.hex}") > MOST_DEEDS_A_DAY


def _wait(request: HttpRequest, person: MentoringPerson, token: str) -> HttpResponse:
    return said(
        request,
        person.round,
        _("This link did a lot today"),
        _("What you wrote stands below; go on tomorrow."),
        status=429,
        typed=typed_in(request),
        back=reverse("guest:mentoring-own", args=[token]),
    )


def typed_in(request: HttpRequest) -> list[str]:
    """Words that were sent, so that nobody has to write them once more."""
    names = [name for name in request.POST if name not in ("csrfmiddlewaretoken", "seen", "do")]
    return [text for name in names if len(text := str(request.POST.get(name, ""))) > 3]


def done(token: str, what: str) -> HttpResponse:
    """Back to the own page, which says what was done."""
    return guarded(redirect(f"{reverse('guest:mentoring-own', args=[token])}?done={what}"))
