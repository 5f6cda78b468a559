"""Addresses: telling how an action goes, and following a plan."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.news import follow, tell

TELL = "tell/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(TELL, tell.tell, name="tell"),
    path(f"{TELL}told/", tell.told, name="told"),
    path(f"{TELL}no-letters/", tell.decline, name="tell-decline"),
    path("follow/sent/", follow.sent, name="follow-sent"),
    path("follow/confirm/<str:token>/", follow.confirm, name="follow-confirm"),
    path("follow/<uuid:plan>/", follow.follow, name="follow"),
    path("following/<str:token>/", follow.following, name="following"),
]
