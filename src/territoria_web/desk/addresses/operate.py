"""Addresses: running the house."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk import journal, operate, operate_bodies, operate_people

urlpatterns = [
    path("operate/", operate.overview, name="operate"),
    path("operate/territories/", operate.territories, name="operate-territories"),
    path("operate/jobs/", operate.jobs, name="operate-jobs"),
    path("operate/jobs/<uuid:public_id>/stop/", operate.stop_job, name="operate-stop-job"),
    path("operate/journal/", journal.house, name="operate-journal"),
    path("operate/journal.csv", journal.house_csv, name="operate-journal-csv"),
    path("operate/people/", operate_people.people_page, name="operate-people"),
    path("operate/people/<uuid:public_id>/", operate_people.person, name="operate-person"),
    path("operate/organisations/", operate_bodies.bodies, name="operate-organisations"),
    path(
        "operate/organisations/<uuid:public_id>/", operate_bodies.body, name="operate-organisation"
    ),
    path(
        "operate/organisations/<uuid:public_id>/people/<uuid:person>/end/",
        operate_bodies.end_member,
        name="operate-end-member",
    ),
]
