"""Addresses: spending a budget."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
