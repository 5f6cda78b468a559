"""Addresses: conversations."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.citizens.talks import (
    entering,
    importing,
    lists,
    overview,
    results,
    statements,
)

TALKS = "<uuid:public_id>/citizens/talks/"
ONE = f"{TALKS}<uuid:talk>/"

urlpatterns: list[URLPattern] = [
    path(TALKS, lists.talks, name="citizens-talks"),
    path(f"{TALKS}new/", lists.new, name="citizens-talk-new"),
    path(f"{TALKS}import/", importing.bring, name="citizens-talk-import"),
    path(ONE, overview.talk, name="citizens-talk"),
    path(f"{ONE}statements/", statements.statements, name="citizens-talk-statements"),
    path(f"{ONE}enter/", entering.enter, name="citizens-talk-enter"),
    path(f"{ONE}results/", results.results, name="citizens-talk-results"),
]
