"""Those who take part without an account: begun with the first deed, confirmed by a letter, erased."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.saying import said_in
from territoria_web.listen.models import Consent, Forum, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.voice_rules import (
    CONFIRM_WITHIN,
    LONGEST_ADDRESS,
    confirm_token_of,
    digest_of,
    may_confirm,
    new_token,
    own_token_of,
    read_confirm_token,
)
from territoria_web.people.mail import letter, post
from territoria_web.people.often import may_ask_to_confirm
from territoria_web.territories.queries import territory_name


def begin_voice(*, forum: Forum, language: str, channel: str = Channel.WEB) -> tuple[Voice, str]:
    """Somebody new, and the token that their phone keeps."""
    token = new_token()
    voice = Voice.objects.create(
        forum=forum, key=digest_of(token), language=language, channel=channel
    )
    return voice, token


def note_seen(voice: Voice) -> None:
    """Somebody did something today."""
    today = timezone.localdate()
    if voice.seen != today:
        Voice.objects.filter(pk=voice.pk).update(seen=today)
        voice.seen = today


def check_address(email: str) -> str:
    """An address as it is kept; ValidationError where it is none."""
    said = email.strip().lower()
    wrong = {"email": _("This is no e-mail address.")}
    if len(said) > LONGEST_ADDRESS:
        raise ValidationError(wrong)
    try:
        validate_email(said)
    except ValidationError:
        raise ValidationError(wrong) from None
    return said


def ask_confirmation(*, voice: Voice, email: str, origin: str) -> None:
    """Write to an address that somebody gave, with a link that confirms it; nothing else is sent
    there before. Whatever is asked, an address gets few such letters a day, and a voice few.
    """
    said = check_address(email)
    place, asker = f"forum-{voice.forum_id}", f"voice-{voice.pk}"
    if may_ask_to_confirm(said, place=place, asker=asker):
        written = _confirmation(voice, said, origin)
        transaction.on_commit(lambda: post(lambda: written))


def _confirmation(voice: Voice, email: str, origin: str) -> EmailMessage:
    with said_in(voice.language):
        told = {
            "place": territory_name(voice.forum.cycle.territory),
            "link": origin + reverse("guest:voice-confirm", args=[confirm_token_of(voice, email)]),
            "days": CONFIRM_WITHIN.days,
            "office": voice.forum.office,
        }
        return letter(render_to_string("listen/confirm.txt", told), to=email)


@transaction.atomic
def confirm_voice(*, token: str) -> Voice | None:
    """Whoever opens the letter is who they say; the address is kept from now on, if letters are still
    wanted. None where the link is not ours, too old, asked for before another address counted, or its
    voice was erased.
    """
    read = read_confirm_token(token)
    if read is None:
        return None
    number, email, standing = read
    held = Voice.objects.select_for_update(of=("self",)).select_related("forum__cycle__territory")
    voice = held.filter(public_id=number, erased=None).first()
    if voice is None or not may_confirm(voice, email, standing):
        return None
    if voice.confirmed is None or voice.email != email:
        voice.email = email if _wants_letters(voice) else ""
        voice.confirmed = voice.confirmed or timezone.now()
        voice.save(update_fields=["email", "confirmed"])
    return voice


def _wants_letters(voice: Voice) -> bool:
    """Not whoever took all ticks away since the letter was written: the address would be for nothing."""
    standing = [one.withdrawn is None for one in voice.consents.all()]
    return any(standing) or not standing


@transaction.atomic
def set_consents(*, voice: Voice, purposes: Collection[str], how: str = Consent.How.FORM) -> None:
    """What somebody agrees to from now on; what is not among it is withdrawn. ``how``: they said so."""
    now = timezone.now()
    standing = {c.purpose: c for c in voice.consents.filter(withdrawn=None)}
    for purpose, row in standing.items():
        if purpose not in purposes:
            row.withdrawn = now
            row.save(update_fields=["withdrawn"])
    Consent.objects.bulk_create(
        [
            Consent(voice=voice, purpose=purpose, how=how)
            for purpose in purposes
            if purpose not in standing
        ],
        ignore_conflicts=True,  # the same form sent twice at once
    )


def agrees(voice: Voice, purpose: str) -> bool:
    """Whether somebody agreed, and confirmed the address to which letters go."""
    if not voice.email or voice.confirmed is None or voice.erased is not None:
        return False
    return voice.consents.filter(purpose=purpose, withdrawn=None).exists()


def own_link(voice: Voice, origin: str) -> str:
    """The address under which somebody finds what they said, in their language."""
    with said_in(voice.language):
        return origin + reverse("guest:voice-mine", args=[own_token_of(voice)])
