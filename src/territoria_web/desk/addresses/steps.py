"""Addresses: the four steps of a cycle."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from territoria_web.desk import cycle, steps


class Turn(StringConverter):
    """What can be done with a step."""

    regex = "begin|end|leave-out|again"


register_converter(Turn, "turn")

CYCLE = "<uuid:public_id>/"

urlpatterns = [
    path(CYCLE, cycle.cycle, name="cycle"),
    path(f"{CYCLE}close/", cycle.close, name="close-cycle"),
    path(f"{CYCLE}calendar/", cycle.renew_calendar, name="renew-calendar"),
    path(f"{CYCLE}steps/<uuid:number>/", steps.step, name="step"),
    path(f"{CYCLE}steps/<uuid:number>/<turn:verb>/", steps.turn, name="step-turn"),
]
