"""Addresses: feeds of other installations."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.feeds import listing, one

ALL = "operate/feeds/"
ONE = f"{ALL}<uuid:feed>/"

urlpatterns: list[URLPattern] = [
    path(ALL, listing.feeds, name="feeds"),
    path(ONE, one.feed, name="feed"),
    path(f"{ONE}deed/", one.deed, name="feed-deed"),
    path(f"{ONE}progress/", one.progress, name="feed-progress"),
    path(f"{ONE}held.json", one.export, name="feed-export"),
]
