"""The addresses of the desk: those of a team's cycle here, the others one list a thing."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk import compare, documents, home, jobs, measure, recommend, upload
from territoria_web.desk.addresses import (
    budgets,
    calls,
    citizens,
    companies,
    convene,
    feeds,
    findings,
    gauges,
    learn,
    listen,
    mentoring,
    networks,
    operate,
    papers,
    plan,
    projects,
    sectors,
    services,
    steps,
    talks,
    team,
    track,
    working,
)

app_name = "desk"

CYCLE = "<uuid:public_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    *team.urlpatterns,
    *operate.urlpatterns,
    *calls.urlpatterns,
    *networks.urlpatterns,
    *steps.urlpatterns,
    *listen.urlpatterns,
    *findings.urlpatterns,
    *convene.urlpatterns,
    *plan.urlpatterns,
    *papers.urlpatterns,
    *citizens.urlpatterns,
    *services.urlpatterns,
    *talks.urlpatterns,
    *budgets.urlpatterns,
    *gauges.urlpatterns,
    *track.urlpatterns,
    *learn.urlpatterns,
    *working.urlpatterns,
    *projects.urlpatterns,
    *sectors.urlpatterns,
    *companies.urlpatterns,
    *mentoring.urlpatterns,
    *feeds.urlpatterns,
    path("start/<str:code>/", home.start, name="start"),
    path(f"{CYCLE}measure/", measure.measure, name="measure"),
    path(f"{CYCLE}measure/framework/", measure.framework, name="framework"),
    path(f"{CYCLE}measure/assess/", measure.assess, name="assess"),
    path(f"{CYCLE}measure/template.csv", measure.template, {"kind": "csv"}, name="template-csv"),
    path(f"{CYCLE}measure/template.xlsx", measure.template, {"kind": "xlsx"}, name="template-xlsx"),
    path(f"{CYCLE}measure/upload/", upload.upload, name="upload"),
    path(f"{CYCLE}measure/upload/<uuid:upload>/", upload.look, name="upload-look"),
    path(f"{CYCLE}measure/releases/<uuid:release>/", measure.undo, name="undo-release"),
    path(f"{CYCLE}explain/", measure.explain, name="explain"),
    path(f"{CYCLE}compare/", compare.compare, name="compare"),
    path(f"{CYCLE}compare/back/", compare.back, name="compare-back"),
    path(f"{CYCLE}recommend/", recommend.recommend, name="recommend"),
    path(f"{CYCLE}recommend/work-out/", recommend.work_out, name="work-out"),
    path(f"{CYCLE}recommend/<slug:advice>/", recommend.judge, name="judge"),
    path(f"{CYCLE}documents/", documents.documents, name="documents"),
    path(
        f"{CYCLE}documents/<uuid:assessment>/<str:language>/<str:name>",
        documents.document,
        name="document",
    ),
    path(f"{CYCLE}jobs/", jobs.jobs, name="jobs"),
    path(f"{CYCLE}jobs/<uuid:number>/", jobs.job, name="job"),
    path(f"{CYCLE}jobs/<uuid:number>/progress/", jobs.progress, name="job-progress"),
    path(f"{CYCLE}jobs/<uuid:number>/stop/", jobs.stop, name="job-stop"),
]
