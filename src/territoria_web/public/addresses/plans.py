"""Addresses: action plans."""

from __future__ import annotations

from django.urls import path

from territoria_web.public import plans
from territoria_web.public.page import routes

urlpatterns = [
    path("plans/<uuid:plan>.xlsx", plans.workbook, name="plan-xlsx"),
    *routes("plans/<uuid:plan>/", plans.plan, "plan"),
]
