"""Addresses: what self-checks say together."""

from __future__ import annotations

from django.urls import URLPattern

from territoria_web.public.page import routes
from territoria_web.public.self_checks import results

urlpatterns: list[URLPattern] = [
    *routes("check-results/<str:code>/", results.results, "check-results"),
]
