"""Addresses: sectors of excellence."""

from __future__ import annotations

from django.urls import URLPattern

from territoria_web.public import sectors
from territoria_web.public.page import routes

urlpatterns: list[URLPattern] = [*routes("sectors/", sectors.sectors, "sectors")]
