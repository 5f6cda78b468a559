"""Addresses: frameworks."""

from __future__ import annotations

from territoria_web.public import about
from territoria_web.public.page import routes

urlpatterns = [
    *routes("frameworks/", about.about, "frameworks"),
    *routes("frameworks/<str:framework>/", about.about, "framework"),
]
