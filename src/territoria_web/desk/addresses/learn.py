"""Addresses: lessons."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.learn import index, lesson, reviewing, texts

STAGE = "<uuid:public_id>/learn/"
ONE = f"{STAGE}lessons/<uuid:lesson>/"

urlpatterns: list[URLPattern] = [
    path("lesson-reviews/", reviewing.reviews, name="lesson-reviews"),
    path("lesson-reviews/<uuid:lesson>/", reviewing.review, name="lesson-review"),
    path(STAGE, index.lessons, name="learn"),
    path(f"{STAGE}<uuid:action>/begin/", index.begin, name="learn-begin"),
    path(ONE, lesson.lesson, name="learn-lesson"),
    path(f"{ONE}text.zip", texts.archive, name="learn-text"),
    path(f"{ONE}withdraw/", texts.withdraw, name="learn-withdraw"),
]
