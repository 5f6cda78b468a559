"""Addresses: working meetings of a network."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.public.page import routes
from territoria_web.public.working import calendars, files, meeting, meetings

ONE = "meetings/<uuid:meeting>/"

urlpatterns: list[URLPattern] = [
    *routes("meetings/", meetings.meetings, "working-meetings"),
    path(f"{ONE}meeting.ics", calendars.one, name="working-meeting-ics"),
    path(f"{ONE}report.<slug:kind>", files.report, name="working-meeting-report"),
    *routes(ONE, meeting.meeting, "working-meeting"),
    path("networks/<uuid:network>/meetings.ics", calendars.of_network, name="network-meetings-ics"),
]
