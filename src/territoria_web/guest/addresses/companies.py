"""Addresses: company days."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.companies import after, others, own, registering, talks

DAY = "company-days/<uuid:day>/"
OWN = "company/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(f"{DAY}register/", registering.register, name="company-register"),
    path(f"{DAY}registered/", registering.registered, name="company-registered"),
    path(OWN, own.own, name="company-own"),
    path(f"{OWN}profile/", own.profile, name="company-profile"),
    path(f"{OWN}away/", own.away, name="company-away"),
    path(f"{OWN}leave/", own.leave, name="company-leave"),
    path(f"{OWN}others/", others.others, name="company-others"),
    path(f"{OWN}others/<uuid:other>/", others.other, name="company-other"),
    path(f"{OWN}agenda/", talks.agenda, name="company-agenda"),
    path(f"{OWN}agenda.ics", talks.calendar, name="company-agenda-ics"),
    path(f"{OWN}after/", after.after, name="company-after"),
    path(f"{OWN}talks/<uuid:talk>/", talks.talk, name="company-talk"),
    path(f"{OWN}talks/<uuid:talk>/outcome/", talks.outcome, name="company-outcome"),
]
