"""Addresses: indicators."""

from __future__ import annotations

from territoria_web.public import about
from territoria_web.public.page import routes

urlpatterns = [
    *routes("indicators/", about.about, "indicators"),
    *routes("indicators/<str:indicator>/", about.about, "indicator"),
]
