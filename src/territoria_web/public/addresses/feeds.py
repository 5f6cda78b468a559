"""Addresses: feeds of other installations."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
