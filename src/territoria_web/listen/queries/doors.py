"""Doors: a survey of a cycle for its team, and what a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from territoria_web.listen.models import Invitation, Response, Survey
from territoria_web.listen.rules import (
    key_of,
    open_token_of,
    own_token_of,
    read_token,
    response_key,
    token_of,
)
from territoria_web.territories.models import Cycle

__all__ = [
    "Holder",
    "holder_of",
    "open_survey_of",
    "open_token_of",
    "own_token_of",
    "surveys_of",
    "token_of",
]

_PARTS = "survey__cycle__territory"


@dataclass(frozen=True)
class Holder:
    """Whoever holds a link. ``kind``: invited (by letter), slip (handed out on paper), open (the
    common link) or own (made for one who came by slip or by the common link); ``key``: of the answers,
    "" where a link of one's own is still to be made; ``role``: "" where it is still to be asked.
    """

    kind: str
    token: str
    survey: Survey
    key: str = ""
    role: str = ""
    invitation: Invitation | None = None
    response: Response | None = None


def open_survey_of(cycle: Cycle, public_id: UUID) -> Survey:
    """A survey of this cycle; 404 where it is another's."""
    held = Survey.objects.select_related("frozen", "cycle__territory")
    survey = held.filter(cycle=cycle, public_id=public_id).first()
    if survey is None:
        raise Http404
    return survey


def surveys_of(cycle: Cycle) -> list[Survey]:
    """The surveys of a cycle, the latest first."""
    return list(Survey.objects.filter(cycle=cycle).select_related("frozen"))


def holder_of(token: str) -> Holder:
    """What a link opens; 404 where it is none of ours, or its survey was never opened."""
    held = read_token(token)
    if held is None:
        raise Http404
    if held.kind == "invited":
        return _invited(token, held.number)
    if held.kind == "own":
        return _own(token, held.number)
    survey = (
        Survey.objects.select_related("frozen", "cycle__territory")
        .filter(public_id=held.number, open_link=True)
        .exclude(state=Survey.State.DRAFT)
        .first()
    )
    if survey is None:
        raise Http404
    return Holder("open", token, survey)


def _invited(token: str, number: UUID) -> Holder:
    found = (
        Invitation.objects.select_related("survey__frozen", _PARTS)
        .filter(public_id=number)
        .exclude(survey__state=Survey.State.DRAFT)
        .first()
    )
    if found is None:
        raise Http404
    if found.by_slip:
        return Holder("slip", token, found.survey, "", found.role, found)
    key = response_key(found)
    return Holder("invited", token, found.survey, key, found.role, found, response_of(key))


def _own(token: str, number: UUID) -> Holder:
    key = key_of("own", number)
    found = Response.objects.select_related("survey__frozen", _PARTS).filter(key=key).first()
    if found is None:
        raise Http404
    return Holder("own", token, found.survey, key, found.role, None, found)


def response_of(key: str) -> Response | None:
    """The answers that hang on a key; None where nothing was answered yet."""
    return Response.objects.filter(key=key).first()
