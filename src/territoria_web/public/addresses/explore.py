"""Addresses: explore."""

from __future__ import annotations

from django.urls import path

from territoria_web.public.explore import downloads
from territoria_web.public.explore.show import explore
from territoria_web.public.page import routes

urlpatterns = [
    path("explore.parquet", downloads.parquet, name="explore-parquet"),
    path("explore.svg", downloads.svg, name="explore-svg"),
    path("explore.png", downloads.png, name="explore-png"),
    *routes("explore/", explore, "explore"),
]
