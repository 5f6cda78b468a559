"""What became of what was promised: news of owners, who follows them, figures of city operation."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User
from territoria_web.plan.models import Action, Plan
from territoria_web.territories.models import Cycle


class Steward(models.Model):
    """Who tells how an action goes, by a link in a letter, without an account. ``every_days``: the
    interval of news that is promised; half as long again without any is shown as silence.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="steward")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    every_days = models.PositiveSmallIntegerField(default=90)
    renewed = models.PositiveIntegerField(default=0, help_text="older links open nothing")
    written = models.DateTimeField(null=True, help_text="when the last letter went out")
    declined = models.DateTimeField(null=True)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"steward of {self.action_id}"


class Update(models.Model):
    """News of an action: what was done, whether the dates hold, what stands in the way. Written
    once; a mistake is mended by a later one that says so. ``reached``: milestone's id → day.
    """

    class Says(models.TextChoices):
        GOING = "going"
        PAUSED = "paused"
        DROPPED = "dropped"
        DONE = "done"

    class Via(models.TextChoices):
        LINK = "link"
        DESK = "desk"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    says = models.CharField(max_length=8, choices=Says, default=Says.GOING)
    done = models.TextField(blank=True)
    hindrance = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="of a pause, an end or another date")
    expected = models.DateField(null=True, help_text="when it will be done, where not as promised")
    reached = models.JSONField(default=dict)
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    figure = models.FloatField(null=True, help_text="of the action's indicator")
    figure_period = models.CharField(max_length=16, blank=True)
    figure_source = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=4, choices=Via, default=Via.DESK)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.CharField(max_length=200, blank=True, help_text="as everybody reads it")
    hidden = models.DateTimeField(
        null=True, help_text="taken off the page, with a reason that stays"
    )
    hidden_because = models.TextField(blank=True)
    made = models.DateTimeField()

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"{self.says} of {self.action_id}"


class Follower(models.Model):
    """Somebody who wants letters on a plan, by an address that they confirmed. ``chosen``: which
    actions: ids, states, themes; empty: all.
    """

    class Pace(models.TextChoices):
        WEEKLY = "weekly"
        MONTHLY = "monthly"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField()
    language = models.CharField(max_length=8, default="en")
    pace = models.CharField(max_length=8, choices=Pace, default=Pace.MONTHLY)
    chosen = models.JSONField(default=dict)
    made = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    written = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("plan", "email"), name="an_address_follows_a_plan_once")
        ]

    def __str__(self) -> str:
        return f"follower of {self.plan_id}"


class Gauge(models.Model):
    """A figure of city operation, read from a live source. ``low`` and ``high``: between which it is
    as it should be.
    """

    class Kind(models.TextChoices):
        NGSI_LD = "ngsi-ld"
        CSV = "csv"
        BY_HAND = "by-hand"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="gauges")
    names = models.JSONField(default=dict, help_text="language → name")
    unit_of_measure = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=64, blank=True)
    office = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    url = models.URLField(max_length=500, blank=True)
    reads = models.JSONField(default=dict, help_text="entity, or columns and separator")
    every_minutes = models.PositiveIntegerField(default=60)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    is_on = models.BooleanField(default=True)
    tried = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"gauge {self.public_id}"


class GaugeValue(models.Model):
    """What a gauge said of one moment."""

    gauge = models.ForeignKey(Gauge, on_delete=models.CASCADE, related_name="values")
    when = models.DateTimeField()
    value = models.FloatField()
    received = models.DateTimeField()

    class Meta:
        ordering = ("-when",)
        constraints = [
            models.UniqueConstraint(
                fields=("gauge", "when"), name="a_gauge_has_one_value_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} at {self.when}"
