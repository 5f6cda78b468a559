"""Addresses: territory."""

from __future__ import annotations

from territoria_web.public import about
from territoria_web.public.page import routes

urlpatterns = [
    *routes("territories/<str:code>/", about.about, "territory"),
]
