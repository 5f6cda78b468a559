"""Addresses: passages of territories from a survey to a plan."""

from __future__ import annotations

from territoria_web.public import journeys
from territoria_web.public.page import routes

urlpatterns = [
    *routes("journeys/", journeys.journeys, "journeys"),
    *routes("journeys/of/<str:code>/", journeys.journeys_of, "journeys-of"),
    *routes("journeys/<uuid:cycle>/", journeys.journey, "journey"),
]
