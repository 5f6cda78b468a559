"""Addresses: the BarCamp of a working meeting as data."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.working import barcamp

ONE = "meetings/<uuid:meeting>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}schedule.json", barcamp.schedule, name="working-meeting-schedule"),
    path(f"{ONE}topics.csv", barcamp.topics, name="working-meeting-topics"),
    path(f"{ONE}sessions.ics", barcamp.sessions, name="working-meeting-sessions-ics"),
]
