"""How a forum is doing: what waits, what was promised, where people get in; and opening it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.forum_form import OpenForm
from territoria_web.desk.citizens.frame import STAGE, show_citizens
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.districts_list import proposed_frame
from territoria_web.listen.queries.forums import forum_of
from territoria_web.listen.queries.inbox import Counts, counts_of
from territoria_web.listen.services.forums import open_forum
from territoria_web.listen.voice_rules import is_taking
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle


@login_required
@takes_form
def overview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The forum at a glance; before there is one, what it is and the form that opens it."""
    verb = "prepare" if request.method == "POST" else "see"
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    forum = forum_of(cycle)
    return _begin(request, cycle) if forum is None else _shown(request, forum)


def _begin(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    initial = {"languages": [get_language() or "en"], "contact": account_of(request).email}
    form = OpenForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():

        def deed() -> None:
            # the map around the middle of the territory, until districts are given
            frame = replace(form.told(), frame=proposed_frame(cycle.territory, ()))
            open_forum(by=account_of(request), cycle=cycle, frame=frame)

        if tried(form, deed):
            messages.success(request, _("The forum is open. Here is how people find it."))
            return redirect("desk:citizens", cycle.public_id)
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/citizens/begin.html",
        title=_("Citizens"),
        finding=_("Nobody of the public is asked anything yet."),
        facts={"form": form, **rights(cycle, STAGE, "prepare")},
        status=422 if form.errors else 200,
    )


def _shown(request: HttpRequest, forum: Forum) -> HttpResponse:
    counts = counts_of(forum, today=timezone.localdate())
    home = reverse("public:forum", args=[forum.code])
    return show_citizens(
        request,
        forum,
        "citizens",
        "desk/citizens/overview.html",
        title=_("Citizens"),
        finding=finding_of(forum, counts),
        facts={
            "counts": counts,
            "queues": _queues(forum, counts),
            "home": home,
            "whole": origin_of(request) + home,
        },
    )


def finding_of(forum: Forum, counts: Counts) -> str:
    """What waits, in a sentence; where nothing new is taken, that comes first."""
    waits = _waits(counts)
    if not is_taking(forum):
        closed = _("It is closed: nothing new is taken; what was said stays readable.")
        return f"{closed} {waits}".strip()
    if not counts.all:
        return _("It is open; nobody has said anything yet.")
    return waits or _("Nothing waits: every need is read and answered.")


def _waits(counts: Counts) -> str:
    """The most urgent of what waits; empty where nothing does."""
    if counts.late:
        said = ngettext(
            "%(count)d need waits for its answer longer than was promised.",
            "%(count)d needs wait for their answer longer than was promised.",
            counts.late,
        )
        return said % {"count": counts.late}
    if counts.moderate or counts.unanswered:
        said = _("%(new)d to moderate, %(open)d without an answer; none is late.")
        return said % {"new": counts.moderate, "open": counts.unanswered}
    if counts.appeals:
        said = ngettext(
            "%(count)d appeal waits for a second look.",
            "%(count)d appeals wait for a second look.",
            counts.appeals,
        )
        return said % {"count": counts.appeals}
    return ""


def _queues(forum: Forum, counts: Counts) -> list[tuple[str, int, str]]:
    """Words, number and address of what the needs are made of, and of appeals."""
    at = reverse("desk:citizens-needs", args=[forum.cycle.public_id])
    told: list[tuple[str, int, Any]] = [
        (_("to moderate"), counts.moderate, "moderate"),
        (_("without an answer"), counts.unanswered, "unanswered"),
        (_("appeals to decide"), counts.appeals, "appeals"),
        (_("in all"), counts.all, "all"),
    ]
    return [(words, count, f"{at}?of={queue}") for words, count, queue in told]
