"""Addresses: answering a survey."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.survey import finish, questions, start

LINK = "survey/<slug:token>/"

urlpatterns: list[URLPattern] = [
    path(LINK, start.start, name="survey"),
    path(f"{LINK}<int:number>/", questions.page, name="survey-page"),
    path(f"{LINK}summary/", finish.summary, name="survey-summary"),
    path(f"{LINK}done/", finish.done, name="survey-done"),
    path(f"{LINK}withdraw/", finish.withdraw, name="survey-withdraw"),
    path(f"{LINK}no-letters/", finish.decline, name="survey-decline"),
]
