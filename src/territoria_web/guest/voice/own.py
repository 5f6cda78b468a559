"""The door to somebody's own page: the link that they keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from territoria_web.listen.queries.forums import voice_of_link
from territoria_web.listen.services.voices import note_seen

View = Callable[..., HttpResponse]


def with_own_voice(view: View) -> View:
    """The view gets whose link it is; 404 where it opens nothing. Sending a form is a deed of today."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        voice = voice_of_link(token)
        if request.method == "POST":
            note_seen(voice)
        return view(request, voice, token=token, **parts)

    return guarded
