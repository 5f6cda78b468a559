"""The addresses of guests: whoever holds a link or a code may do what it is for, and no more."""

from __future__ import annotations

from territoria_web.guest.addresses import calendars, rooms, surveys

app_name = "guest"

urlpatterns = [*surveys.urlpatterns, *rooms.urlpatterns, *calendars.urlpatterns]
