"""Addresses: targets of policy areas."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.targets import deeds, overview, writing

TARGETS = "<uuid:public_id>/targets/"
ONE = f"{TARGETS}<uuid:target>/"

urlpatterns = [
    path(TARGETS, overview.targets, name="targets"),
    path(f"{TARGETS}new/", writing.new, name="target-new"),
    path(ONE, writing.target, name="target"),
    path(f"{ONE}set/", deeds.set_it, name="target-set"),
    path(f"{ONE}move/", deeds.move, name="target-move"),
    path(f"{ONE}drop/", deeds.drop, name="target-drop"),
    path(f"{ONE}figures/", deeds.figure, name="target-figure"),
]
