"""Addresses: self-checks that a team offers."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.self_checks import listing, numbers, one, results

ALL = "<uuid:public_id>/listen/checks/"
ONE = f"{ALL}<uuid:check>/"

urlpatterns: list[URLPattern] = [
    path(ALL, listing.checks, name="self-checks"),
    path(f"{ALL}new/", listing.new, name="self-check-new"),
    path(ONE, one.check, name="self-check"),
    path(f"{ONE}numbers/", numbers.numbers, name="self-check-numbers"),
    path(f"{ONE}poster/", one.poster, name="self-check-poster"),
    path(f"{ONE}results/", results.results, name="self-check-results"),
    path(f"{ONE}results.csv", results.table, name="self-check-csv"),
]
