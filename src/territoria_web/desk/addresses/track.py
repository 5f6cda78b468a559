"""Addresses: news of actions, and who tells it."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.track import action, overview, steward

TRACK = "<uuid:public_id>/track/"

urlpatterns: list[URLPattern] = [
    path(TRACK, overview.track, name="track"),
    path(f"{TRACK}write/", overview.write, name="track-write"),
    path(f"{TRACK}<uuid:action>/", action.action, name="track-action"),
    path(f"{TRACK}<uuid:action>/steward/", steward.steward, name="track-steward"),
]
