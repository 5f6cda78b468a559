"""Addresses: what people of a territory say: the forum and its needs."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.forums import data, home, listing, need, needs, open311
from territoria_web.public.page import routes

FORUM = "forum/<str:code>/"
# the base address that a GeoReport client is given
OPEN311 = f"{FORUM}open311/"

urlpatterns: list[URLPattern] = [
    *(
        path(f"{OPEN311}{way}.{form}", view, {"form": form}, name=f"open311-{name}-{form}")
        for way, name, view in (
            ("requests", "requests", open311.requests),
            ("requests/<int:number>", "request", open311.request_of),
            ("services", "services", open311.services),
        )
        for form in ("json", "xml")
    ),
    path(f"{FORUM}needs.geojson", needs.geojson, name="needs-geojson"),
    *routes(f"{FORUM}needs/", needs.needs, "needs"),
    *routes(f"{FORUM}needs/<int:number>/", need.need, "need"),
    *routes(f"{FORUM}data/", data.data, "forum-data"),
    *routes(FORUM, home.forum, "forum"),
    *routes("forum/", listing.forums, "forums"),
]
