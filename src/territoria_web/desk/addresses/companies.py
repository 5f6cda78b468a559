"""Addresses: company days."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.companies import (
    days,
    files,
    firm,
    firms,
    outcomes,
    overview,
    printing,
    requests,
    schedule,
    settings,
)

ALL = "networks/<uuid:network>/companies/"
ONE = f"{ALL}<uuid:day>/"

urlpatterns: list[URLPattern] = [
    path(ALL, days.companies, name="companies"),
    path(ONE, overview.overview, name="company-day"),
    path(f"{ONE}settings/", settings.settings, name="company-day-settings"),
    path(f"{ONE}companies/", firms.firms, name="company-day-companies"),
    path(f"{ONE}companies.csv", files.table, name="company-day-companies-csv"),
    path(f"{ONE}companies/file/", files.upload, name="company-day-file"),
    path(f"{ONE}companies/<uuid:company>/", firm.firm, name="company-day-company"),
    path(f"{ONE}requests/", requests.requests, name="company-day-requests"),
    path(f"{ONE}requests/<uuid:talk>/", requests.talk, name="company-day-talk"),
    path(f"{ONE}schedule/", schedule.schedule, name="company-day-schedule"),
    path(f"{ONE}schedule/progress/", schedule.progress, name="company-day-schedule-progress"),
    path(f"{ONE}outcomes/", outcomes.outcomes, name="company-day-outcomes"),
    path(f"{ONE}print/", printing.papers, name="company-day-print"),
    path(f"{ONE}print/<slug:name>/", printing.paper, name="company-day-paper"),
]
