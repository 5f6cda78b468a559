"""Addresses: working meetings of a network."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.working import (
    files,
    opening,
    overview,
    people,
    programme,
    report,
    running,
    settings,
)

ALL = "networks/<uuid:network>/meetings/"
ONE = f"{ALL}<uuid:meeting>/"

urlpatterns: list[URLPattern] = [
    path(ALL, opening.meetings, name="working-all"),
    path(ONE, overview.overview, name="working"),
    path(f"{ONE}poster/", overview.poster, name="working-poster"),
    path(f"{ONE}settings/", settings.settings, name="working-settings"),
    path(f"{ONE}programme/", programme.programme, name="working-programme"),
    path(f"{ONE}people/", people.people, name="working-people"),
    path(f"{ONE}people.csv", people.table, name="working-people-csv"),
    path(f"{ONE}people/print/", people.names, name="working-names"),
    path(f"{ONE}people/<uuid:person>/", people.person, name="working-person"),
    path(f"{ONE}run/", running.run, name="working-run"),
    path(f"{ONE}report/", report.report, name="working-report"),
    path(f"{ONE}report.<slug:kind>", files.report, name="working-report-file"),
]
