"""Long work as rows: a job is leased to a worker, reports its progress, and survives the worker."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


class Job(models.Model):
    """One piece of long work. While it runs, its lease is renewed; a lease that ran out means that
    the worker died, and the job is taken up again.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict)
    key = models.CharField(
        max_length=200, blank=True, help_text="an unfinished job of the same key is not made twice"
    )
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    not_before = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=3)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    problems = models.JSONField(default=list)
    cancel_asked = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="jobs")
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.CASCADE, related_name="jobs")
    made = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made",)
        indexes = [models.Index(fields=("state", "made"))]
        constraints = [
            models.UniqueConstraint(
                fields=("key",),
                condition=models.Q(state__in=("waiting", "running")) & ~models.Q(key=""),
                name="one_unfinished_job_of_a_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def ended_for_good(self) -> bool:
        """Nothing more comes of it."""
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)
