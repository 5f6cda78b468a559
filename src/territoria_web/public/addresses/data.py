"""Addresses: releases, their files, and how figures are made."""

from __future__ import annotations

from django.urls import path

from territoria_web.public import data, methods
from territoria_web.public.page import routes
from territoria_web.public.written import Hangs

urlpatterns = [
    *routes("data/", data.listing, "data"),
    path("data/<str:release>/datapackage.json", data.package, name="data-package"),
    *routes("data/<str:release>/", data.one, "data-release"),
    path("data/<str:release>/<str:name>", data.file, name="data-file"),
    *routes("methods/", methods.methods, "methods", beside=(), hangs=Hangs()),
]
