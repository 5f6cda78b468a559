"""The services of a forum: found by code or number, named in the language spoken; what waits there."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from territoria_web.library.codes import tidy_code
from territoria_web.listen.models import Forum, Rating, Service

NEW = Q(ratings__comment_state=Rating.Comment.NEW)


def services_in(forum: Forum) -> list[Service]:
    """All services of a forum, as they were offered."""
    found = list(forum.services.all())
    for one in found:
        one.forum = forum
    return found


def services_for_team(forum: Forum) -> list[tuple[Service, int, int, int]]:
    """Each with how many ratings came in, how many of them look like a machine's, how many have words
    that nobody has read.
    """
    counted = forum.services.annotate(
        came=Count("ratings"),
        odd=Count("ratings", filter=Q(ratings__unusual=True)),
        unread=Count("ratings", filter=NEW),
    )
    found: list[tuple[Service, int, int, int]] = []
    for one in counted.order_by("pk"):
        one.forum = forum
        found.append((one, one.came, one.odd, one.unread))
    return found


def service_by_code(forum: Forum, code: str) -> Service:
    """The service of a forum that a code opens; 404 where there is none."""
    return _one(forum, forum.services.filter(code=tidy_code(code)))


def open_service_of(forum: Forum, number: UUID) -> Service:
    """A service of a forum, for its team; 404 where there is none."""
    return _one(forum, forum.services.filter(public_id=number))


def _one(forum: Forum, held: QuerySet[Service]) -> Service:
    found = held.first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def service_name(service: Service) -> str:
    """Its name in the language spoken, else in the first that it has."""
    return in_words(service.names, service.code)


def question_of(service: Service) -> str:
    """Its own words for *was it solved?*; empty where it has none."""
    return in_words(service.question, "")


def in_words(words: Mapping[str, str], otherwise: str) -> str:
    """Words in the language spoken, else in the first that there is."""
    return words.get(get_language() or "en") or next(iter(words.values()), otherwise)


def shown_comments(service: Service) -> QuerySet[Rating]:
    """What people wrote and the team lets everybody read, the newest first."""
    held = service.ratings.filter(comment_state=Rating.Comment.SHOWN)
    return held.order_by("-day", "public_id")


def comments_for_team(service: Service) -> QuerySet[Rating]:
    """All that people wrote, the unread first."""
    first = Q(comment_state=Rating.Comment.NEW)
    held = service.ratings.exclude(comment="")
    return held.annotate(unread=Count("pk", filter=first)).order_by("-unread", "-pk")


def comment_of(service: Service, number: UUID) -> Rating:
    """A rating with words, for its team; 404 where there is none."""
    found = service.ratings.filter(public_id=number).exclude(comment="").first()
    if found is None:
        raise Http404
    found.service = service
    return found


def comments_counted(service: Service) -> dict[str, int]:
    """How many comments there are in each state."""
    held = service.ratings.exclude(comment="").values("comment_state")
    return dict(held.annotate(n=Count("pk")).order_by().values_list("comment_state", "n"))
