"""Addresses: company days."""

from __future__ import annotations

from django.urls import URLPattern

from territoria_web.public.companies import day, days
from territoria_web.public.page import routes

urlpatterns: list[URLPattern] = [
    *routes("company-days/", days.company_days, "company-days"),
    *routes("company-days/<uuid:day>/", day.company_day, "company-day"),
]
