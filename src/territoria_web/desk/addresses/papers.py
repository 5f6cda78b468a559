"""Addresses: papers: words, corrections, signatures."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.papers import corrections, files, listing, paper, signing, words

CYCLE = "<uuid:public_id>/papers/"
PAPER = f"{CYCLE}<uuid:paper>/"

urlpatterns = [
    path(CYCLE, listing.papers, name="papers"),
    path(f"{CYCLE}begin/<slug:kind>/", listing.begin, name="paper-begin"),
    path(PAPER, paper.paper, name="paper"),
    path(f"{PAPER}check/", paper.check, name="paper-check"),
    path(f"{PAPER}words/<slug:section>/<str:language>/", words.words, name="paper-words"),
    path(f"{PAPER}draft/<str:language>.<slug:kind>", files.draft, name="paper-draft"),
    path(f"{PAPER}corrections/", corrections.corrections, name="paper-corrections"),
    path(f"{PAPER}corrections/<uuid:correction>/", corrections.correction, name="paper-correction"),
    path(f"{PAPER}sign/", signing.sign, name="paper-sign"),
    path(f"{PAPER}unsign/", signing.unsign, name="paper-unsign"),
    path(f"{PAPER}publish/", signing.publish, name="paper-publish"),
    path(f"{PAPER}withdraw/", signing.withdraw, name="paper-withdraw"),
]
