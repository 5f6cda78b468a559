"""Addresses: results of conversations."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public import talks
from territoria_web.public.page import routes

TALK = "forum/<str:code>/talks/<uuid:talk>/"

urlpatterns: list[URLPattern] = [
    *routes(TALK, talks.talk, "talk"),
    path(f"{TALK}<str:name>", talks.file, name="talk-file"),
]
