"""Somebody is forgotten: who they are goes, what others rely on stays without any tie to them."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from territoria_web.listen.models import Need, Voice
from territoria_web.listen.need_rules import S, may_follow
from territoria_web.listen.queries.own_voice import keeps_words, relations_of_voice
from territoria_web.listen.services.need_states import go_to
from territoria_web.listen.services.needs import empty
from territoria_web.listen.services.statements import forget_statements

ERASED = "erased-"


@transaction.atomic
def erase_voice(*, voice: Voice) -> None:
    """Address, key and consents go. Words go where nobody else supports them and the team has not
    answered, or nobody else may read them; else they stay. Supports and votes stay counted. No row
    is tied to anybody any more.
    """
    held = Voice.objects.select_for_update().get(pk=voice.pk)
    for need in held.needs.select_for_update(of=("self",)).select_related("forum"):
        forget_author(need, keeps_words=keeps_words(need, held))
    for participation in held.participations.all():
        forget_statements(participation=participation)
    for relation in relations_of_voice():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: held})
        if relation.field.null:
            rows.update(**{relation.field.name: None})
        else:
            rows.delete()
    held.email, held.confirmed, held.key = "", None, f"{ERASED}{uuid.uuid4().hex}"
    held.erased = timezone.now()
    held.save(update_fields=["email", "confirmed", "key", "erased"])


def forget_author(need: Need, *, keeps_words: bool) -> None:
    """What a need tells of its author is erased; its words too, where nothing hangs on them."""
    if not keeps_words and may_follow(need.state, S.WITHDRAWN):
        go_to(need, S.WITHDRAWN)
    if not keeps_words:
        empty(need)
    need.voice, need.original, need.solved_said = None, None, ""
    need.spam_reasons = []
    need.save(update_fields=["voice", "original", "solved_said", "spam_reasons"])
    need.appeals.update(text="")
