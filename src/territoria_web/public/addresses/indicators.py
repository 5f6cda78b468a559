"""Addresses: indicators, and each of them."""

from __future__ import annotations

from territoria_web.public import indicators
from territoria_web.public.page import routes

urlpatterns = [
    *routes("indicators/", indicators.listing, "indicators"),
    *routes("indicators/<str:indicator>/", indicators.one, "indicator"),
]
