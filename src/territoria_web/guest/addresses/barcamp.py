"""Addresses: the BarCamp of a working meeting, on phones and on the wall."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.working import choosing, sessions, timetable, topics, wall

MEET = "meet/<str:code>/"
SESSION = f"{MEET}session/<uuid:topic>/"

urlpatterns: list[URLPattern] = [
    path(f"{MEET}topics/", topics.topics, name="meet-topics"),
    path(f"{MEET}topics/new/", topics.propose, name="meet-propose"),
    path(f"{MEET}topics/<uuid:topic>/", topics.topic, name="meet-topic"),
    path(f"{MEET}twins/<int:number>/", topics.twins, name="meet-twins"),
    path(f"{MEET}choose/", choosing.choose, name="meet-choose"),
    path(f"{MEET}choose/all/", choosing.choose_all, name="meet-choose-all"),
    path(f"{MEET}timetable/", timetable.timetable, name="meet-timetable"),
    path(f"{MEET}timetable/my-sessions.ics", timetable.calendar, name="meet-timetable-ics"),
    path(f"{MEET}sessions/", timetable.sessions, name="meet-sessions"),
    path(f"{MEET}seat/<int:slot>/", timetable.seat, name="meet-seat"),
    path(f"{MEET}away/", timetable.away, name="meet-away"),
    path(SESSION, sessions.session, name="meet-session"),
    path(f"{SESSION}duty/", sessions.duty, name="meet-duty"),
    path(f"{SESSION}sheet/", sessions.sheet, name="meet-sheet"),
    path(f"{MEET}wall/", wall.wall, name="meet-wall"),
]
