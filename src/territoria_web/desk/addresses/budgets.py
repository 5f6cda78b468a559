"""Addresses: budgets."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.citizens.budgets import (
    entering,
    importing,
    items,
    listing,
    making,
    overview,
    result,
    sheet,
)

PART = "<uuid:public_id>/citizens/budgets/"
ONE = f"{PART}<uuid:budget>/"

urlpatterns: list[URLPattern] = [
    path(PART, listing.budgets, name="citizens-budgets"),
    path(f"{PART}new/", making.new, name="citizens-budget-new"),
    path(f"{PART}import/", importing.hand_in, name="citizens-budget-import"),
    path(ONE, overview.budget, name="citizens-budget"),
    path(f"{ONE}items/", items.items, name="citizens-budget-items"),
    path(f"{ONE}enter/", entering.enter, name="citizens-budget-enter"),
    path(f"{ONE}sheet/", sheet.sheet, name="citizens-budget-sheet"),
    path(f"{ONE}result/", result.result, name="citizens-budget-result"),
]
