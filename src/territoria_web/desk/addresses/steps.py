"""Addresses: the four steps of a cycle, and its calendar."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
