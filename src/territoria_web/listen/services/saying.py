"""A need from somebody's phone: looked at for machines, taken once however often the form is sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain
from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.need_rules import LONGEST_REASON
from territoria_web.listen.queries.need_suspicions import suspicion_of
from territoria_web.listen.services.needs import Said, say_need
from territoria_web.listen.services.voices import ask_confirmation, check_address, set_consents


@dataclass(frozen=True)
class Sent:
    """How a form was sent. ``form``: a number drawn with its first page; ``seconds``: how long it was
    open; ``trapped``: a field that people do not see was filled.
    """

    form: UUID
    seconds: float | None = None
    trapped: bool = False


def said_before(forum: Forum, form: UUID) -> Need | None:
    """What this very form said already: sent twice, it counts once. ValidationError where its author
    took that back or was erased.
    """
    held = forum.needs.filter(public_id=_number_of(forum, form)).select_related("voice").first()
    if held is not None and held.voice is None:
        raise ValidationError(_("What this form said was taken back. Begin a new one."))
    return held


def _number_of(forum: Forum, form: UUID) -> UUID:
    """Of the need that a form makes in a forum: nobody who knows the one finds the other."""
    said = f"{forum.public_id.hex} {form.hex}"
    made = salted_hmac("territoria.listen.said", said, algorithm="sha256").digest()
    return UUID(bytes=made[:16], version=4)


def say_from_phone(*, forum: Forum, voice: Voice, said: Said, sent: Sent) -> Need:
    """Take a need once. ValidationError names the fields that do not hold."""
    try:
        return _say(forum, voice, said, sent)
    except IntegrityError:  # sent twice at the same moment
        held = said_before(forum, sent.form)
        if held is None:
            raise
        return held


@transaction.atomic
def _say(forum: Forum, voice: Voice, said: Said, sent: Sent) -> Need:
    found = suspicion_of(
        forum,
        f"{said.title}\n{said.text}".strip(),
        voice=voice,
        seconds=sent.seconds,
        trapped=sent.trapped,
    )
    judged = replace(said, spam=found.score, spam_reasons=found.reasons)
    need = say_need(forum=forum, said=judged, voice=voice)
    need.public_id = _number_of(forum, sent.form)
    need.save(update_fields=["public_id"])
    return need


@transaction.atomic
def ask_for_letters(*, voice: Voice, email: str, purposes: Collection[str], origin: str) -> None:
    """Somebody gives an address for what they agree to. A new one is written to once, to be
    confirmed. ValidationError where it is none.
    """
    said = check_address(email)
    set_consents(voice=voice, purposes=purposes)
    if voice.confirmed is None or voice.email != said:
        ask_confirmation(voice=voice, email=said, origin=origin)


@transaction.atomic
def change_letters(*, voice: Voice, purposes: Collection[str]) -> None:
    """What may be written from now on; with nothing left to write, the address is erased."""
    set_consents(voice=voice, purposes=purposes)
    if not purposes and voice.email:
        voice.email = ""
        voice.save(update_fields=["email"])


@transaction.atomic
def say_more(*, need: Need, said: str) -> None:
    """Words of the author beside what they said of the result; the story has its line already."""
    words = plain(said)
    if len(words) > LONGEST_REASON:
        raise ValidationError({"said": _("Use at most 1,000 letters.")})
    Need.objects.filter(pk=need.pk).exclude(solved="").update(solved_said=words)
