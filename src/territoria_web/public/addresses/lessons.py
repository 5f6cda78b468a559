"""Addresses: what closed actions taught."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.lessons import listing, one
from territoria_web.public.page import routes

urlpatterns: list[URLPattern] = [
    *routes("lessons/", listing.lessons, "lessons"),
    path("lessons/<slug:slug>/text.zip", one.archive, name="lesson-text"),
    *routes("lessons/<slug:slug>/", one.lesson, "lesson"),
]
