"""What all pages of one survey share: its door, its pages, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.saying import day
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.doors import open_survey_of
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.rules import takes_answers
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

STAGE = "listen"
PARTS: Mapping[str, Promise] = {
    "listen-survey": gettext_lazy("Overview"),
    "listen-form": gettext_lazy("Questions"),
    "listen-people": gettext_lazy("People"),
    "listen-enter": gettext_lazy("Enter answers"),
    "listen-results": gettext_lazy("Results"),
    "listen-themes": gettext_lazy("Open answers"),
    "listen-weights": gettext_lazy("Weights"),
}
IN_DRAFT = ("listen-survey", "listen-form", "listen-people")


def opened(
    request: HttpRequest, public_id: UUID, survey: UUID, verb: str = "see"
) -> tuple[Cycle, Survey]:
    """A cycle and one of its surveys, for whoever may do this."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    held = open_survey_of(cycle, survey)
    held.cycle = cycle
    return cycle, held


def at(survey: Survey, name: str, *more: Any) -> str:
    """The address of a page of a survey."""
    return reverse(f"desk:{name}", args=[survey.cycle.public_id, survey.public_id, *more])


def show_survey(
    request: HttpRequest,
    survey: Survey,
    here: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a survey, with the way to its other pages."""
    name = form_of(survey).title.say()
    told = {
        "survey": survey,
        "name": name,
        "state": state_said(survey),
        "draft": survey.state == Survey.State.DRAFT,
        "takes": takes_answers(survey, timezone.now()),
        "parts": _parts(survey, here),
        **rights(survey.cycle, STAGE, "ask", "see contacts", "enter answers", "mark themes"),
        **(facts or {}),
    }
    below = (
        (_("Surveys"), reverse("desk:listen", args=[survey.cycle.public_id])),
        *(((name, at(survey, "listen-survey")),) if here != "listen-survey" else ()),
    )
    return show_stage(
        request,
        survey.cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=below,
    )


def _parts(survey: Survey, here: str) -> list[tuple[str, str, bool]]:
    shown = IN_DRAFT if survey.state == Survey.State.DRAFT else PARTS
    return [
        (str(words), at(survey, name), name == here)
        for name, words in PARTS.items()
        if name in shown
    ]


def state_said(survey: Survey) -> str:
    """How it stands, in a sentence."""
    if survey.state == Survey.State.DRAFT:
        return _("It is being prepared; nobody can answer yet.")
    if survey.state == Survey.State.CLOSED:
        return _("It was closed on %(day)s.") % {"day": day(survey.closed)}
    if takes_answers(survey, timezone.now()):
        return _("It is open until %(day)s.") % {"day": day(survey.closes)}
    said = _("Its last day was %(day)s. Extend it, or close it for good.")
    return said % {"day": day(survey.closes)}
