"""Addresses: collaboration projects, and the doors of the network."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.network import network
from territoria_web.public.page import routes
from territoria_web.public.projects import feeds, listing, one

PROJECT = "projects/<uuid:project>/"

urlpatterns: list[URLPattern] = [
    path("projects/projects.atom", feeds.atom, name="projects-atom"),
    path("projects/projects.ics", feeds.calendars, name="projects-ics"),
    path(f"{PROJECT}project.ics", feeds.calendar, name="project-ics"),
    *routes("network/", network, "network"),
    *routes("projects/", listing.projects, "projects"),
    *routes(PROJECT, one.project, "project"),
]
