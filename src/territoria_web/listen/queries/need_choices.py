"""What the team can do with a need as it stands: states that may follow, what is like it, who decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, Sum
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.listen.models import Appeal, Forum, Need, NeedEvent
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import (
    CHOSEN,
    PUBLIC,
    STATE_NAMES,
    SUPPORTED,
    S,
    may_follow,
)
from territoria_web.listen.queries.need_similar import similar_needs

MOST_ALIKE: Final = 5
REOPENED: Final = frozenset({S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.DELIVERED, S.NOT_SOLVED})
CHANNEL_NAMES: Final[Mapping[str, Promise]] = {
    Channel.WEB: _("on the web"),
    Channel.COUNTER: _("at a counter"),
    Channel.PAPER: _("on paper"),
    Channel.PHONE: _("on the phone"),
    Channel.IMPORT: _("from another system"),
}
DECIDED: Final = frozenset({S.HELD, S.REJECTED, S.DECLINED})


@dataclass(frozen=True)
class Choices:
    """Which deeds are possible now. ``answers``: state and name, of those that may be chosen."""

    publish: bool
    hold: bool
    reject: bool
    answers: tuple[tuple[str, str], ...]
    retire: bool
    reopen: bool
    news: bool
    words: bool
    sign: bool


def open_need_of(forum: Forum, public_id: UUID) -> Need:
    """A need of a forum for its team, whatever its state; 404 where it is another's."""
    held = forum.needs.select_related("voice", "entered_by", "retired_into")
    found = held.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def choices_of(need: Need) -> Choices:
    """What may be done with a need now."""
    reopens = need.state in REOPENED
    return Choices(
        publish=may_follow(need.state, S.PUBLISHED),
        hold=may_follow(need.state, S.HELD),
        reject=may_follow(need.state, S.REJECTED),
        answers=tuple(
            (state.value, str(STATE_NAMES[state]))
            for state in CHOSEN
            if may_follow(need.state, state) and not (reopens and state == S.UNDER_REVIEW)
        ),
        retire=may_follow(need.state, S.DUPLICATE),
        reopen=reopens,
        news=need.state in PUBLIC,
        words=need.state != S.WITHDRAWN,
        sign=need.state in SUPPORTED,
    )


def supports_by_channel(need: Need) -> list[tuple[str, int]]:
    """People who support a need, by the way they said so; the largest first, else as the ways are named."""
    held = dict(need.supports.values_list("channel").annotate(people=Sum("people")))
    named = [(channel.value, held[channel]) for channel in Channel if channel in held]
    return sorted(named, key=lambda one: -one[1])


def open_appeal_of(need: Need) -> Appeal | None:
    """The appeal that waits to be decided; None where there is none."""
    return need.appeals.filter(decided=None).first()


def may_appeal(need: Need) -> bool:
    """Whether there is a decision that its author can ask to look at once more."""
    decided = need.state in DECIDED or need.original is not None
    return decided and not any(one.decided is None for one in need.appeals.all())


def deciders_of(need: Need) -> set[int]:
    """Who took the decisions that an appeal is about: the state as it stands, and changed words."""
    kinds = Q(kind=NeedEvent.Kind.STATE, state=need.state) if need.state in DECIDED else Q()
    if need.original is not None:
        kinds |= Q(kind=NeedEvent.Kind.WORDS)
    if not kinds:
        return set()
    held = need.events.filter(kinds, by__isnull=False).order_by("when", "pk")
    last = dict(held.values_list("kind", "by"))
    return {by for by in last.values() if by is not None}


def alike_needs(forum: Forum, title: str, text: str = "", *, but: Need | None = None) -> list[Need]:
    """Public needs that say nearly the same and are followed themselves, each with ``people``: how
    many support it. First those like the title alone, which a long text beside it would hide.
    """
    found = similar_needs(forum, title, most=MOST_ALIKE + 1)
    if text:
        more = similar_needs(forum, f"{title}\n{text}", most=MOST_ALIKE + 1)
        found += [need for need in more if need not in found]
    return [need for need in found if but is None or need.pk != but.pk][:MOST_ALIKE]


def need_numbered(forum: Forum, number: int) -> Need | None:
    """The need of this number; None where there is none."""
    return forum.needs.filter(number=number).first()
