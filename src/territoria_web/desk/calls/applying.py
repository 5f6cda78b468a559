"""Applying to a call: a link by mail for whoever has no account, and which territory is meant."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import posted
from territoria_web.invite.call_rules import STATE_NAMES, is_open
from territoria_web.invite.letters import mail_way_to_apply
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.applying import applications_of, territories_meant
from territoria_web.invite.queries.doors import published_call
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.invite.services.applications import begin_application
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import language_codes
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.models import User
from territoria_web.people.services import make_account
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


class ByMailForm(forms.Form):
    """Where the way to the form is sent."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We send you a link that leads to the form. No password is needed."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Write the address that the link goes to.")},
    )


class PlaceForm(forms.Form):
    """For which territory; one of those that were found, where several may be meant."""

    asked = forms.CharField(
        label=gettext_lazy("Your city or region"),
        help_text=gettext_lazy("Its name in any language, or its code."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    code = forms.ChoiceField(
        label=gettext_lazy("You apply for"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = territories_meant(str(self.data.get("asked", ""))) if self.is_bound else []
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(t.key, f"{territory_name(t)} ({t.code})") for t in self.found]
        if len(self.found) == 1:
            choice.initial = self.found[0].key

    def clean(self) -> dict[str, Any]:
        """The territory itself, or what is still to be said."""
        held = super().clean() or {}
        if not self.found:
            self.add_error("asked", _("No territory is called so. Try another name, or its code."))
        elif "begin" in self.data and not held.get("code") and "code" not in self.errors:
            self.add_error("code", _("Choose the territory that you apply for."))
        return held

    def territory(self) -> Territory | None:
        """Which one was chosen; None where somebody has only looked for it."""
        chosen = self.cleaned_data.get("code") if "begin" in self.data else None
        return next((t for t in self.found if t.key == chosen), None)


@never_cache
@takes_form
def apply(request: HttpRequest, call: UUID) -> HttpResponse:
    """Begin an expression of interest; without an account, by e-mail."""
    held = published_call(call)
    if not isinstance(request.user, User):
        return _by_mail(request, held)
    form = PlaceForm(posted(request))
    if form.is_bound and form.is_valid() and (place := form.territory()):
        try:
            made = begin_application(
                by=request.user, call=held, territory=place, language=_language()
            )
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            return redirect("desk:application", made.public_id)
    mine = [line_of(a) for a in applications_of(request.user, held)]
    return _shown(request, held, "desk/calls/begin.html", form, {"mine": mine})


def _language() -> str:
    spoken = get_language() or "en"
    return spoken if spoken in language_codes() else "en"


def _by_mail(request: HttpRequest, call: Call) -> HttpResponse:
    """The answer is the same whether the address is known, new, or that of a closed account."""
    form = ByMailForm(posted(request))
    if not form.is_valid():
        facts = {"sent": "sent" in request.GET}
        return _shown(request, call, "desk/calls/by_mail.html", form, facts)
    email = form.cleaned_data["email"].strip().lower()
    if wait := too_often(request, "send_link", email):
        return wait
    here = reverse("desk:call-apply", args=[call.public_id])
    with suppress(ValidationError):  # the account was closed
        user = make_account(by=None, email=email, language=_language())
        mail_way_to_apply(user=user, call=call, onward=here, origin=origin_of(request))
    return redirect(f"{here}?sent=1")


def _shown(
    request: HttpRequest, call: Call, template: str, form: forms.Form, facts: dict[str, Any]
) -> HttpResponse:
    title = said_of(call.title)
    open_now = is_open(call, timezone.now())
    closes = {"closes": moment(call.closes), "opens": moment(call.opens)}
    finding = _("It is open until %(closes)s.") % closes
    if not open_now:
        early = timezone.now() < call.opens
        finding = (
            _("It opens on %(opens)s.") % closes
            if early
            else _("It closed on %(closes)s.") % closes
        )
    return show(
        request,
        template,
        title=_("Apply: %(call)s") % {"call": title},
        finding=finding,
        facts={"form": form, "call": call, "open": open_now, **facts},
        crumbs=((str(title), reverse("public:call", args=[call.public_id])),),
        status=422 if form.errors else 200,
    )


def line_of(application: Application) -> dict[str, Any]:
    """An expression in a list of one's own."""
    return {
        "row": application,
        "name": territory_name(application.territory),
        "call": said_of(application.call.title),
        "state": STATE_NAMES[application.state],
        "closes": moment(application.call.closes),
        "url": reverse("desk:application", args=[application.public_id]),
    }


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All that someone began or handed in."""
    rows = [line_of(a) for a in applications_of(account_of(request))]
    return show(
        request,
        "desk/calls/mine.html",
        title=_("Your expressions of interest"),
        finding="" if rows else _("You have not applied to a call yet."),
        facts={"rows": rows},
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )
