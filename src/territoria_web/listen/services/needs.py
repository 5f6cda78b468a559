"""A need comes in: from a phone, a counter, a sheet of paper, an import; and is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Forum, Need, Support, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    SUPPORTED,
    SUSPECT,
    S,
    may_take_back,
)
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.queries.needs import said_by
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.need_states import begin_story, go_to
from territoria_web.people.models import User
from territoria_web.territories.rules import refuse_where_closed

MOST_SIGNATURES = 10_000


@dataclass(frozen=True)
class Said:
    """A need as somebody says it. ``spot``: latitude and longitude."""

    title: str
    text: str = ""
    theme: str = ""
    place: str = ""
    district: str = ""
    spot: tuple[float, float] | None = None
    language: str = "en"
    spam: float = 0.0
    spam_reasons: Sequence[str] = ()


@transaction.atomic
def say_need(
    *,
    forum: Forum,
    said: Said,
    voice: Voice | None = None,
    channel: str = Channel.WEB,
    by: User | None = None,
    signatures: int = 0,
) -> Need:
    """A new need. It is published at once where a clerk entered it, where its author's address is
    confirmed, or where the forum reads afterwards; not where it looks like a machine's. ``signatures``:
    people who signed the sheet of paper it came on.
    """
    refuse_unless_taken(forum)
    fresh = _checked(forum, said)
    now = timezone.now()
    need = Need.objects.create(
        forum=forum,
        number=_next_number(forum),
        voice=voice,
        channel=channel,
        entered_by=by,
        state=S.RECEIVED,
        since=now,
        made=now,
        **fresh,
    )
    begin_story(need, now)
    if signatures:
        sign_sheet(need=need, people=signatures, channel=channel, by=by)
    if by is not None:
        note(by, forum, "enter need", after={"number": need.number, "kind": channel})
    publish_where_free(need)
    return need


def publish_where_free(need: Need) -> None:
    """Publish what nobody has to read first; what looks like a machine's is held until somebody did."""
    if need.state != S.RECEIVED:
        return
    if need.spam >= SUSPECT:
        go_to(need, S.HELD, rule="check")
    elif need.entered_by is not None or _is_free(need):
        go_to(need, S.PUBLISHED)


def _is_free(need: Need) -> bool:
    confirmed = need.voice is not None and need.voice.confirmed is not None
    return confirmed or need.forum.moderation == Forum.Moderation.AFTER


@transaction.atomic
def publish_confirmed(*, voice: Voice) -> None:
    """Somebody confirmed the address: what they said goes out."""
    for need in (
        voice.needs.select_for_update(of=("self",)).filter(state=S.RECEIVED).select_related("forum")
    ):
        need.voice = voice
        publish_where_free(need)


@transaction.atomic
def sign_sheet(*, need: Need, people: int, channel: str, by: User | None) -> Support:
    """People who signed on paper or said so at a counter, counted by an assistant."""
    refuse_where_closed(need.forum.cycle)
    if need.state not in SUPPORTED | {S.RECEIVED, S.HELD}:
        raise ValidationError(_("This need takes no supports now."))
    if not 1 <= people <= MOST_SIGNATURES:
        raise ValidationError({"people": _("Count between 1 and 10,000 people.")})
    row = Support.objects.create(
        need=need, people=people, channel=channel, entered_by=by, made=timezone.now()
    )
    told = {"number": need.number, "figures": people, "kind": channel}
    note(by, need.forum, "count signatures", after=told)
    return row


def refuse_unless_taken(forum: Forum) -> None:
    """ValidationError where the forum is closed, or asks for no needs."""
    refuse_where_closed(forum.cycle)
    if not (forum.is_open and forum.takes_needs):
        raise ValidationError(_("No needs are taken here now."))


def _next_number(forum: Forum) -> int:
    Forum.objects.select_for_update().get(pk=forum.pk)
    return (forum.needs.aggregate(last=Max("number"))["last"] or 0) + 1


def _checked(forum: Forum, said: Said) -> dict[str, object]:
    title, text = plain_line(said.title), plain(said.text)
    wrong: dict[str, str] = {}
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        wrong["title"] = _("Say in 5 to 120 letters what is missing.")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = _("Use at most 2,000 letters.")
    if said.theme and said.theme not in need_themes():
        wrong["theme"] = _("Choose one of the list.")
    if said.district and said.district not in {str(d["id"]) for d in forum.districts}:
        wrong["district"] = _("Choose one of the list.")
    if said.spot and not (abs(said.spot[0]) <= 90 and abs(said.spot[1]) <= 180):
        wrong["place"] = _("This spot is not on the map.")
    if wrong:
        raise ValidationError(wrong)
    latitude, longitude = said.spot or (None, None)
    return {
        "title": title,
        "text": text,
        "theme": said.theme,
        "place": plain_line(said.place)[:200],
        "district": said.district,
        "latitude": latitude,
        "longitude": longitude,
        "language": said.language,
        "spam": said.spam,
        "spam_reasons": list(said.spam_reasons),
    }


@transaction.atomic
def support_need(*, need: Need, voice: Voice, dwell: float | None = None) -> bool:
    """Somebody wants the same; False where they said so before. ValidationError for its author."""
    refuse_unless_supported(need, voice)
    _row, made = Support.objects.get_or_create(
        need=need, voice=voice, defaults={"made": timezone.now(), "dwell": dwell}
    )
    return made


@transaction.atomic
def end_support(*, need: Need, voice: Voice) -> None:
    """Somebody takes their support back."""
    Support.objects.filter(need=need, voice=voice).delete()


def refuse_unless_supported(need: Need, voice: Voice | None = None) -> None:
    """ValidationError where nobody can say now that they want the same, or ``voice`` said it first."""
    refuse_where_closed(need.forum.cycle)
    if not need.forum.is_open or need.state not in SUPPORTED:
        raise ValidationError(_("This need takes no supports now."))
    if said_by(need, voice):
        raise ValidationError(_("This need is yours; it counts as said, not as supported."))


@transaction.atomic
def take_back(*, need: Need) -> None:
    """Its author takes it back before the team has answered; its words are erased."""
    held = Need.objects.select_for_update().get(pk=need.pk)
    if not may_take_back(held):
        raise ValidationError(_("The town has answered already; the story stays readable."))
    go_to(held, S.WITHDRAWN)
    empty(held)


def empty(need: Need) -> None:
    """Erase the words of a need, and what its author asked to be looked at once more; its number and
    its story stay.
    """
    fresh: dict[str, Any] = {
        **{"title": "–", "text": "", "original": None, "solved_said": "", "spam_reasons": []},
        **{"place": "", "latitude": None, "longitude": None, "voice": None},
    }
    for name, value in fresh.items():
        setattr(need, name, value)
    need.save(update_fields=list(fresh))
    need.appeals.filter(decided=None).delete()
    need.appeals.update(text="")
