"""Addresses: mentoring."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.mentoring import joining, own, pairs, workshops

ROUND = "mentoring/<uuid:round>/"
OWN = "mentoring/own/<str:token>/"
PAIR = f"{OWN}<uuid:pair>/"

urlpatterns: list[URLPattern] = [
    path(f"{ROUND}join/<slug:kind>/", joining.join, name="mentoring-join"),
    path(f"{ROUND}sent/", joining.sent, name="mentoring-sent"),
    path(OWN, own.own, name="mentoring-own"),
    path(f"{OWN}profile/", own.profile, name="mentoring-profile"),
    path(f"{OWN}wishes/", own.wishes, name="mentoring-wishes"),
    path(f"{OWN}leave/", own.leave, name="mentoring-leave"),
    path(f"{PAIR}answer/", pairs.answer, name="mentoring-answer"),
    path(f"{PAIR}talk/", pairs.talk, name="mentoring-talk"),
    path(f"{PAIR}talk/<uuid:talk>/", pairs.talk, name="mentoring-talk-own"),
    path(f"{PAIR}feedback/", pairs.feedback, name="mentoring-feedback"),
    path(f"{PAIR}end/", pairs.end, name="mentoring-end"),
    path(f"{OWN}workshop/<uuid:workshop>/", workshops.seat, name="mentoring-seat"),
    path(f"{OWN}workshop/<uuid:workshop>.ics", workshops.calendar, name="mentoring-workshop-ics"),
]
