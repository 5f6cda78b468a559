"""New figures of services, only when five or more people are in what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from territoria_web.jobs.services import enqueue
from territoria_web.listen.models import Forum, RatingLook, Service
from territoria_web.listen.queries.rating_tables import is_long_work, next_body

KEPT = 20  # looks of a forum that stay; each holds all that the next one needs
KIND = "rating-look"


def renew_or_ask(service: Service) -> None:
    """After ratings of a service: new figures at once, or by the worker where their tables take long."""
    last = service.forum.rating_looks.first()
    if is_long_work(service, last.body if last else {}):
        enqueue(kind=KIND, key=f"{KIND} {service.public_id}", arguments={"service": service.pk})
    else:
        renew_looks(forum=service.forum, services=[service])


def renew_looks(*, forum: Forum, services: Sequence[Service]) -> RatingLook | None:
    """A new look where one is due after ratings of some services; None where what is shown stays. The
    figures are worked out before anything is locked.
    """
    last = forum.rating_looks.first()
    body = next_body(forum, last.body if last else {}, services)
    return _kept(forum, last, body) if body is not None else None


@transaction.atomic
def _kept(forum: Forum, last: RatingLook | None, body: Mapping[str, Any]) -> RatingLook | None:
    """The next look; None where another one came in between, and the next rating asks again."""
    Forum.objects.select_for_update().get(pk=forum.pk)
    if forum.rating_looks.first() != last:
        return None
    number = last.number + 1 if last else 1
    look = RatingLook.objects.create(
        forum=forum,
        number=number,
        counts={key: record["n"] for key, record in body["services"].items()},
        body=body,
        made=timezone.now(),
    )
    forum.rating_looks.filter(number__lte=number - KEPT).delete()
    return look
