"""Addresses: figures of city operation."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
