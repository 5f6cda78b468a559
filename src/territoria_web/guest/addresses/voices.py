"""Addresses: taking part without an account, and what one said."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
