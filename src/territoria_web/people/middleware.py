"""Operators prove themselves with a second factor before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

TOTP = Authenticator.Type.TOTP
Answer = Callable[[HttpRequest], HttpResponse]


def operators_prove_themselves(get_response: Answer) -> Answer:
    """An operator without second factor is led to set one up, whatever they asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # who brings no session is nobody; asking would make every public page one's own
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        user = request.user
        if not user.is_authenticated or not user.is_operator or is_mfa_enabled(user, [TOTP]):
            return get_response(request)
        doors = (reverse("mfa_index"), reverse("account_logout"), reverse("account_reauthenticate"))
        if request.path.startswith(doors):
            return get_response(request)
        return redirect("mfa_index")

    return middleware
