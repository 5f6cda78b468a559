"""The last pages: look through, send, thanks; take all answers back; no more letters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.guest.survey.frame import closed, held, show_to
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.queries.doors import Holder
from territoria_web.listen.queries.fields import said, told
from territoria_web.listen.queries.forms import asked_now, form_of, pages_of
from territoria_web.listen.queries.given import Kept, kept_answers, picked
from territoria_web.listen.rules import takes_answers
from territoria_web.listen.services.answers import (
    SurveyClosed,
    confirm_response,
    withdraw_response,
)
from territoria_web.listen.services.invitations import decline_letters
from territoria_web.people.links import origin_of


@takes_form
@held
def summary(request: HttpRequest, holder: Holder) -> HttpResponse:
    """All answers on one page; sending them makes them count."""
    response = holder.response
    if response is None or response.withdrawn:
        return redirect("guest:survey", holder.token)
    if not takes_answers(holder.survey, timezone.now()):
        return closed(request, holder)
    themes, lacking, answered = _themes(holder, kept_answers(response.pk))
    sending = request.method == "POST"
    if sending and not lacking and answered:
        try:
            confirm_response(response=response, invitation=holder.invitation)
        except SurveyClosed:
            return closed(request, holder)
        return redirect("guest:survey-done", holder.token)
    said_so = ngettext(
        "You answered %(count)d question.", "You answered %(count)d questions.", answered
    )
    return show_to(
        request,
        holder,
        "guest/survey/summary.html",
        title=_("Your answers"),
        finding=said_so % {"count": answered},
        facts={
            "themes": themes,
            "lacking": lacking,
            "answered": answered,
            "sent": response.confirmed,
            "tried": sending,
        },
        status=422 if sending else 200,
    )


def _themes(
    holder: Holder, kept: dict[str, Kept]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Pages with questions and answers, those that must still be answered, how many are."""
    form = form_of(holder.survey)
    answers = picked(form.items, kept)
    themes, lacking, answered = [], [], 0
    for number, page in enumerate(pages_of(form, holder.role), start=1):
        url = reverse("guest:survey-page", args=[holder.token, number])
        rows = []
        for item in page.items:
            if not item.asks or not asked_now(item, holder.role, answers):
                continue
            words = told(item, kept.get(item.id))
            answered += bool(words)
            row = {"said": said(item.text), "told": words, "url": f"{url}#q-{item.id}-field"}
            rows.append(row)
            if item.required and not words:
                lacking.append(row)
        title = page.section.title.say() if page.section else form.title.say()
        if rows:
            themes.append({"title": title, "url": url, "rows": rows})
    return themes, lacking, answered


@require_safe
@held
def done(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Thanks, and the way back."""
    if holder.response is None or holder.response.confirmed is None:
        return redirect("guest:survey", holder.token)
    return show_to(
        request,
        holder,
        "guest/survey/done.html",
        title=_("Thank you. Your answers have arrived."),
        finding=_("They count from now on. You can change them until the survey closes."),
        facts={"link": origin_of(request) + reverse("guest:survey", args=[holder.token])},
    )


@takes_form
@held
def withdraw(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Take everything back, at any time."""
    response = holder.response
    if response is None:
        return redirect("guest:survey", holder.token)
    if request.method == "POST" and response.withdrawn is None:
        withdraw_response(response=response, invitation=holder.invitation)
        return redirect("guest:survey-withdraw", holder.token)
    gone = response.withdrawn is not None
    return show_to(
        request,
        holder,
        "guest/survey/withdraw.html",
        title=_("Your answers are erased") if gone else _("Take your answers back?"),
        finding=_("Nothing of what you answered is kept. It is only counted that you took part.")
        if gone
        else _(
            "All of them are erased at once. This cannot be undone, nor can you answer once more."
        ),
        facts={"gone": gone},
    )


@takes_form
@held
def decline(request: HttpRequest, holder: Holder) -> HttpResponse:
    """No more letters about this survey."""
    invitation = holder.invitation
    if invitation is None:
        return redirect("guest:survey", holder.token)
    if request.method == "POST":
        decline_letters(invitation=invitation)
        return redirect("guest:survey-decline", holder.token)
    gone = invitation.declined is not None
    return show_to(
        request,
        holder,
        "guest/survey/decline.html",
        title=_("You get no more letters") if gone else _("No more letters about this survey?"),
        finding=_("Your link still works, should you want to answer after all.")
        if gone
        else _("One press, and you are not written to again about it."),
        facts={"gone": gone},
    )
