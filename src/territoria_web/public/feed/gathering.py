"""What goes out: own practices and lessons, projects, compendium cards, open calls, open meetings."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from territoria_web.act.feed.format import Item, make_item
from territoria_web.act.feed.shape import has_shape
from territoria_web.act.queries.feed import card_items, project_items
from territoria_web.convene.models import WorkingMeeting
from territoria_web.invite.call_rules import is_open
from territoria_web.invite.models import Call
from territoria_web.invite.queries.calls import public_calls
from territoria_web.library.saying import said_in
from territoria_web.public.feed.places import (
    place_of_call,
    place_of_card,
    place_of_meeting,
    place_of_project,
)
from territoria_web.public.feed.practices import lesson_items, practice_items

OPEN: Final = (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE)


def gathered() -> list[Item]:
    """Every item in a fixed order, the same whoever asks. Nothing of an example, nobody's name. What has
    no title that readers take is left out: for one of these they would refuse the whole feed.
    """
    with said_in("en"):
        found = [
            *practice_items(),
            *lesson_items(),
            *card_items(place_of_card),
            *project_items(place_of_project),
            *_calls(),
            *_meetings(),
        ]
    return sorted(filter(has_shape, found), key=lambda item: (item["kind"], item["id"]))


def _calls() -> list[Item]:
    now = timezone.now()
    held = public_calls().exclude(network__territories__example=True)
    return [_call(one) for one in held if is_open(one, now)]


def _call(one: Call) -> Item:
    return make_item(
        kind="call",
        id=str(one.public_id),
        dated=one.published or one.opens,
        address=place_of_call(one),
        title=one.title,
        body={
            "summary": one.text,
            "by": {"en": one.network.name},
            "opens": one.opens.isoformat(),
            "closes": one.closes.isoformat(),
            "places": one.places,
        },
    )


def _meetings() -> list[Item]:
    held = WorkingMeeting.objects.filter(state__in=OPEN, example=False).exclude(opened=None)
    rows = held.select_related("network").order_by("pk")
    return [_meeting(one, url) for one in rows if (url := place_of_meeting(one))]


def _meeting(one: WorkingMeeting, url: str) -> Item:
    lang = one.language
    days = [str(held["date"]) for _number, held in sorted(one.days.items()) if held.get("date")]
    assert one.opened is not None
    return make_item(
        kind="meeting",
        id=str(one.public_id),
        dated=one.opened,
        address=url,
        title={lang: one.title},
        body={
            "summary": {lang: one.question},
            "by": {lang: one.network.name},
            "axis": one.axis,
            "mode": one.mode,
            "place": one.place,
            "days": days,
            "timezone": one.timezone,
            "state": one.state,
        },
    )
