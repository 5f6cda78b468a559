"""Whom a link of a letter opens what for: who tells how an action goes, who follows a plan."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from territoria_web.track.models import Follower, Steward
from territoria_web.track.track_rules import read_follower_token, read_steward_token


def steward_at(token: str) -> Steward:
    """Who tells by a link; 404 where it is not ours, or was renewed since."""
    read = read_steward_token(token)
    if read is None:
        raise Http404
    number, renewed = read
    held = Steward.objects.select_related("action__plan__cycle__territory")
    row = held.filter(public_id=UUID(number), renewed=renewed).first()
    if row is None:
        raise Http404
    return row


def follower_at(token: str) -> Follower:
    """Whose letters a link changes; 404 where it is not ours, or they stopped."""
    number = read_follower_token(token)
    row = follower_by(number) if number else None
    if row is None:
        raise Http404
    return row


def follower_by(number: str) -> Follower | None:
    """A follower by public id; None where there is none."""
    held = Follower.objects.select_related("plan__cycle__territory")
    return held.filter(public_id=UUID(number)).first()
