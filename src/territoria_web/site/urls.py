"""Addresses: the language first, so that each page has one address a language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from territoria_web.public.doors import choose_language, robots

urlpatterns = [
    path("", choose_language, name="root"),
    path("robots.txt", robots, name="robots"),
    path("api/", include("territoria_web.api.urls")),
    *i18n_patterns(
        # ours first: what it closes of the account library is closed
        path("account/", include("territoria_web.desk.account_urls")),
        path("account/", include("allauth.urls")),
        path("desk/", include("territoria_web.desk.urls")),
        path("", include("territoria_web.guest.urls")),
        path("", include("territoria_web.public.urls")),
    ),
]

handler400 = "territoria_web.public.doors.bad_request"
handler403 = "territoria_web.public.doors.forbidden"
handler404 = "territoria_web.public.doors.not_found"
handler500 = "territoria_web.public.doors.server_error"
