"""The first page: what the survey is for, who sees the answers, and the respondent's consent."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.guest.survey.frame import closed, held, show_to
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Response
from territoria_web.listen.queries.doors import Holder, own_token_of
from territoria_web.listen.queries.fields import said
from territoria_web.listen.queries.forms import SurveyForm, form_of, pages_of
from territoria_web.listen.rules import key_of, takes_answers
from territoria_web.listen.services.answers import SlipUsed, SurveyClosed, begin_response
from territoria_web.territories.queries import territory_name


class ConsentForm(forms.Form):
    """Taking part: agreed, perhaps quoted, as whom."""

    role = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Tick who you are.")},
    )
    agree = forms.BooleanField(
        label=gettext_lazy("I have read this and take part of my own free will."),
        error_messages={"required": gettext_lazy("Tick this to begin.")},
    )
    quote = forms.BooleanField(
        label=gettext_lazy("What I write in my own words may be quoted, without my name."),
        required=False,
    )
    # drawn with the page, so that a form sent twice begins once
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, roles: list[tuple[str, str]], question: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if not roles:
            del self.fields["role"]
            return
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices, role.label = roles, question or role.label


@takes_form
@held
def start(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Consent, then the questions; whoever began already goes on."""
    if holder.response is not None and holder.response.withdrawn:
        return redirect("guest:survey-withdraw", holder.token)
    if not takes_answers(holder.survey, timezone.now()):
        return closed(request, holder)
    used = holder.response is None and holder.invitation and holder.invitation.answered
    again = holder.kind == "slip" and request.method == "POST"  # perhaps the same form, sent twice
    if used and not again:
        return _used(request, holder)
    survey_form = form_of(holder.survey)
    form = _form(request, holder, survey_form)
    if request.method == "POST" and form.is_valid():
        try:
            return _begun(holder, form)
        except SurveyClosed:
            return closed(request, holder)
        except SlipUsed:
            return _used(request, holder)
    return _shown(request, holder, survey_form, form)


def _used(request: HttpRequest, holder: Holder) -> HttpResponse:
    """A link that opens nothing more: somebody answered otherwise, or went on from a slip by a link of
    their own.
    """
    elsewhere = holder.kind != "invited"  # whoever began has an address of their own
    return show_to(
        request,
        holder,
        "guest/survey/entered.html",
        title=_("This link has been used") if elsewhere else _("Your answers are here"),
        finding=_("Whoever began with it goes on with the address that was shown then.")
        if elsewhere
        else _("They came on paper or in an interview, and count like all others."),
    )


def _form(request: HttpRequest, holder: Holder, survey_form: SurveyForm) -> ConsentForm:
    asks = holder.kind == "open"
    roles = [(role.id, role.text.say()) for role in survey_form.roles] if asks else []
    question = survey_form.role_text.say() if survey_form.role_text else ""
    begun = holder.response
    return ConsentForm(
        request.POST if request.method == "POST" else None,
        roles=roles,
        question=question,
        initial={"number": uuid.uuid4(), "quote": bool(begun and begun.consent)},
    )


def _begun(holder: Holder, form: ConsentForm) -> HttpResponse:
    held_form = form.cleaned_data
    number = held_form["number"]
    begin_response(
        survey=holder.survey,
        key=holder.key or key_of("own", number),
        role=holder.role or held_form["role"],
        channel=Response.Channel.OPEN if holder.kind == "open" else Response.Channel.WEB,
        language=get_language() or "en",
        consent=held_form["quote"],
        slip=holder.invitation if holder.kind == "slip" else None,
    )
    token = holder.token if holder.key else own_token_of(number)
    return redirect("guest:survey-page", token, 1)


def _shown(
    request: HttpRequest, holder: Holder, survey_form: SurveyForm, form: ConsentForm
) -> HttpResponse:
    roles = {role.id: role.text.say() for role in survey_form.roles}
    place = territory_name(holder.survey.cycle.territory)
    return show_to(
        request,
        holder,
        "guest/survey/start.html",
        title=survey_form.title.say(),
        finding=_("What people who know %(place)s think of digital change here.")
        % {"place": place},
        facts={
            "form": form,
            "role": roles.get(holder.role, ""),
            "consent": said(survey_form.consent) if survey_form.consent else None,
            "pages": len(pages_of(survey_form, holder.role)) if holder.role else 0,
            "begun": holder.response is not None,
            "sent": holder.response and holder.response.confirmed,
            "first": reverse("guest:survey-page", args=[holder.token, 1]) if holder.role else "",
        },
        status=422 if form.errors else 200,
    )
