"""Addresses: self-checks that a team offers."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.self_checks import from_paper, listing, numbers, one, results

ALL = "<uuid:public_id>/listen/checks/"
ONE = f"{ALL}<uuid:check>/"
PAPER = f"{ONE}paper"

urlpatterns: list[URLPattern] = [
    path(ALL, listing.checks, name="self-checks"),
    path(f"{ALL}new/", listing.new, name="self-check-new"),
    path(ONE, one.check, name="self-check"),
    path(f"{ONE}numbers/", numbers.numbers, name="self-check-numbers"),
    path(f"{PAPER}/", from_paper.upload, name="self-check-paper"),
    path(f"{PAPER}/<uuid:upload>/", from_paper.look, name="self-check-paper-look"),
    path(f"{PAPER}.csv", from_paper.template, {"kind": "csv"}, name="self-check-paper-csv"),
    path(f"{PAPER}.xlsx", from_paper.template, {"kind": "xlsx"}, name="self-check-paper-xlsx"),
    path(f"{ONE}poster/", one.poster, name="self-check-poster"),
    path(f"{ONE}results/", results.results, name="self-check-results"),
    path(f"{ONE}results.csv", results.table, name="self-check-csv"),
]
