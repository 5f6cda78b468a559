"""Addresses: collaboration projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.projects import joining, making, own

PROJECT = "projects/<uuid:project>/"
OWN = "project/<str:token>/"

urlpatterns: list[URLPattern] = [
    path("meet/<str:code>/session/<uuid:topic>/project/", making.make, name="meet-project"),
    path(f"{PROJECT}join/", joining.join, name="project-join"),
    path(f"{PROJECT}joined/", joining.joined, name="project-joined"),
    path(OWN, own.own, name="project-own"),
    path(f"{OWN}<slug:deed>/", own.deed, name="project-deed"),
    path(f"{OWN}<slug:deed>/<uuid:thing>/", own.deed, name="project-deed-on"),
]
