"""Who is alike, and where a territory stands among them."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.measure.models import Assessment
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle, Territory


class Comparison(models.Model):
    """A territory among its structural peers: peers, gaps, trends, targets, doubts as plain data.

    The fields of ``body`` are those of ``compare.queries.comparisons``; ``said`` holds whole
    sentences, each as language → text.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="comparisons")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="comparisons")
    comparable = models.BooleanField(default=True)
    body = models.JSONField()
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("assessment", "territory"), name="one_comparison_of_a_territory"
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} in {self.assessment_id}"


class PeerGroup(models.Model):
    """The peers a team chose instead of the structural ones, each choice with its reason."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="peer_groups")
    members = models.ManyToManyField(Territory, related_name="chosen_in")
    reason = models.TextField()
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    chosen = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("cycle",), condition=models.Q(current=True), name="one_current_peer_group"
            )
        ]

    def __str__(self) -> str:
        return f"peers of {self.cycle_id}"


class SwotPoint(models.Model):
    """A strength, weakness, opportunity or threat: drafted from a reading or a finding, edited by
    people. ``said``: language → the drafted sentence; ``text``: what people made of it.
    """

    class Quadrant(models.TextChoices):
        STRENGTH = "strength"
        WEAKNESS = "weakness"
        OPPORTUNITY = "opportunity"
        THREAT = "threat"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        KEPT = "kept"
        DROPPED = "dropped"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="swot")
    quadrant = models.CharField(max_length=12, choices=Quadrant)
    drawn_from = models.CharField(
        max_length=200, blank=True, help_text="address of a reading, or 'finding <id>'; people: ''"
    )
    node = models.CharField(max_length=64, blank=True)
    said = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was changed or dropped")
    edit = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="swot_points")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("quadrant", "made", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("cycle", "drawn_from"),
                condition=~models.Q(drawn_from=""),
                name="a_source_is_drafted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quadrant}: {self.text[:40]}"
