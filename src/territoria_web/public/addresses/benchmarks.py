"""Addresses: benchmarks of initiatives, and what small firms of a territory name and find."""

from __future__ import annotations

from django.urls import URLPattern

from territoria_web.public.benchmarks import entrant, listing, mix, obstacles, one
from territoria_web.public.page import routes
from territoria_web.public.territory import small_firms
from territoria_web.public.written import Hangs

HERE = "benchmarks/<uuid:held>/"
KEPT = Hangs(one.as_published)

urlpatterns: list[URLPattern] = [
    *routes("benchmarks/", listing.benchmarks, "benchmarks"),
    *routes(HERE, one.benchmark, "benchmark", hangs=KEPT),
    *routes(f"{HERE}obstacles/", obstacles.obstacles, "benchmark-obstacles"),
    *routes(f"{HERE}mix/", mix.mix, "benchmark-mix", hangs=KEPT),
    *routes(f"{HERE}<uuid:entrant>/", entrant.entrant, "benchmark-entrant", hangs=KEPT),
    *routes("territories/<str:code>/small-firms/", small_firms.small_firms, "small-firms"),
]
