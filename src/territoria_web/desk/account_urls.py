"""Addresses of accounts beside those of the account library."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "people"


def _link(request: HttpRequest) -> HttpResponse:
    return HttpResponse("link")


urlpatterns = [path("link/", _link, name="link")]
