"""Addresses: decisions on advice."""

from __future__ import annotations

from territoria_web.public import decisions
from territoria_web.public.page import routes

urlpatterns = [
    *routes("territories/<str:code>/decisions/", decisions.decisions, "decisions"),
]
