"""Around every page: when a session was last seen, and the second factor of operators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

TOTP = Authenticator.Type.TOTP
Answer = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY: Final = timedelta(minutes=1)  # reading a page should not write at each request


def sessions_are_seen(get_response: Answer) -> Answer:
    """Notes when a session was last seen, as the account library would, but once a minute; at once
    where it comes from another address or browser.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # who brings no session is nobody; see below
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if not _seen_lately(request):
                UserSession.objects.create_from_request(request)
        return get_response(request)

    return middleware


def _seen_lately(request: HttpRequest) -> bool:
    longest = UserSession._meta.get_field("user_agent").max_length
    return bool(
        UserSession.objects.filter(
            session_key=request.session.session_key,
            user_id=request.user.pk,
            ip=get_adapter().get_client_ip(request),
            user_agent=request.headers.get("User-Agent", "")[:longest],
            last_seen_at__gt=timezone.now() - SEEN_EVERY,
        ).exists()
    )


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
