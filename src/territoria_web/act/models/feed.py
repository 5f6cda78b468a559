"""What other installations publish: whom we follow, and what was taken over, with where from."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from territoria_web.people.models import User


class FollowedFeed(models.Model):
    """A feed of another installation. ``key``: its public key, pinned when the operator confirmed it;
    ``offered``: one that waits for that. ``document``: what was taken over last, as it was signed,
    so that whoever gets it can check it again. ``url`` is empty for one that comes as a file only.
    """

    class State(models.TextChoices):
        NEW = "new"
        ON = "on"
        OFF = "off"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    url = models.URLField(max_length=500, blank=True)
    site = models.URLField(max_length=500, blank=True, help_text="the installation itself")
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, blank=True, help_text="Ed25519, hexadecimal")
    offered = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    sequence = models.PositiveBigIntegerField(default=0, help_text="of the last taken over")
    digest = models.CharField(max_length=64, blank=True, help_text="of the last taken over")
    dated = models.DateTimeField(null=True, help_text="as its installation says")
    valid_until = models.DateTimeField(null=True)
    document = models.JSONField(null=True)
    tried = models.DateTimeField(null=True, help_text="when it was asked last")
    taken = models.DateTimeField(null=True, help_text="when something was taken over last")
    problem = models.TextField(blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "url", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("url",), condition=~models.Q(url=""), name="a_feed_is_followed_once"
            ),
            models.UniqueConstraint(
                fields=("key",), condition=~models.Q(key=""), name="a_key_is_that_of_one_feed"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.url or self.site


class FeedItem(models.Model):
    """A practice, project, call or meeting of another installation, as it was signed there: its digest
    is that of ``item_digest``. ``withdrawn``: since when it is shown as that.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice"
        PROJECT = "project"
        CALL = "call"
        MEETING = "meeting"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    feed = models.ForeignKey(FollowedFeed, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=Kind)
    foreign_id = models.CharField(max_length=200)
    title = models.JSONField(default=dict, help_text="language → words")
    address = models.URLField(max_length=500)
    signed = models.JSONField(default=dict, help_text="the whole item, word for word")
    licence = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    dated = models.DateTimeField(help_text="as its installation says")
    taken = models.DateTimeField(help_text="when it was first taken over")
    renewed = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-dated", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("feed", "kind", "foreign_id"), name="a_thing_is_taken_over_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.foreign_id}"

    @property
    def body(self) -> dict[str, Any]:
        """What its installation tells of it."""
        held: dict[str, Any] = self.signed.get("body", {})
        return held
