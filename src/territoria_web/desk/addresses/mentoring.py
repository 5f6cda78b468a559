"""Addresses: mentoring."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.mentoring import listing, overview, pairs, people, workshops

NETWORK = "networks/<uuid:network>/mentoring/"
ROUND = f"{NETWORK}<uuid:round>/"

urlpatterns: list[URLPattern] = [
    path(NETWORK, listing.rounds, name="mentoring"),
    path(ROUND, overview.overview, name="mentoring-round"),
    path(f"{ROUND}settings/", overview.settings, name="mentoring-settings"),
    path(f"{ROUND}people/", people.people, name="mentoring-people"),
    path(f"{ROUND}people/enter/<slug:kind>/", people.enter, name="mentoring-enter"),
    path(f"{ROUND}people/<uuid:person>/", people.person, name="mentoring-person"),
    path(f"{ROUND}pairs/", pairs.pairs, name="mentoring-pairs"),
    path(f"{ROUND}workshops/", workshops.workshops, name="mentoring-workshops"),
    path(f"{ROUND}workshops/<uuid:workshop>/", workshops.workshop, name="mentoring-workshop"),
]
