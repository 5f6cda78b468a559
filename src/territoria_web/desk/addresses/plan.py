"""Addresses: the action plan."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.plan import (
    action,
    adopting,
    exchange,
    initiatives,
    needs,
    overview,
    taking,
)

PLAN = "<uuid:public_id>/plan/"

urlpatterns = [
    path(PLAN, overview.plan, name="plan"),
    path(f"{PLAN}begin/", overview.begin, name="plan-begin"),
    path(f"{PLAN}frame/", overview.frame, name="plan-frame"),
    path(f"{PLAN}order/", overview.order, name="plan-order"),
    path(f"{PLAN}take/", taking.take, name="plan-take"),
    path(f"{PLAN}new/", action.new, name="plan-new"),
    path(f"{PLAN}actions/<uuid:action>/", action.action, name="plan-action"),
    path(f"{PLAN}actions/<uuid:action>/drop/", action.drop, name="plan-drop"),
    path(f"{PLAN}actions/<uuid:action>/needs/", needs.needs, name="plan-needs"),
    path(
        f"{PLAN}actions/<uuid:action>/initiatives/",
        initiatives.initiatives,
        name="plan-initiatives",
    ),
    path(f"{PLAN}table/<str:name>", exchange.table, name="plan-table"),
    path(f"{PLAN}import/", exchange.hand_in, name="plan-import"),
    path(f"{PLAN}import/<uuid:upload>/", exchange.look, name="plan-import-look"),
    path(f"{PLAN}adopt/", adopting.adopt, name="plan-adopt"),
    path(f"{PLAN}versions/<int:number>/", adopting.version, name="plan-version"),
]
