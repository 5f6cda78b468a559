"""Addresses: a territory, its social card, and its briefing."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from territoria_web.public import briefing
from territoria_web.public.page import routes
from territoria_web.public.territory import card, shown
from territoria_web.public.territory.shown import diagnosed
from territoria_web.public.written import Hangs

HERE = "territories/<str:code>/"
PROGRESS = f"{HERE}briefing/progress/<uuid:job>/"

# a page that tells how far something is must not be kept by anyone
progress = routes(PROGRESS, briefing.progress, "briefing-progress", beside=())[0]

urlpatterns = [
    path(f"{HERE}card.png", card.card, name="territory-card"),
    path(f"{HERE}briefing/make/", briefing.make, name="briefing-make"),
    path(PROGRESS, never_cache(progress.callback), name="briefing-progress"),
    *routes(f"{HERE}briefing/", briefing.briefing, "briefing", beside=()),
    path(
        f"{HERE}briefing/<slug:framework>/<slug:language>/<str:name>",
        briefing.file,
        name="briefing-file",
    ),
    *routes(HERE, shown.territory, "territory", hangs=Hangs(diagnosed, reads=("framework",))),
]
