"""Whether something that comes in looks like a machine's; network addresses are not looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language

from territoria.listen.abuse.spam import Sending, Suspicion, suspect
from territoria_web.library.saying import said_in
from territoria_web.listen.models import Forum, Voice

LATELY: Final = timedelta(days=1)
MOST_COMPARED: Final = 200


def suspicion_of(
    forum: Forum, text: str, *, voice: Voice | None, seconds: float | None, trapped: bool
) -> Suspicion:
    """The score of a text from a phone. ``seconds``: how long its form was open; ``trapped``: a field
    that people do not see was filled. Its reasons are for the team: in the first language of the forum.
    """
    now = timezone.now()
    held = forum.needs.filter(made__gte=now - LATELY).order_by("-pk")
    recent = [f"{t}\n{x}".strip() for t, x in held.values_list("title", "text")[:MOST_COMPARED]]
    sending = Sending(
        seconds=seconds,
        trap=trapped,
        acts=_acts(voice) if voice else 0,
        minutes=(now - voice.made) / timedelta(minutes=1) if voice else None,
    )
    with said_in(next(iter(forum.languages), get_language() or "en")):
        return suspect(text, sending, recent=recent)


def _acts(voice: Voice) -> int:
    since = timezone.now() - LATELY
    return (
        voice.needs.filter(made__gte=since).count() + voice.supports.filter(made__gte=since).count()
    )
