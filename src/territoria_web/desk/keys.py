"""Keys to the API: made, shown once, revoked by whoever made them."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, proved_lately
from territoria_web.library.http_methods import takes_form
from territoria_web.people.keys import make_token, revoke_token
from territoria_web.people.names import check_name
from territoria_web.people.queries import open_token, tokens_of

DAYS = [
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("one year")),
]


class KeyForm(forms.Form):
    """What a key is for, and how long it holds."""

    name = forms.CharField(
        label=gettext_lazy("What is the key for?"),
        help_text=gettext_lazy("For example: our open-data portal."),
        max_length=80,
        validators=[check_name],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long should it work?"), choices=DAYS, coerce=int, initial=90
    )


@login_required
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """One's keys."""
    return _shown(request)


@sensitive_variables("key")
@proved_lately
@takes_form
def make_key(request: HttpRequest) -> HttpResponse:
    """A new key; the answer shows it, once."""
    form = KeyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        expires = timezone.now() + timedelta(days=form.cleaned_data["days"])
        try:
            _token, key = make_token(
                by=account_of(request), name=form.cleaned_data["name"], expires=expires
            )
            return _shown(request, key=key)
        except ValidationError as refused:
            form.add_error(None, refused)
    return show(
        request,
        "desk/account/make_key.html",
        title=_("A new key"),
        finding=_("Whoever has the key reads and writes at the API in your name."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def revoke_key(request: HttpRequest, handle: str) -> HttpResponse:
    """End one of one's keys."""
    user = account_of(request)
    token = open_token(user, handle)
    revoke_token(by=user, token=token)
    messages.success(request, _("The key “%(name)s” no longer works.") % {"name": token.name})
    return redirect("people:keys")


def _shown(request: HttpRequest, key: str = "") -> HttpResponse:
    return show(
        request,
        "desk/account/keys.html",
        title=_("Keys to the API"),
        finding=_("A key lets a programme of yours in, in your name."),
        facts={"keys": tokens_of(account_of(request)), "key": key, "now": timezone.now()},
    )
