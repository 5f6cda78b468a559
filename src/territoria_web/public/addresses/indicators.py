"""Addresses: indicators, and each of them."""

from __future__ import annotations

from territoria_web.public import indicators
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    *routes("indicators/", indicators.listing, "indicators", hangs=Hangs()),
    *routes("indicators/<str:indicator>/", indicators.one, "indicator", hangs=Hangs()),
]
