"""The action plan of a cycle: its actions as they stand, and every version that was adopted."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from territoria_web.convene.models import Contribution
from territoria_web.people.models import User
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle


class Plan(models.Model):
    """The plan of a cycle. ``capacity``: person-months a half-year; ``begins``: of the first wave."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="plan")
    vision = models.TextField(blank=True)
    capacity = models.FloatField(default=12.0)
    begins = models.DateField()
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"plan of {self.cycle_id}"


class Action(models.Model):
    """What the plan promises: who does what until when, with which money, and how one will see it.

    ``number`` is never given twice in a plan. ``target_label``: whether the band would come by
    waiting, was done before by similar places, or was never seen.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        AGREED = "agreed"
        DROPPED = "dropped"

    class Money(models.TextChoices):
        NONE = "none"
        SOUGHT = "sought"
        SECURED = "secured"
        UNKNOWN = "unknown"

    class Label(models.TextChoices):
        WAITING = "by-waiting"
        DONE_BEFORE = "done-before"
        NEVER_SEEN = "never-seen"
        UNKNOWN = "unknown"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(default=0, help_text="in the order people gave")
    title = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    why = models.TextField(blank=True)
    nodes = models.JSONField(default=list, help_text="ids of the framework's nodes it serves")
    serves = models.CharField(max_length=300, blank=True, help_text="the strategies it serves")
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.SET_NULL, related_name="actions"
    )
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="actions"
    )
    owner = models.CharField(max_length=200, blank=True, help_text="a body or office; '': open")
    owner_account = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="actions"
    )
    partners = models.JSONField(default=list, help_text="names of bodies")
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    effort = models.FloatField(null=True, help_text="person-months")
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="EUR")
    money_from = models.CharField(max_length=200, blank=True)
    money_state = models.CharField(max_length=8, choices=Money, default=Money.UNKNOWN)
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_by")
    conditions = models.JSONField(default=list, help_text="other prerequisites, in words")
    indicator = models.CharField(max_length=120, blank=True, help_text="id, or own words")
    indicator_is_outcome = models.BooleanField(default=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    baseline = models.FloatField(null=True)
    baseline_period = models.CharField(max_length=16, blank=True)
    baseline_source = models.CharField(max_length=200, blank=True, help_text="address or words")
    target_low = models.FloatField(null=True)
    target_high = models.FloatField(null=True)
    target_year = models.PositiveSmallIntegerField(null=True)
    target_label = models.CharField(max_length=12, choices=Label, default=Label.UNKNOWN)
    quick_win = models.BooleanField(default=False, help_text="within 100 days")
    wave = models.PositiveSmallIntegerField(null=True, help_text="set by people; empty: worked out")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    reason = models.TextField(blank=True, help_text="of a change or of dropping it; kept public")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("place", "number")
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="an_action_has_a_number"),
            models.UniqueConstraint(
                fields=("plan", "recommendation"),
                condition=models.Q(recommendation__isnull=False),
                name="advice_becomes_one_action",
            ),
            models.UniqueConstraint(
                fields=("plan", "contribution"),
                condition=models.Q(contribution__isnull=False),
                name="a_contribution_becomes_one_action",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Milestone(models.Model):
    """A dated step of an action."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField(max_length=300)
    due = models.DateField()

    class Meta:
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return f"{self.due} {self.text}"


class VersionSet(models.QuerySet["PlanVersion"]):
    """Adopted versions: read and added, never changed nor deleted."""

    def update(self, **fields: Any) -> int:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)


UNCHANGED = "an adopted version of a plan is never changed"


class PlanVersion(models.Model):
    """The plan as it was adopted, whole, with the reason; never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    objects = VersionSet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="a_version_has_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.plan_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; ValueError when someone tries to change it."""
        if not self._state.adding:
            raise ValueError(UNCHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)
