"""Addresses: papers that were published."""

from __future__ import annotations

from django.urls import path

from territoria_web.public import papers
from territoria_web.public.page import routes

urlpatterns = [
    *routes("papers/<uuid:paper>/", papers.paper, "paper", beside=("json",)),
    path("papers/<uuid:paper>/<str:language>/<str:name>", papers.paper_file, name="paper-file"),
]
