"""Addresses: practices."""

from __future__ import annotations

from territoria_web.public import about
from territoria_web.public.page import routes

urlpatterns = [
    *routes("practices/", about.about, "practices"),
    *routes("practices/<str", about.about, "practice"),
]
