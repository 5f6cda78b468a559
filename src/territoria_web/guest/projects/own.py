"""The working page of a partner, by the link in its letters; each deed has an address of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.deeds.table import DEEDS, done
from territoria_web.act.deeds.target import Target, thing_of
from territoria_web.act.deeds.work import work_of
from territoria_web.act.models import Partner
from territoria_web.act.queries.cards import cards_left_by
from territoria_web.act.queries.project_standing import finding_of, standing_on
from territoria_web.act.queries.projects import is_gone, partner_by_link, project_with_all
from territoria_web.act.rules.projects import (
    MOST_DEEDS_A_DAY,
    OBSERVER,
    by_partner,
    may_do,
    partner_link,
)
from territoria_web.guest.projects.frame import show_project, strange
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day

View = Callable[..., HttpResponse]
LAST: dict[str, str] = {
    Partner.State.LEFT: "leave",
    Partner.State.DECLINED: "decline",
}  # state → the deed to it
WITHDRAW = "card-withdraw"


def held(view: View) -> View:
    """The view gets whose link it is; without one, or once it is over, there is a calm page. Whoever
    left may still withdraw the own cards.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        partner = partner_by_link(token)
        if partner is None:
            return strange(request, typed=_typed(request))
        if is_gone(partner) and not _withdraws(partner, parts):
            return _over(request, partner)
        return view(request, partner, token, **parts)

    return guarded


def _withdraws(partner: Partner, parts: Mapping[str, Any]) -> bool:
    """Whether it is a card of one's own that is withdrawn."""
    own = partner.cards.filter(public_id=parts.get("thing") or partner.public_id)
    return parts.get("deed") == WITHDRAW and own.exists()


def _over(request: HttpRequest, partner: Partner) -> HttpResponse:
    done_last = request.GET.get("done", "") if request.method == "GET" else ""
    if done_last and done_last in (LAST.get(partner.state), WITHDRAW):
        return _thanked(request, partner, done_last)
    said = _("If that is a mistake, ask the city that leads the project to name you again.")
    return show_project(
        request,
        partner.project,
        "guest/projects/said.html",
        title=_("You are not in this project"),
        finding=said,
        facts={"typed": _typed(request), "cards": _cards_of(partner)},
        status=410,
    )


def _cards_of(partner: Partner) -> list[tuple[str, str]]:
    """Title and address of each card that whoever left may withdraw."""
    token = partner_link(partner)
    return [(c.title, where(token, WITHDRAW, c.public_id)) for c in cards_left_by(partner)]


def _thanked(request: HttpRequest, partner: Partner, name: str) -> HttpResponse:
    """What was done by the last deed of a link."""
    deed, cards = DEEDS[name], _cards_of(partner)
    said = _("Your name and address are erased here a month from now. This link opens no more.")
    if cards:
        said = _(
            "Your published cards stay. For a month this link withdraws them; then your name and "
            "address are erased here, and it opens no more."
        )
    return show_project(
        request,
        partner.project,
        "guest/projects/said.html",
        title=str(deed.told),
        finding=said,
        facts={"cards": cards},
    )


@require_safe
@held
def own(request: HttpRequest, partner: Partner, token: str) -> HttpResponse:
    """What is next, exchanges, requests to answer, news, deeds."""
    project = project_with_all(partner.project)
    today = timezone.localdate()

    def at(deed: str, thing: UUID | None) -> str:
        return where(token, deed, thing)

    said = request.GET.get("done", "")
    return show_project(
        request,
        project,
        "guest/projects/own.html",
        title=project.title,
        finding=finding_of(standing_on(project, today)),
        facts={
            **work_of(project, by_partner(partner), today, at),
            "partner": partner,
            "told": DEEDS[said].told if said in DEEDS else "",
            "public": reverse("public:project", args=[project.public_id]) if project.opened else "",
        },
    )


def where(token: str, deed: str, thing: UUID | None) -> str:
    """The address of a deed."""
    if thing is None:
        return reverse("guest:project-deed", args=[token, deed])
    return reverse("guest:project-deed-on", args=[token, deed, thing])


@takes_form
@held
def deed(
    request: HttpRequest, partner: Partner, token: str, deed: str, thing: UUID | None = None
) -> HttpResponse:
    """A deed as a form; a letter's link never does it by being opened."""
    if deed not in DEEDS:
        raise Http404
    target = _target(partner, deed, thing)
    back = reverse("guest:project-own", args=[token])
    if not may_do(deed, target.project.state, target.doer.standing):
        return _not_now(request, target, deed, back)
    data = request.POST if request.method == "POST" else None
    if data is not None and _does_a_lot(partner):
        return _wait(request, target, back)
    form = done(deed, target, data, origin=origin_of(request))
    if form is None:
        partner.refresh_from_db(fields=["renewed"])  # its link may go to another address now
        back = reverse("guest:project-own", args=[partner_link(partner)])
        return redirect(f"{back}?done={deed}")
    return show_project(
        request,
        target.project,
        "guest/projects/deed.html",
        title=str(DEEDS[deed].title),
        finding=target.project.title,
        facts={"form": form, "deed": DEEDS[deed], "back": back, **target.about},
        status=422 if form.errors else 200,
    )


def _target(partner: Partner, deed: str, thing: UUID | None) -> Target:
    doer = by_partner(partner)
    found = thing_of(partner.project, DEEDS[deed].about, thing, doer)
    return Target(partner.project, doer, timezone.localdate(), found)


def _does_a_lot(partner: Partner) -> bool:
    return times_in_a_day(f"project-deeds-{partner.public_id.hex}") > MOST_DEEDS_A_DAY


def _wait(request: HttpRequest, target: Target, back: str) -> HttpResponse:
    return show_project(
        request,
        target.project,
        "guest/projects/said.html",
        title=_("This link did a lot today"),
        finding=_("Go back with your browser to copy what you wrote, and go on tomorrow."),
        facts={"home": back, "typed": _typed(request)},
        status=429,
    )


def _not_now(request: HttpRequest, target: Target, name: str, back: str) -> HttpResponse:
    said = _("It was done already, or the project is at another point. See what can be done now.")
    if target.doer.standing == OBSERVER and name == "card-review":
        said = _("Two other cities judge a card: those that lead or are partners.")
    return show_project(
        request,
        target.project,
        "guest/projects/said.html",
        title=_("This cannot be done now"),
        finding=said,
        facts={"home": back, "typed": _typed(request)},
        status=409,
    )


def _typed(request: HttpRequest) -> list[str]:
    """Longer words that were sent, so that nobody has to write them once more."""
    names = [name for name in request.POST if name not in ("csrfmiddlewaretoken", "seen")]
    return [text for name in names if (text := str(request.POST.get(name, "")))]
