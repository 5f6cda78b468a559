"""Addresses: voting on statements."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.talk import mine, saying, voting

TALK = "voice/<str:code>/talk/<uuid:talk>/"

urlpatterns: list[URLPattern] = [
    path(TALK, voting.talk, name="talk"),
    path(f"{TALK}statement/", saying.say, name="talk-say"),
    path(f"{TALK}mine/", mine.mine, name="talk-mine"),
]
