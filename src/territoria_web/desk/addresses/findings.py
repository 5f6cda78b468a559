"""Addresses: findings, policies and the SWOT of the pre-assessment."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
