"""The addresses of the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from territoria_web.desk.addresses import operate, team

app_name = "desk"


def _home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("desk")


urlpatterns = [path("", _home, name="home"), *team.urlpatterns, *operate.urlpatterns]
