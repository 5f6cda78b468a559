"""Addresses: calendar feeds."""

from __future__ import annotations

from django.urls import path

from territoria_web.guest.calendars import calendar

urlpatterns = [path("calendar/<str:token>.ics", calendar, name="calendar")]
