"""Addresses: the forum and its needs."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
