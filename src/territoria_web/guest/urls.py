"""The addresses of guests: whoever holds a link or a code may do what it is for, and no more."""

from __future__ import annotations

from territoria_web.guest.addresses import (
    ballots,
    barcamp,
    calendars,
    companies,
    mentoring,
    news,
    projects,
    ratings,
    rooms,
    self_checks,
    surveys,
    talks,
    voices,
    working,
)

app_name = "guest"

urlpatterns = [
    *surveys.urlpatterns,
    *rooms.urlpatterns,
    *calendars.urlpatterns,
    *voices.urlpatterns,
    *ratings.urlpatterns,
    *talks.urlpatterns,
    *ballots.urlpatterns,
    *news.urlpatterns,
    *working.urlpatterns,
    *barcamp.urlpatterns,
    *projects.urlpatterns,
    *companies.urlpatterns,
    *mentoring.urlpatterns,
    *self_checks.urlpatterns,
]
