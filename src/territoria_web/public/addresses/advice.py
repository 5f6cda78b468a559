"""Addresses: advice."""

from __future__ import annotations

from territoria_web.public import about
from territoria_web.public.page import routes

urlpatterns = [
    *routes("advice/", about.about, "advice"),
    *routes("advice/<str", about.about, "recommendation"),
]
