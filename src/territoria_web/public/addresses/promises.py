"""Addresses: the public account of what was promised."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
