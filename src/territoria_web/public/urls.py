"""The addresses of the public pages, one list a thing."""

from __future__ import annotations

from territoria_web.public.addresses import (
    about,
    advice,
    calls,
    compare,
    data,
    decisions,
    explain,
    explore,
    frameworks,
    home,
    indicators,
    journeys,
    map,
    papers,
    plans,
    practices,
    territory,
)

app_name = "public"

THINGS = (
    home,
    map,
    territory,
    decisions,
    explain,
    compare,
    explore,
    practices,
    advice,
    frameworks,
    indicators,
    data,
    calls,
    journeys,
    plans,
    papers,
    about,
)
urlpatterns = [url for thing in THINGS for url in thing.urlpatterns]
