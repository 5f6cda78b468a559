"""Addresses: home, and finding a territory."""

from __future__ import annotations

from territoria_web.public import find, home
from territoria_web.public.page import routes

urlpatterns = [
    *routes("", home.home, "home"),
    *routes("find/", find.find, "find"),
]
