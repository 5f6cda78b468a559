"""Addresses: home, and finding a territory."""

from __future__ import annotations

from territoria_web.public import find, home
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    *routes("", home.home, "home", hangs=Hangs()),
    *routes("find/", find.find, "find"),
]
