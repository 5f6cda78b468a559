"""What somebody without an account finds under their own link: what they said, and all that is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignObjectRel, Model
from django.http import Http404

from territoria_web.listen.models import Consent, Need, Statement, Support, Voice
from territoria_web.listen.need_rules import DONE, HIDDEN, PUBLIC, STATE_NAMES, may_take_back
from territoria_web.listen.queries.need_stories import Line, story_of
from territoria_web.listen.queries.needs import followed_under, said_by, with_people

# told in full, not row by row
TOLD = {"consents", "needs", "supports", "participations"}
NO_WORDS = "–"


@dataclass(frozen=True)
class OwnNeed:
    """A need as its author reads it: everything, also what is not public. ``instead``: where it is
    followed now, if that one is not theirs and they do not support it yet.
    """

    need: Need
    state: str
    story: list[Line]
    is_public: bool
    may_be_taken_back: bool
    may_be_judged: bool
    instead: Need | None


@dataclass(frozen=True)
class OwnSupport:
    """A need that somebody supports; ``instead``: where it is followed now, if that one is not theirs
    and they do not support it yet.
    """

    need: Need
    state: str
    instead: Need | None


def own_needs(voice: Voice) -> list[OwnNeed]:
    """What somebody said, the latest first."""
    held = with_people(voice.needs.all()).select_related("forum", "retired_into")
    supported = set(voice.supports.values_list("need_id", flat=True))
    return [_own(need, voice, supported) for need in held.prefetch_related("events", "appeals")]


def _own(need: Need, voice: Voice, supported: set[int]) -> OwnNeed:
    return OwnNeed(
        need=need,
        state=str(STATE_NAMES[Need.State(need.state)]),
        story=story_of(need, for_author=True),
        is_public=need.state in PUBLIC,
        may_be_taken_back=may_take_back(need),
        may_be_judged=need.state in DONE,
        instead=_instead(need, voice, supported),
    )


def _instead(need: Need, voice: Voice, supported: set[int]) -> Need | None:
    other = followed_under(need)
    if other is None or other.pk in supported or said_by(other, voice):
        return None
    return other


def own_need(voice: Voice, number: UUID) -> Need:
    """One of the needs that somebody said; 404 for what others said."""
    held = voice.needs.select_related("forum__cycle__territory", "voice")
    found = held.filter(public_id=number).first()
    if found is None:
        raise Http404
    return found


def own_supports(voice: Voice) -> list[OwnSupport]:
    """What somebody supports and everybody may read, the latest first."""
    rows = voice.supports.filter(need__state__in=PUBLIC).order_by("-made")
    held = [row.need for row in rows.select_related("need__retired_into")]
    supported = {need.pk for need in held}
    return [
        OwnSupport(
            need=need,
            state=str(STATE_NAMES[Need.State(need.state)]),
            instead=_instead(need, voice, supported),
        )
        for need in held
    ]


def supported_by(voice: Voice | None, need: Need) -> bool:
    """Whether somebody supports a need."""
    return voice is not None and Support.objects.filter(need=need, voice=voice).exists()


def keeps_words(need: Need, voice: Voice) -> bool:
    """Whether others rely on the words of a need: they support it, or the team has answered."""
    if need.state in HIDDEN:
        return False
    return need.answered is not None or need.supports.exclude(voice=voice).exists()


def purposes_of(voice: Voice) -> set[str]:
    """What somebody agrees to now."""
    return set(voice.consents.filter(withdrawn=None).values_list("purpose", flat=True))


# ── everything that is held ───────────────────────────────────────────────────────────────────


def data_of(voice: Voice) -> dict[str, Any]:
    """All that is held about somebody, for themselves; what their phone keeps is not among it."""
    return {
        "voice": _plain(voice, without={"key"}),
        "forum": voice.forum.code,
        "consents": [_plain(row) for row in Consent.objects.filter(voice=voice).order_by("pk")],
        "needs": [_need(need) for need in voice.needs.prefetch_related("events", "appeals")],
        "supports": [
            {**_plain(row), "need": row.need.number, "title": _title_for_others(row.need)}
            for row in voice.supports.select_related("need").order_by("made", "pk")
        ],
        "conversations": [
            _participation(row)
            for row in voice.participations.select_related("conversation").order_by("pk")
        ],
        "also_held": _elsewhere(voice),
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        **_plain(need, without={"edit"}),
        "story": [{**_plain(event), "is_public": event.is_public} for event in need.events.all()],
        "appeals": [_plain(row) for row in need.appeals.all()],
    }


def _participation(row: Any) -> dict[str, Any]:
    votes = row.votes.select_related("statement").order_by("pk")
    return {
        **_plain(row),
        "conversation": row.conversation.title,
        "votes": [{"statement": _words(v.statement), "value": v.value} for v in votes],
        "statements": [_plain(one) for one in row.statements.all()],
    }


def _title_for_others(need: Need) -> str:
    """What everybody may read of it: words that were taken off are nobody's but their author's."""
    return need.title if need.state in PUBLIC else NO_WORDS


def _words(statement: Statement) -> str:
    return statement.text if statement.state == Statement.State.SHOWN else NO_WORDS


def _elsewhere(voice: Voice) -> dict[str, list[dict[str, Any]]]:
    """Rows of all other tables that point to somebody, whatever room they stand in."""
    found = {}
    for relation in relations_of_voice():
        if relation.get_accessor_name() in TOLD:
            continue
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: voice}).order_by("pk")
        if held := [_plain(row) for row in rows]:
            found[model._meta.label] = held
    return found


def relations_of_voice() -> list[ForeignObjectRel]:
    """Every key that points to a voice."""
    fields = Voice._meta.get_fields(include_hidden=True)
    return [one for one in fields if isinstance(one, ForeignObjectRel)]


def _plain(row: Model, without: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
    """The fields of a row that are not keys to others."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if isinstance(field, Field) and not field.is_relation and not field.primary_key
        if field.name not in without
    }
