"""Addresses: the forum and its needs."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.citizens import (
    entering,
    importing,
    inbox,
    need,
    overview,
    posters,
    rules,
    unusual,
)

STAGE = "<uuid:public_id>/citizens/"
NEEDS = f"{STAGE}needs/"

urlpatterns: list[URLPattern] = [
    path(STAGE, overview.overview, name="citizens"),
    path(f"{STAGE}rules/", rules.rules, name="citizens-rules"),
    path(NEEDS, inbox.needs, name="citizens-needs"),
    path(f"{NEEDS}enter/", entering.enter, name="citizens-enter"),
    path(f"{NEEDS}<uuid:need>/", need.need, name="citizens-need"),
    path(f"{STAGE}sheet/", posters.sheet, name="citizens-sheet"),
    path(f"{STAGE}poster/", posters.poster, name="citizens-poster"),
    path(f"{STAGE}import/", importing.reports, name="citizens-import"),
    path(f"{STAGE}import/<uuid:upload>/", importing.look, name="citizens-import-look"),
    path(f"{STAGE}unusual/", unusual.unusual, name="citizens-unusual"),
]
