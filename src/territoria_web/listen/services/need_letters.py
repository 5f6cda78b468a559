"""Letters to the author of a need: when something happened to it, and once to ask if it is solved.

Every line of the story that its author should know goes out once, to an address that was confirmed,
as long as they agree to it. Without one, the same stands on the page of their own.
"""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from territoria_web.library.saying import said_in
from territoria_web.listen.models import Consent, Need, NeedEvent, Voice
from territoria_web.listen.need_rules import ASK_AFTER, S
from territoria_web.listen.queries.need_stories import lines_of
from territoria_web.listen.services.voices import agrees, own_link
from territoria_web.listen.voice_rules import own_token_of
from territoria_web.people.mail import letter, post, post_on_commit
from territoria_web.territories.queries import territory_name


def tell_author(*, need: Need, event: NeedEvent, origin: str) -> bool:
    """Write to the author what happened, once the transaction holds; False where nobody is told."""
    voice = need.voice
    if voice is None or not agrees(voice, Consent.Purpose.TOLD):
        return False
    with said_in(voice.language):
        told = {**_facts(voice, need, origin), "lines": lines_of([event])}
        written = letter(render_to_string("listen/need_news.txt", told), to=voice.email)
    transaction.on_commit(lambda: post(lambda: written))
    return True


def _facts(voice: Voice, need: Need, origin: str) -> dict[str, Any]:
    return {
        "place": territory_name(need.forum.cycle.territory),
        "title": need.title,
        "number": need.number,
        "link": own_link(voice, origin),
        "office": need.forum.office,
        "contact": need.forum.contact,
    }


@transaction.atomic
def ask_authors(*, origin: str) -> int:
    """Four weeks after a need was delivered, ask its author whether it is solved; how many were. Nobody
    is asked where its author is not known: on paper without an address, in an import.
    """
    now = timezone.now()
    due = (
        Need.objects.select_for_update(of=("self",))
        .filter(state=S.DELIVERED, asked=None, since__lte=now - ASK_AFTER, voice__isnull=False)
        .select_related("forum__cycle__territory", "voice")
    )
    letters: list[EmailMessage] = []
    for need in due:
        need.asked = now
        need.save(update_fields=["asked"])
        NeedEvent.objects.create(need=need, kind=NeedEvent.Kind.ASKED, when=now)
        voice = need.voice
        if voice is not None and agrees(voice, Consent.Purpose.ASKED):
            letters.append(_question(voice, need, origin))
    post_on_commit(letters)
    return len(due)


def _question(voice: Voice, need: Need, origin: str) -> EmailMessage:
    """Whether it is solved, in the language of its author."""
    with said_in(voice.language):
        solved = reverse("guest:voice-solved", args=[own_token_of(voice), need.public_id])
        told = {**_facts(voice, need, origin), "solved": origin + solved}
        return letter(render_to_string("listen/need_question.txt", told), to=voice.email)
