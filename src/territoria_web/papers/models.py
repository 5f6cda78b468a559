"""Papers: what a team or a network writes, has corrected, signs and publishes."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.people.models import Organisation, Role, User
from territoria_web.territories.models import Cycle


class Paper(models.Model):
    """One version of a document: the sections people wrote, and how far it is.

    ``words``: section → language → text. ``facts``: what the house put beside them when it was
    signed, so that a published version never changes, whatever comes later.
    """

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment-report"
        PROCEEDINGS = "proceedings-report"
        BRIEFING = "policy-briefing"
        CITIZENS = "citizen-one-pager"
        SYNTHESIS = "synthesis-report"

    class State(models.TextChoices):
        DRAFT = "draft"
        CORRECTIONS = "corrections"
        SIGNED = "signed"
        PUBLISHED = "published"
        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24, choices=Kind)
    cycle = models.ForeignKey(Cycle, null=True, on_delete=models.CASCADE, related_name="papers")
    network = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="papers"
    )
    part = models.CharField(
        max_length=40, blank=True, help_text="which of several, e.g. the meeting's public id"
    )
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True, help_text="why this version was begun")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, help_text="in which its people write")
    template = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="papers")
    words = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    edit = models.PositiveIntegerField(default=0, help_text="counts up with each change of words")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    corrections_until = models.DateField(null=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="papers")
    made = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("kind", "part", "-version")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cycle__isnull=True) ^ models.Q(network__isnull=True),
                name="a_paper_is_of_a_cycle_or_a_network",
            ),
            models.UniqueConstraint(
                fields=("cycle", "kind", "part", "version"), name="one_version_of_a_number"
            ),
            models.UniqueConstraint(
                fields=("network", "kind", "part", "version"),
                name="one_version_of_a_number_in_a_network",
            ),
            models.UniqueConstraint(
                fields=("cycle", "kind", "part"),
                condition=models.Q(state__in=("draft", "corrections", "signed")),
                name="one_version_is_worked_on",
            ),
            models.UniqueConstraint(
                fields=("network", "kind", "part"),
                condition=models.Q(state__in=("draft", "corrections", "signed")),
                name="one_version_is_worked_on_in_a_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.kind}, version {self.version})"

    @property
    def is_worked_on(self) -> bool:
        """Its words can still change."""
        return self.state in (self.State.DRAFT, self.State.CORRECTIONS)

    @property
    def is_public(self) -> bool:
        """Anyone may read it; a replaced or withdrawn version says so and stays."""
        return self.published is not None


class Signature(models.Model):
    """Somebody stands for a paper, in a role; the digest says for which words and facts."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="signatures")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="signatures")
    name = models.CharField(max_length=150, help_text="as signed, with consent to be printed")
    role = models.CharField(max_length=16, choices=Role)
    digest = models.CharField(max_length=64)
    signed = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("signed",)
        constraints = [
            models.UniqueConstraint(fields=("paper", "role"), name="one_signature_of_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Correction(models.Model):
    """What somebody found wrong in a draft, and what became of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="corrections")
    section = models.CharField(max_length=64)
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="corrections")
    made = models.DateTimeField(auto_now_add=True)
    accepted = models.BooleanField(null=True, help_text="empty: not answered yet")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="answered_corrections"
    )
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made",)

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:40]}"


class PaperLesson(models.Model):
    """A lesson of a synthesis report. ``words``: language → one or two sentences; ``supports`` and
    ``against``: references to initiatives (``initiative:<slug or id>``), practices (``practice:<id>``) and
    territories (``territory:<code@version>``) that show it, or show the contrary.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="lessons")
    place = models.PositiveSmallIntegerField()
    words = models.JSONField(default=dict)
    supports = models.JSONField(default=list)
    against = models.JSONField(default=list)
    none_against = models.BooleanField(
        default=False, help_text="somebody looked for a counter-example and found none"
    )
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return f"lesson {self.place} of {self.paper_id}"


class PaperFile(models.Model):
    """A published paper in a language and a format, to the byte; written once."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=80, help_text="e.g. policy-briefing.pdf")
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("paper", "language", "name"), name="a_file_is_published_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; ValueError when someone tries to change it."""
        if not self._state.adding:
            raise ValueError("a published file is never changed")
        super().save(*args, **kwargs)
