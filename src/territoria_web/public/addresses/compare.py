"""Addresses: compare."""

from __future__ import annotations

from territoria_web.public.compare import compare
from territoria_web.public.page import routes

urlpatterns = [
    *routes("compare/", compare, "compare"),
]
