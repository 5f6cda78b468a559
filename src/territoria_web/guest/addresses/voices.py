"""Addresses: taking part without an account, and what one said."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.guest.voice import confirming, mine, mine_deeds, saying, solved, supporting

OWN = "voice/mine/<str:token>/"
FORUM = "voice/<str:code>/"

# what is not of a forum first: no code is read as one of these words
urlpatterns: list[URLPattern] = [
    path("voice/confirm/<str:token>/", confirming.confirm, name="voice-confirm"),
    path(OWN, mine_deeds.mine, name="voice-mine"),
    path(f"{OWN}data.json", mine.data, name="voice-data"),
    path(f"{OWN}erase/", mine.erase, name="voice-erase"),
    path(f"{OWN}needs/<uuid:need>/solved/", solved.solved, name="voice-solved"),
    path(f"{FORUM}need/", saying.say, name="voice-need"),
    path(f"{FORUM}need/sent/<str:token>/<int:number>/", saying.sent, name="voice-need-sent"),
    path(f"{FORUM}needs/<int:number>/support/", supporting.support, name="voice-support"),
]
