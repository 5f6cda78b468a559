"""Addresses: the BarCamp of a working meeting at the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.working import (
    interests,
    paper,
    sheets,
    slots,
    timetable,
    topics,
    versions,
)

ONE = "networks/<uuid:network>/meetings/<uuid:meeting>/"
VERSION = f"{ONE}timetable/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}topics/", topics.topics, name="working-topics"),
    path(f"{ONE}topics/new/", topics.enter, name="working-topic-new"),
    path(f"{ONE}topics/<uuid:topic>/", topics.topic, name="working-topic"),
    path(f"{ONE}interests/", interests.interests, name="working-interests"),
    path(f"{ONE}interests/<uuid:person>/", interests.sheet, name="working-interest-sheet"),
    path(f"{ONE}slots/", slots.slots, name="working-slots"),
    path(f"{ONE}timetable/", timetable.timetable, name="working-timetable"),
    path(f"{ONE}timetable/make/", timetable.make, name="working-timetable-make"),
    path(f"{ONE}timetable/progress/", timetable.progress, name="working-timetable-progress"),
    path(f"{ONE}timetable/arrange/", timetable.arrange, name="working-timetable-arrange"),
    path(VERSION, versions.version, name="working-timetable-version"),
    path(f"{VERSION}publish/", versions.publish, name="working-timetable-publish"),
    path(f"{ONE}groups/", versions.groups, name="working-groups"),
    path(f"{ONE}sheets/", sheets.sheets, name="working-sheets"),
    path(f"{ONE}sheets/<uuid:topic>/", sheets.sheet, name="working-sheet"),
    path(f"{ONE}paper/", paper.papers, name="working-papers"),
    path(f"{ONE}paper/<slug:name>/", paper.paper, name="working-paper"),
    path(f"{ONE}wall/", paper.wall, name="working-wall"),
]
