"""Addresses: spending a budget."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.ballot import kept, voting

ONE = "voice/<str:code>/budget/<uuid:budget>/"

urlpatterns: list[URLPattern] = [
    path(ONE, voting.ballot, name="ballot"),
    path(f"{ONE}kept/", kept.kept, name="ballot-kept"),
]
