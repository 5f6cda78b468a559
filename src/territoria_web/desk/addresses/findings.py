"""Addresses: findings, policies and the SWOT of the pre-assessment."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.assess import findings, policies, policy_upload, swot

CYCLE = "<uuid:public_id>/"

urlpatterns = [
    path(f"{CYCLE}findings/", findings.findings, name="findings"),
    path(f"{CYCLE}findings.csv", findings.table, name="findings-csv"),
    path(f"{CYCLE}findings/add/", findings.add, name="finding-add"),
    path(f"{CYCLE}findings/<uuid:finding>/", findings.finding, name="finding"),
    path(f"{CYCLE}findings/<uuid:finding>/back/", findings.take_back, name="finding-take-back"),
    path(f"{CYCLE}policies/", policies.policies, name="policies"),
    path(f"{CYCLE}policies.csv", policies.table, {"kind": "csv"}, name="policies-csv"),
    path(f"{CYCLE}policies.xlsx", policies.table, {"kind": "xlsx"}, name="policies-xlsx"),
    path(f"{CYCLE}policies/add/", policies.add, name="policy-add"),
    path(f"{CYCLE}policies/upload/", policy_upload.upload, name="policy-upload"),
    path(f"{CYCLE}policies/upload/<uuid:upload>/", policy_upload.look, name="policy-upload-look"),
    path(f"{CYCLE}policies/<uuid:policy>/", policies.policy, name="policy"),
    path(f"{CYCLE}policies/<uuid:policy>/back/", policies.take_back, name="policy-take-back"),
    path(f"{CYCLE}swot/", swot.swot, name="swot"),
    path(f"{CYCLE}swot/draft/", swot.draft, name="swot-draft"),
    path(f"{CYCLE}swot/add/", swot.add, name="swot-add"),
    path(f"{CYCLE}swot/<uuid:point>/", swot.point, name="swot-point"),
]
