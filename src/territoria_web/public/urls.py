"""The addresses of the public pages, one list a thing."""

from __future__ import annotations

from territoria_web.public.addresses import (
    about,
    advice,
    budgets,
    calls,
    compare,
    data,
    decisions,
    explain,
    explore,
    forums,
    frameworks,
    gauges,
    home,
    indicators,
    journeys,
    lessons,
    map,
    papers,
    plans,
    practices,
    promises,
    services,
    talks,
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
    forums,
    services,
    talks,
    budgets,
    promises,
    gauges,
    lessons,
    about,
)
urlpatterns = [url for thing in THINGS for url in thing.urlpatterns]
