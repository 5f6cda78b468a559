"""Addresses: figures of city operation."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public import operation
from territoria_web.public.page import routes

HERE = "operation/<str:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}kpis.jsonld", operation.kpis, name="operation-kpis"),
    *routes(HERE, operation.operation, "operation"),
]
