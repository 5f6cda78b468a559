"""Before a view: someone is signed in, proved themselves lately, does not ask too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from territoria_web.people.models import User

View = Callable[..., HttpResponse]


def account_of(request: HttpRequest) -> User:
    """Who is signed in, behind a guard that made sure of it."""
    assert isinstance(request.user, User)
    return request.user


def proved_lately(view: View) -> View:
    """For what cannot be undone: who signed in long ago does so once more, by whatever they have."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, account_of(request))
        newest = max((record["at"] for record in records), default=0)
        if time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return view(request, *args, **kwargs)
        return redirect(f"{_way_to_prove(account_of(request))}?{urlencode({'next': request.path})}")

    guarded_view: View = guarded
    return guarded_view


def _way_to_prove(user: User) -> str:
    if user.has_usable_password():
        return reverse("account_reauthenticate")
    return reverse("mfa_reauthenticate" if is_mfa_enabled(user) else "people:confirm")


def too_often(request: HttpRequest, action: str, key: str | None = None) -> HttpResponse | None:
    """The page that asks to wait, where someone did this too often; None where they may go on."""
    answer = ratelimit.consume_or_429(request, action=action, key=key)
    return answer if isinstance(answer, HttpResponse) else None


def onward(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To where someone was going, if that is on this site."""
    return HttpResponseRedirect(safe_next(request) or reverse(otherwise))


def safe_next(request: HttpRequest) -> str:
    """``next`` as it was asked for; empty where it leads off this site."""
    asked = str(request.POST.get("next") or request.GET.get("next") or "")
    return asked if asked.startswith("/") and get_adapter().is_safe_url(asked) else ""
