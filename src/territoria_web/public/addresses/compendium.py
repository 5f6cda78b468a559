"""Addresses: the compendium of a project."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.compendium import card, files, listing
from territoria_web.public.page import routes

HERE = "projects/<uuid:project>/compendium/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}editions/<int:number>.<slug:kind>", files.edition, name="edition-file"),
    *routes(f"{HERE}<uuid:card>/", card.card, "compendium-card"),
    *routes(HERE, listing.compendium, "compendium"),
]
