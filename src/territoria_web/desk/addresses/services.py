"""Addresses: services and their ratings."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.citizens.services import comments, entering, importing, listing, one

ALL = "<uuid:public_id>/citizens/services/"
ONE = f"{ALL}<uuid:service>/"

urlpatterns: list[URLPattern] = [
    path(ALL, listing.services, name="citizens-services"),
    path(f"{ALL}new/", listing.new, name="citizens-service-new"),
    path(f"{ALL}export.csv", listing.export, name="citizens-services-csv"),
    path(ONE, one.service, name="citizens-service"),
    path(f"{ONE}poster/", one.poster, name="citizens-service-poster"),
    path(f"{ONE}comments/", comments.comments, name="citizens-service-comments"),
    path(f"{ONE}enter/", entering.enter, name="citizens-service-enter"),
    path(f"{ONE}import/", importing.take, name="citizens-service-import"),
]
