"""What surrounds the pages of a self-check: who holds the link, the calm pages where it opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.sittings import Passage, check_by_code, passage_of
from territoria_web.listen.sitting_rules import can_be_reached, takes_sittings
from territoria_web.people.often import times_in_a_minute
from territoria_web.territories.queries import territory_name

# of one link, or of one code, never of an address: a whole chamber may answer behind the same one
MOST_A_MINUTE: Final = 180
MOST_OF_A_CODE: Final = 3000

View = Callable[..., HttpResponse]


def with_check(view: View) -> View:
    """The view gets the self-check that a code opens; without one there is a calm page."""

    @wraps(view)
    def opened(request: HttpRequest, code: str, **parts: Any) -> HttpResponse:
        try:
            check = check_by_code(code)
        except Http404:
            return strange(request)
        if times_in_a_minute(f"check-code-{check.pk}") > MOST_OF_A_CODE:
            return _wait(request)
        return view(request, check, **parts)

    return opened


def with_passage(view: View) -> View:
    """The view gets what a link of one's own opens; without that there is a calm page."""

    @wraps(view)
    def opened(request: HttpRequest, code: str, token: str, **parts: Any) -> HttpResponse:
        try:
            passage = passage_of(code, token)
        except Http404:
            return nothing_kept(request, code)
        if times_in_a_minute(f"check-link-{token[:32]}") > MOST_A_MINUTE:
            return _wait(request)
        return view(request, passage, **parts)

    return opened


def show_check(
    request: HttpRequest,
    check: SelfCheck | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page kept nowhere, found by no search engine, reading no session."""
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": in_every_language(request),
    }
    told = {"check": check, **_about(check), **(facts or {}), "page": page}
    return guarded(render(request, template, {**told, "messages": (), "user": None}, status=status))


def show_own(
    request: HttpRequest,
    passage: Passage,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of whoever holds a link."""
    told = {"passage": passage, "ways": ways(passage), **(facts or {})}
    return show_check(
        request, passage.check, template, title=title, finding=finding, facts=told, status=status
    )


def ways(passage: Passage) -> dict[str, str]:
    """The addresses that a link opens."""
    parts = ("own", "answers", "again", "link", "erase")
    return {part: at(passage, part) for part in parts}


def at(passage: Passage, part: str, *more: int) -> str:
    """One of them."""
    return reverse(f"guest:check-{part}", args=[passage.check.code, passage.token, *more])


def closed(request: HttpRequest, check: SelfCheck, passage: Passage | None = None) -> HttpResponse:
    """No answers are taken; what was found out can still be read and erased."""
    return show_check(
        request,
        check,
        "guest/self_check/closed.html",
        title=_("This self-check takes no answers now"),
        finding=_("Results stay readable with the link that each was given, and can be erased."),
        facts={"ways": ways(passage)} if passage else {},
        status=410,
    )


def nothing_kept(request: HttpRequest, code: str) -> HttpResponse:
    """A link that was cut on the way or is none of ours, or whose answers were erased, once or twice."""
    try:
        check = check_by_code(code)
    except Http404:
        return strange(request)
    return show_check(
        request,
        check,
        "guest/self_check/said.html",
        title=_("Nothing is kept under this link"),
        finding=_(
            "Its answers were erased, or it was cut: copy the whole line. A lost link cannot be found "
            "again, as nobody keeps whose it is."
        ),
        facts={"takes": takes_sittings(check)},
        status=404,
    )


def strange(request: HttpRequest) -> HttpResponse:
    """A code that opens no self-check, perhaps cut on the way."""
    return show_check(
        request,
        None,
        "guest/self_check/said.html",
        title=_("This link opens no self-check"),
        finding=_("Perhaps it was cut: copy the whole line."),
        facts={"home": True},
        status=404,
    )


def _wait(request: HttpRequest) -> HttpResponse:
    answer = show_check(
        request,
        None,
        "guest/self_check/said.html",
        title=_("One moment, please"),
        finding=_("This link was used very often in the last minute. Try again in a minute."),
        status=429,
    )
    answer["Retry-After"] = "60"
    return answer


def _about(check: SelfCheck | None) -> dict[str, Any]:
    if check is None:
        return {}
    territory = check.cycle.territory
    return {
        "place": territory_name(territory),
        "contact": check.contact,
        "is_reached": can_be_reached(check.contact),
        "is_example": territory.example,
        "for_firms": check.audience == SelfCheck.Audience.FIRMS,
    }
