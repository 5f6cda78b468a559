"""Doors: the forum of a cycle for its team, what its code opens to everybody, whose phone it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from territoria_web.library.codes import is_code, tidy_code
from territoria_web.listen.models import Forum, Voice
from territoria_web.listen.need_rules import PUBLIC
from territoria_web.listen.voice_rules import digest_of, read_own_token
from territoria_web.territories.models import Cycle, Territory


def forum_of(cycle: Cycle) -> Forum | None:
    """The forum of a cycle; None before one is opened."""
    found = Forum.objects.filter(cycle=cycle).first()
    if found is not None:
        found.cycle = cycle
    return found


def open_forum_of(cycle: Cycle) -> Forum:
    """The same; 404 before one is opened."""
    found = forum_of(cycle)
    if found is None:
        raise Http404
    return found


def forum_by_code(code: str) -> Forum:
    """The forum that a code opens to everybody; 404 where there is none."""
    tidy = tidy_code(code)
    found = Forum.objects.select_related("cycle__territory").filter(code=tidy).first()
    if found is None or not is_code(tidy):
        raise Http404
    return found


def forums_in(territory: Territory) -> list[Forum]:
    """The forums of a territory, the latest first; those of examples as well."""
    held = Forum.objects.filter(cycle__territory=territory).select_related("cycle__territory")
    return list(held.order_by("-made"))


def open_forums_at(code: str) -> tuple[tuple[str, str], ...]:
    """Code and title of those of a territory in which its people can say something, the latest first."""
    held = Forum.objects.filter(
        cycle__territory__code=code, cycle__state=Cycle.State.OPEN, is_open=True
    ).order_by("-made")
    return tuple(held.values_list("code", "cycle__title"))


def voice_of_phone(forum: Forum, token: str) -> Voice | None:
    """Whose phone this is, by what it keeps; None where nobody of this forum, or erased."""
    if not token:
        return None
    return Voice.objects.filter(forum=forum, key=digest_of(token), erased=None).first()


def voice_of_link(token: str) -> Voice:
    """Whose own link this is; 404 where its seal is not ours, or what it opened was erased."""
    number: UUID | None = read_own_token(token)
    found = voice_at(number) if number else None
    if found is None:
        raise Http404
    return found


def voice_at(number: UUID) -> Voice | None:
    """Somebody by their number; None where there is nobody, or they were erased."""
    held = Voice.objects.select_related("forum__cycle__territory")
    return held.filter(public_id=number, erased=None).first()


def all_forums() -> list[Any]:
    """All of them with ``public``, how many needs everybody reads: open ones first, examples last."""
    shown = Count("needs", filter=Q(needs__state__in=PUBLIC))
    held = Forum.objects.select_related("cycle__territory").annotate(public=shown)
    return list(held.order_by("cycle__example", "-is_open", "cycle__territory__name", "pk"))
