"""Addresses: calls, expressions of interest and reviews."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
