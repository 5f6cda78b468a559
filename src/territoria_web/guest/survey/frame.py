"""What surrounds every page of a survey: who holds the link, the calm pages where it opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from territoria_web.library.languages import in_every_language
from territoria_web.library.saying import day
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.doors import Holder, holder_of
from territoria_web.people.often import times_in_a_minute
from territoria_web.territories.queries import territory_name

# Of one link, never of an address: hundreds may answer behind the same one. The common link is held
# by all of them.
MOST_A_MINUTE: Final = {"invited": 180, "slip": 180, "own": 180, "open": 3000}

View = Callable[..., HttpResponse]


def held(view: View) -> View:
    """The view gets the holder of the link; without one there is a calm page."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        try:
            holder = holder_of(token)
        except Http404:
            return strange(request)
        if times_in_a_minute(f"survey-link-{token[:32]}") > MOST_A_MINUTE[holder.kind]:
            return _wait(request)
        return view(request, holder, **parts)

    return guarded


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    languages: list[str] | None = None,
) -> HttpResponse:
    """A page for guests: kept nowhere, found by no search engine, reading no session."""
    spoken = in_every_language(request)
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": [one for one in spoken if languages is None or one[0] in languages],
    }
    told = {**(facts or {}), "page": page, "messages": (), "user": None}
    answer = render(request, template, told, status=status)
    add_never_cache_headers(answer)
    return answer


def show_to(
    request: HttpRequest,
    holder: Holder,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page for the holder of a link, with what every one of them says below."""
    survey = holder.survey
    told = {
        "holder": holder,
        "survey": survey,
        "place": territory_name(survey.cycle.territory),
        "contact": survey.contact,
        "closes": survey.closes,
        **ways(holder),
        **(facts or {}),
    }
    return show(
        request,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        languages=[str(code) for code in survey.languages],
    )


def ways(holder: Holder) -> dict[str, str]:
    """The addresses that a link opens."""
    names = {
        "start_url": "survey",
        "summary_url": "survey-summary",
        "done_url": "survey-done",
        "withdraw_url": "survey-withdraw",
    }
    return {key: reverse(f"guest:{name}", args=[holder.token]) for key, name in names.items()}


def closed(request: HttpRequest, holder: Holder) -> HttpResponse:
    """The survey takes no answers; what was sent is kept and can still be taken back."""
    finding = _why_closed(holder.survey)
    return show_to(
        request,
        holder,
        "guest/survey/closed.html",
        title=_("This survey takes no answers now"),
        finding=finding,
        status=410,
    )


def _why_closed(survey: Survey) -> str:
    if survey.state == Survey.State.CLOSED:
        said = _("It was closed on %(day)s. Thank you for your interest.")
        return said % {"day": day(survey.closed)}
    if survey.closes is not None and survey.closes > timezone.now():
        return _("Those who asked you have ended this part of their work. What you saved is kept.")
    said = _("Its last day was %(day)s. If you still want to answer, write to those who asked you.")
    return said % {"day": day(survey.closes)}


def strange(request: HttpRequest) -> HttpResponse:
    """A link that is none of ours, or was cut on the way."""
    return show(
        request,
        "guest/survey/strange.html",
        title=_("This link opens no survey"),
        finding=_(
            "Perhaps it was cut in the letter: copy the whole line. Or ask those who sent it to you."
        ),
        status=404,
    )


def _wait(request: HttpRequest) -> HttpResponse:
    answer = show(
        request,
        "guest/survey/strange.html",
        title=_("One moment, please"),
        finding=_("This link was used very often in the last minute. Try again in a minute."),
        status=429,
    )
    answer["Retry-After"] = "60"
    return answer
