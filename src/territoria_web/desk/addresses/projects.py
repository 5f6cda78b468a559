"""Addresses: collaboration projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.projects import city, listing, one, partner, proposing

NETWORK = "networks/<uuid:network>/projects/"
PROJECT = f"{NETWORK}<uuid:project>/"
ACT = "<uuid:public_id>/act/"
OWN = f"{ACT}<uuid:project>/"

urlpatterns: list[URLPattern] = [
    path(NETWORK, listing.projects, name="projects"),
    path(PROJECT, one.project, name="project"),
    path(f"{PROJECT}<slug:deed>/", one.deed, name="project-deed"),
    path(f"{PROJECT}<slug:deed>/<uuid:thing>/", one.deed, name="project-deed-on"),
    path(ACT, city.act, name="act"),
    path(f"{ACT}propose/", proposing.propose, name="act-propose"),
    path(f"{OWN}join/", city.join, name="act-join"),
    path(OWN, partner.project, name="act-project"),
    path(f"{OWN}actions/", partner.actions, name="act-actions"),
    path(f"{OWN}<slug:deed>/", partner.deed, name="act-deed"),
    path(f"{OWN}<slug:deed>/<uuid:thing>/", partner.deed, name="act-deed-on"),
]
