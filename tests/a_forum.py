"""A place that hears its people: a forum of a cycle, needs, voices and supports to try things with."""

from __future__ import annotations

from typing import Any

from territoria_web.listen.models import Consent, Forum, Need, Voice
from territoria_web.listen.services.forums import Frame, open_forum
from territoria_web.listen.services.needs import Said, say_need, support_need
from territoria_web.listen.services.voices import begin_voice, set_consents
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle

FRAME = Frame(office="Citizens’ office", contact="citizens@example.org", languages=["en", "fr"])


def a_forum(cycle: Cycle, by: User, **fields: Any) -> Forum:
    """A forum that is open; ``fields``: of its frame."""
    known = {**FRAME.__dict__, **fields}
    return open_forum(by=by, cycle=cycle, frame=Frame(**known))


def a_voice(forum: Forum, email: str = "", **fields: Any) -> Voice:
    """Somebody; with an address they confirmed it and agreed to all letters."""
    voice, _token = begin_voice(forum=forum, language="en")
    if email:
        Voice.objects.filter(pk=voice.pk).update(email=email, confirmed=voice.made, **fields)
        set_consents(voice=voice, purposes=Consent.Purpose.values)
        voice.refresh_from_db()
    return voice


def a_need(
    forum: Forum,
    title: str = "A bus after ten at night",
    *,
    email: str = "ada@example.org",
    **f: Any,
) -> Need:
    """A need that is public, of somebody who confirmed their address."""
    said = Said(title=title, **f)
    return say_need(forum=forum, said=said, voice=a_voice(forum, email))


def supported(need: Need, people: int) -> Need:
    """The same, supported by so many."""
    for _one in range(people):
        support_need(need=need, voice=a_voice(need.forum))
    return need
