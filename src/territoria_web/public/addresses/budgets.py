"""Addresses: results of budgets."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public import budgets
from territoria_web.public.page import routes

ONE = "forum/<str:code>/budgets/<uuid:budget>"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}/budget.pb", budgets.file, name="budget-pb"),
    *routes(f"{ONE}/", budgets.budget, "budget"),
]
