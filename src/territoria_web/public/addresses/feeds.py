"""Addresses: our own feed, and what comes from feeds of other installations."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.feed import elsewhere, shown
from territoria_web.public.page import routes

urlpatterns: list[URLPattern] = [
    path("feed/feed.json", shown.feed_file, name="feed-file"),
    *routes("feed/", shown.feed, "feed", beside=("json",)),
    *routes("elsewhere/", elsewhere.elsewhere, "network-elsewhere"),
]
