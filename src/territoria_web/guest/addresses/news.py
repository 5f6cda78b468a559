"""Addresses: telling how an action goes, and following a plan."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
