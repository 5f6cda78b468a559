"""Addresses: rating a service."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.rating import rate

SERVICE = "voice/<str:code>/service/<str:service>/"

urlpatterns: list[URLPattern] = [
    path(SERVICE, rate.rate, name="rate"),
    path(f"{SERVICE}thanks/", rate.rated, name="rated"),
]
