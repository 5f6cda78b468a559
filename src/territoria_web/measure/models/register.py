"""The register of initiatives: what territories do so that small firms go digital, read by a second one."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from territoria_web.people.models import User
from territoria_web.territories.models import Territory


class Initiative(models.Model):
    """A policy instrument of a territory as its owner tells it. ``body``: the record, as
    ``measure.queries.records.Record`` says it; what the public reads is the last edition. ``slug``: in its
    address, and never the id of a text of the library.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.CharField(max_length=80, unique=True)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    edit = models.PositiveIntegerField(default=0, help_text="reviews hold for the words of an edit")
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    writers = models.ManyToManyField(
        User, related_name="+", help_text="who had a hand in it; none of them reviews it"
    )
    made = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class InitiativeReview(models.Model):
    """What somebody of another territory says of a record. ``edit``: of what they read."""

    class Verdict(models.TextChoices):
        FIT = "fit"
        MEND = "mend"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="where they are from; shown")
    edit = models.PositiveIntegerField()
    verdict = models.CharField(max_length=4, choices=Verdict)
    said = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(
                fields=("initiative", "by", "edit"), name="an_initiative_is_reviewed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.initiative_id}"


class InitiativeEdition(models.Model):
    """A record as it entered the register, with its digest; never changed."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    reviewed_in = models.CharField(max_length=200, help_text="the second territory")
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=("initiative", "number"), name="an_initiative_edition_has_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.initiative_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; ValueError when someone tries to change it."""
        if not self._state.adding:
            raise ValueError("an edition of the register is never changed")
        super().save(*args, **kwargs)
