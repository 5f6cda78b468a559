"""Addresses: working meetings of a network."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.working import door, home, registering

MEET = "meet/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("meet/", door.door, name="meet-door"),
    path("meet/me/<str:token>/", registering.me, name="meet-me"),
    path(MEET, home.home, name="meet"),
    path(f"{MEET}in/", door.enter, name="meet-in"),
    path(f"{MEET}register/", registering.registering, name="meet-register"),
    path(f"{MEET}change/", registering.change, name="meet-change"),
    path(f"{MEET}cancel/", registering.cancel, name="meet-cancel"),
    path(f"{MEET}leave/", door.leave, name="meet-leave"),
    path(f"{MEET}now/", home.now, name="meet-now"),
]
