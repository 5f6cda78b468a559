"""Addresses: how services are rated."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.page import routes
from territoria_web.public.services import listing, one, widget

ALL = "forum/<str:code>/services/"
ONE = f"{ALL}<str:service>/"

urlpatterns: list[URLPattern] = [
    *routes(ALL, listing.services, "services"),
    path(f"{ONE}widget/", widget.widget, name="service-widget"),
    *routes(ONE, one.service, "service"),
]
