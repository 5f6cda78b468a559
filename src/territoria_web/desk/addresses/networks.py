"""Addresses: a network's desk."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.networks import (
    comparing,
    lessons,
    making,
    overview,
    papers,
    signing,
    talking,
    targets,
    words,
)

NETWORK = "networks/<uuid:network>/"
PAPER = f"{NETWORK}synthesis/<uuid:paper>/"

urlpatterns = [
    path(NETWORK, overview.overview, name="network"),
    path(f"{NETWORK}cohort.csv", overview.overview_csv, name="network-csv"),
    path(f"{NETWORK}compare/", comparing.compare, name="network-compare"),
    path(f"{NETWORK}talks/", talking.talks, name="network-talks"),
    path(f"{NETWORK}targets/", targets.targets, name="network-targets"),
    path(f"{NETWORK}synthesis/", papers.papers, name="network-papers"),
    path(PAPER, papers.paper, name="network-paper"),
    path(f"{PAPER}make/", making.make, name="network-paper-make"),
    path(f"{PAPER}files/<str:language>/<str:name>", making.file, name="network-paper-file"),
    path(f"{PAPER}sign/", signing.sign, name="network-paper-sign"),
    path(f"{PAPER}unsign/", signing.unsign, name="network-paper-unsign"),
    path(f"{PAPER}publish/", signing.publish, name="network-paper-publish"),
    path(f"{PAPER}withdraw/", signing.withdraw, name="network-paper-withdraw"),
    path(f"{PAPER}lessons/", lessons.lessons, name="network-lessons"),
    path(f"{PAPER}lessons/new/", lessons.new, name="network-lesson-new"),
    path(f"{PAPER}lessons/order/", lessons.order, name="network-lessons-order"),
    path(f"{PAPER}lessons/<uuid:lesson>/", lessons.lesson, name="network-lesson"),
    path(f"{PAPER}lessons/<uuid:lesson>/away/", lessons.away, name="network-lesson-away"),
    path(f"{PAPER}words/<slug:section>/<str:language>/", words.words, name="network-paper-words"),
]
