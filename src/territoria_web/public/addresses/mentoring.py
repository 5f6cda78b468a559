"""Addresses: mentoring."""

from __future__ import annotations

from django.urls import URLPattern

from territoria_web.public.mentoring import round, rounds
from territoria_web.public.page import routes

urlpatterns: list[URLPattern] = [
    *routes("mentoring/", rounds.rounds, "mentoring-rounds"),
    *routes("mentoring/<uuid:round>/", round.round, "mentoring-round"),
]
