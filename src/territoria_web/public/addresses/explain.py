"""Addresses: explain."""

from __future__ import annotations

from territoria_web.public import explain
from territoria_web.public.page import routes

urlpatterns = [
    *routes("explain/", explain.explain, "explain"),
]
