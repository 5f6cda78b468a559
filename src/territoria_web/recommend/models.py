"""The advice to a territory, and what its team decided on each piece."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.measure.models import Assessment
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle, Territory


class Advised(models.Model):
    """All advice of an assessment to one territory, in order, with what was left out and why.

    The fields of ``body`` are those of ``recommend.queries.advised``.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="advised")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="advised")
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("assessment", "territory"), name="advised_once_in_an_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"advice to {self.territory_id} in {self.assessment_id}"


class Recommendation(models.Model):
    """One piece of advice opened by a team: the frozen text, why it was given, what was decided."""

    class Decision(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        CHANGED = "changed"
        DECLINED = "declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="recommendations")
    text = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="recommendations")
    advice = models.CharField(max_length=120, help_text="id of the reviewed text")
    given = models.JSONField(help_text="tier, place, reasons as they stood when it was opened")
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN)
    reason = models.TextField(blank=True, help_text="kept public")
    changed_text = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    decided = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("cycle", "advice"), name="advice_is_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.advice} ({self.decision})"
