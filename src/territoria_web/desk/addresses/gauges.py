"""Addresses: figures of city operation."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.track import gauges

ALL = "<uuid:public_id>/track/operation/"
ONE = f"{ALL}<uuid:gauge>/"

urlpatterns: list[URLPattern] = [
    path(ALL, gauges.gauges, name="track-gauges"),
    path(f"{ALL}new/", gauges.new, name="track-gauge-new"),
    path(ONE, gauges.gauge, name="track-gauge"),
    path(f"{ONE}value/", gauges.value, name="track-gauge-value"),
    path(f"{ONE}turn/", gauges.turn, name="track-gauge-turn"),
]
