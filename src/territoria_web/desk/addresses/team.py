"""Addresses: a team's people and journal."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk import journal, team

urlpatterns = [
    path("team/<str:code>/", team.team, name="team"),
    path("team/<str:code>/journal/", journal.journal, name="journal"),
    path("team/<str:code>/journal.csv", journal.journal_csv, name="journal-csv"),
    path("team/<str:code>/people/<uuid:public_id>/", team.person, name="team-person"),
]
