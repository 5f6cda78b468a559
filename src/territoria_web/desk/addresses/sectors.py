"""Addresses: sectors of excellence, who could be a partner, practice cards to judge."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.compendium import reviewing
from territoria_web.desk.sectors import naming, partners

SECTORS = "<uuid:public_id>/act/sectors/"
CITY = "<uuid:public_id>/act/partners/"
PROJECT = "networks/<uuid:network>/project-partners/<uuid:project>/"

urlpatterns: list[URLPattern] = [
    path("card-reviews/", reviewing.reviews, name="card-reviews"),
    path("card-reviews/<uuid:card>/", reviewing.review, name="card-review"),
    path(SECTORS, naming.sectors, name="sectors"),
    path(f"{SECTORS}new/", naming.new, name="sector-new"),
    path(f"{SECTORS}publish/", naming.publish, name="sectors-publish"),
    path(f"{SECTORS}take-back/", naming.take_back, name="sectors-take-back"),
    path(f"{SECTORS}<uuid:sector>/", naming.sector, name="sector"),
    path(f"{SECTORS}<uuid:sector>/remove/", naming.remove, name="sector-remove"),
    path(CITY, partners.city, name="act-partners"),
    path(f"{CITY}invite/", partners.invite_by_city, name="act-partners-invite"),
    path(PROJECT, partners.project, name="project-partners"),
    path(f"{PROJECT}invite/", partners.invite_by_office, name="project-partners-invite"),
]
