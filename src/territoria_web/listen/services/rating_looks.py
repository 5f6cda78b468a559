"""New figures of services, only when five or more people are in what changes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from territoria_web.listen.models import Forum, RatingLook, Service
from territoria_web.listen.queries.rating_tables import next_body

KEPT = 20  # looks of a forum that stay; each holds all that the next one needs


@transaction.atomic
def renew_looks(*, forum: Forum, services: Sequence[Service]) -> RatingLook | None:
    """A new look where one is due after ratings of some services; None where what is shown stays.
    Asked with every rating.
    """
    Forum.objects.select_for_update().get(pk=forum.pk)
    last = forum.rating_looks.first()
    body = next_body(forum, last.body if last else {}, services)
    if body is None:
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
