"""Addresses: meetings."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.convene import (
    agenda,
    board,
    bringing,
    materials,
    meetings,
    people,
    running,
    votes,
)

ALL = "<uuid:public_id>/convene/"
ONE = f"{ALL}<uuid:meeting>/"

urlpatterns = [
    path(ALL, meetings.meetings, name="convene"),
    path(ONE, meetings.meeting, name="convene-meeting"),
    path(f"{ONE}settings/", meetings.settings, name="convene-settings"),
    path(f"{ONE}proceedings/", meetings.proceedings, name="convene-proceedings"),
    path(f"{ONE}agenda/", agenda.agenda, name="convene-agenda"),
    path(f"{ONE}agenda/print/", agenda.printed, name="convene-printed"),
    path(f"{ONE}people/", people.people, name="convene-people"),
    path(f"{ONE}people/mail/", people.mail, name="convene-mail"),
    path(f"{ONE}people/<uuid:person>/", people.person, name="convene-person"),
    path(f"{ONE}materials/", materials.materials, name="convene-materials"),
    path(f"{ONE}materials/<str:name>.pdf", materials.file, name="convene-material"),
    path(f"{ONE}run/", running.run, name="convene-run"),
    path(f"{ONE}tables/", running.tables, name="convene-tables"),
    path(f"{ONE}tables/subjects/", running.subjects, name="convene-subjects"),
    path(f"{ONE}screen/", running.screen, name="convene-screen"),
    path(f"{ONE}board/", board.board, name="convene-board"),
    path(f"{ONE}board/<uuid:number>/take-back/", board.take_back, name="convene-take-back"),
    path(f"{ONE}bring/", bringing.bring, name="convene-bring"),
    path(f"{ONE}enter/<str:phase>/<str:kind>/", board.enter, name="convene-enter"),
    path(f"{ONE}votes/", votes.votes, name="convene-votes"),
    path(f"{ONE}votes/<str:phase>/ballots/", board.ballots, name="convene-ballots"),
]
