"""Addresses: benchmarks of initiatives."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.benchmarks import (
    criteria,
    differences,
    dropping,
    entrants,
    listing,
    overview,
    panel,
    publishing,
    sheets,
)

NETWORK = "networks/<uuid:network>/benchmarks/"
ONE = f"{NETWORK}<uuid:benchmark>/"

urlpatterns: list[URLPattern] = [
    path("assessing/", sheets.assessing, name="assessing"),
    path("assessing/<uuid:sheet>/", sheets.sheet, name="assessing-sheet"),
    path(NETWORK, listing.benchmarks, name="benchmarks"),
    path(ONE, overview.benchmark, name="benchmark"),
    path(f"{ONE}drop/", dropping.drop, name="benchmark-drop"),
    path(f"{ONE}words/", overview.words, name="benchmark-words"),
    path(f"{ONE}criteria/", criteria.criteria, name="benchmark-criteria"),
    path(f"{ONE}criteria/<slug:criterion>/", criteria.criterion, name="benchmark-criterion"),
    path(f"{ONE}initiatives/", entrants.entrants, name="benchmark-entrants"),
    path(f"{ONE}assessors/", panel.assessors, name="benchmark-assessors"),
    path(f"{ONE}differences/", differences.differences, name="benchmark-differences"),
    path(f"{ONE}table/", publishing.table, name="benchmark-table"),
    path(f"{ONE}scores.csv", publishing.scores, name="benchmark-scores"),
    path(f"{ONE}publish/", publishing.publish, name="benchmark-publish"),
]
