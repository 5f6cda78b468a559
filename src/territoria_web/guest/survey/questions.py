"""One theme a page: shown with what was answered, saved at every turn, also answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.guest.survey.frame import closed, held, show_to
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.queries.doors import Holder
from territoria_web.listen.queries.fields import fields_of, said
from territoria_web.listen.queries.forms import FormItem, FormPage, asked_now, form_of, pages_of
from territoria_web.listen.queries.given import (
    Given,
    Kept,
    given_back,
    kept_answers,
    picked,
    read_given,
)
from territoria_web.listen.rules import takes_answers
from territoria_web.listen.services.answers import SurveyClosed, save_answers
from territoria_web.people.links import origin_of


@dataclass(frozen=True)
class Turn:
    """A page of the form as its respondent meets it."""

    holder: Holder
    number: int
    of: int
    page: FormPage
    kept: Mapping[str, Kept]

    def items(self, kept: Mapping[str, Kept]) -> list[FormItem]:
        """Those that are asked, given what was answered."""
        answers = picked(form_of(self.holder.survey).items, kept)
        return [item for item in self.page.items if asked_now(item, self.holder.role, answers)]


@takes_form
@held
def page(request: HttpRequest, holder: Holder, number: int) -> HttpResponse:
    """A theme with its questions."""
    response = holder.response
    if response is None or response.withdrawn:
        return redirect("guest:survey", holder.token)
    if not takes_answers(holder.survey, timezone.now()):
        return closed(request, holder)
    pages = pages_of(form_of(holder.survey), response.role)
    if not 1 <= number <= len(pages):
        return redirect("guest:survey-summary", holder.token)
    turn = Turn(holder, number, len(pages), pages[number - 1], kept_answers(response.pk))
    if request.method != "POST":
        return _shown(request, turn, _standing(turn))
    try:
        return _saved(request, turn)
    except SurveyClosed:
        return closed(request, holder)


def _standing(turn: Turn) -> Given:
    raw = {item.id: given_back(item, turn.kept.get(item.id)) for item in turn.page.items}
    return Given({}, {}, raw)


def _saved(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Keep what holds; say what does not, with nothing lost; then go where the button leads."""
    response = turn.holder.response
    assert response is not None
    asked = turn.items(turn.kept)
    given = read_given(asked, request.POST)
    save_answers(response=response, kept=given.kept)
    if request.POST.get("keep"):
        return _told(given)
    if given.wrong:
        return _shown(request, turn, given, status=422)
    fresh = {item.id for item in turn.items({**turn.kept, **given.kept})}
    if fresh - {item.id for item in asked}:  # an answer asks for more on the same page
        return redirect(f"{_at(turn, turn.number)}#more")
    if "back" in request.POST:
        return redirect(_at(turn, turn.number - 1) if turn.number > 1 else _start(turn))
    return redirect(_at(turn, turn.number + 1))


def _told(given: Given) -> HttpResponse:
    """What a script reads out after it saved an answer."""
    status, words = (422, next(iter(given.wrong.values()))) if given.wrong else (200, _("Saved."))
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _shown(request: HttpRequest, turn: Turn, given: Given, status: int = 200) -> HttpResponse:
    section = turn.page.section
    form = form_of(turn.holder.survey)
    title = section.title if section is not None else form.title
    fields = fields_of(turn.items({**turn.kept, **given.kept}), given.raw, given.wrong)
    steps = _("Page %(number)s of %(of)s") % {"number": turn.number, "of": turn.of}
    facts: dict[str, Any] = {
        "fields": fields,
        "wrong": [field for field in fields if field.error],
        "about": said(section.text) if section is not None and section.text else None,
        "step": steps,
        "number": turn.number,
        "of": turn.of,
        "last": turn.number == turn.of,
        "own_link": origin_of(request) + _start(turn),
        "sent": bool(turn.holder.response and turn.holder.response.confirmed),
    }
    return show_to(
        request,
        turn.holder,
        "guest/survey/page.html",
        title=title.say(),
        facts=facts,
        status=status,
    )


def _at(turn: Turn, number: int) -> str:
    if number > turn.of:
        return reverse("guest:survey-summary", args=[turn.holder.token])
    return reverse("guest:survey-page", args=[turn.holder.token, number])


def _start(turn: Turn) -> str:
    return reverse("guest:survey", args=[turn.holder.token])
