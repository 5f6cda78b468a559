"""Targets of a policy area: a figure, where it stands, where it should be, and how it went year by year."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User
from territoria_web.plan.models.action_plan import Action
from territoria_web.territories.models import Cycle


class AreaTarget(models.Model):
    """A voluntary target, set by its owner. ``indicator``: id of a text, or own words in ``figure``;
    ``label``: whether the band would come by waiting, was done before by similar places, or was never
    seen. Every change of what was promised is an ``AreaTargetVersion``.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SET = "set"
        DROPPED = "dropped"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="area_targets")
    area = models.CharField(max_length=32)
    indicator = models.CharField(max_length=120, blank=True)
    figure = models.CharField(max_length=200, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    direction = models.SmallIntegerField(default=1, help_text="1: more is better; -1: less is")
    baseline = models.FloatField(null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    label = models.CharField(max_length=12, choices=Action.Label, default=Action.Label.UNKNOWN)
    judged = models.JSONField(default=dict, help_text="what its label rests on, as it was when set")
    owner = models.CharField(max_length=200, blank=True)
    path = models.TextField(blank=True, help_text="how it is to be reached")
    review_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    reason = models.TextField(blank=True, help_text="of the last change or of dropping it; public")
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    set_on = models.DateTimeField(null=True)

    class Meta:
        ordering = ("area", "pk")

    def __str__(self) -> str:
        return f"{self.area}: {self.indicator or self.figure}"


class AreaTargetVersion(models.Model):
    """What a target was before it was moved, with the reason; never taken away."""

    target = models.ForeignKey(AreaTarget, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    reason = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("target", "number"), name="versions_of_a_target_are_counted"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.target_id}"


class TargetFigure(models.Model):
    """How a target stood in a year, as its owner tells; the latest word of a year holds."""

    target = models.ForeignKey(AreaTarget, on_delete=models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    source = models.CharField(max_length=300)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(
                fields=("target", "year"), name="a_target_has_one_figure_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
