"""Addresses: what was promised and what became of it."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.page import routes
from territoria_web.public.promises import account, feeds, listing, promise

PLAN = "promises/<uuid:plan>/"

urlpatterns: list[URLPattern] = [
    path(f"{PLAN}feed.atom", feeds.feed, name="promises-feed"),
    path(f"{PLAN}calendar.ics", feeds.calendar, name="promises-calendar"),
    *routes("promises/", listing.promises, "promises"),
    *routes(PLAN, account.account, "promises-plan"),
    *routes(f"{PLAN}<int:number>/", promise.promise, "promise"),
]
