"""Where: territories by code and version; and one passage of a territory through the journey."""

from __future__ import annotations

import uuid

from django.db import models


class Territory(models.Model):
    """A city or region in one version of its code list. ``level``: 0 country … 2 NUTS 2."""

    code = models.CharField(max_length=32)
    version = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, help_text="language → name")
    level = models.SmallIntegerField()
    parent = models.CharField(max_length=32, blank=True)
    country = models.CharField(max_length=8)
    population = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    added = models.BooleanField(
        default=False, help_text="by the operator; it stands in no published release"
    )
    example = models.BooleanField(default=False, help_text="invented, to show how it works")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("code", "version"), name="a_code_has_a_version")
        ]
        indexes = [models.Index(fields=("level", "country"))]
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def key(self) -> str:
        """``code@version``."""
        return f"{self.code}@{self.version}"


class Cycle(models.Model):
    """One passage of a territory through the journey, from evidence to what came of it."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="cycles")
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=64, default="blueprint")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    started = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True)

    # the roles of whoever opened it, set by the door (``people.queries.open_cycle``); no column
    opened_as: frozenset[str] = frozenset()

    class Meta:
        ordering = ("-started",)

    def __str__(self) -> str:
        return f"{self.territory.code}: {self.title}"
