"""Addresses: taking part in a meeting."""

from __future__ import annotations

from django.urls import path

from territoria_web.guest.room import changing, door, live, voting

ROOM = "room/<str:code>/"

urlpatterns = [
    path("room/", door.door, name="room-door"),
    path(ROOM, live.room, name="room"),
    path(f"{ROOM}in/", door.enter, name="room-in"),
    path(f"{ROOM}leave/", door.leave, name="room-leave"),
    path(f"{ROOM}now/", live.now, name="room-now"),
    path(f"{ROOM}add/", live.add, name="room-add"),
    path(f"{ROOM}vote/", voting.vote, name="room-vote"),
    path(f"{ROOM}results/", voting.results, name="room-results"),
    path(f"{ROOM}mine/<uuid:number>/", changing.mine, name="room-mine"),
    path(f"{ROOM}mine/<uuid:number>/dissent/", changing.dissent, name="room-dissent"),
    path(f"{ROOM}me/<str:token>/", door.invited, name="room-me"),
]
