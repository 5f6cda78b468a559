"""Addresses: self-checks."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.self_check import later, pages, result, start

CHECK = "check/<str:code>/"
OWN = f"{CHECK}<str:token>/"

urlpatterns: list[URLPattern] = [
    path(CHECK, start.start, name="check"),
    path(OWN, result.own, name="check-own"),
    path(f"{OWN}page/<int:number>/", pages.page, name="check-page"),
    path(f"{OWN}answers/", pages.answers, name="check-answers"),
    path(f"{OWN}again/", later.again, name="check-again"),
    path(f"{OWN}link/", result.link, name="check-link"),
    path(f"{OWN}erase/", later.erase, name="check-erase"),
]
