"""What other installations publish: whom we follow, and what was taken over, with where from."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User


class FollowedFeed(models.Model):
    """A feed of another installation. ``key``: its public key, pinned when it was first followed;
    another key later is refused until the operator says so.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    url = models.URLField(max_length=500, unique=True)
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, help_text="Ed25519, hexadecimal")
    state = models.CharField(max_length=8, default="on", help_text="on or off")
    sequence = models.PositiveIntegerField(default=0, help_text="of the last taken over")
    fetched = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "url")

    def __str__(self) -> str:
        return self.name or self.url


class FeedItem(models.Model):
    """A practice, project or call of another installation, as it was signed there."""

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
    body = models.JSONField(default=dict)
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
