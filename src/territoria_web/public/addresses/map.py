"""Addresses: map."""

from __future__ import annotations

from django.urls import path

from territoria_web.public import map
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    path("map.svg", map.svg, name="map-svg"),
    path("map.png", map.png, name="map-png"),
    *routes("map/", map.show, "map", hangs=Hangs(reads=("show",))),
]
