"""A benchmark of initiatives: criteria fixed beforehand, sheets of owners and assessors, what was settled."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.measure.models import InitiativeEdition
from territoria_web.people.models import Organisation, User


class Benchmark(models.Model):
    """A round in which a network's initiatives are judged. ``criteria``: [{id, title, none, half, full}],
    each text language → words; people change them until scoring opens, when ``digest`` freezes them.
    ``result``: plain data of ``compare.queries.benchmark_results``, written when it is published.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        CONSULTING = "consulting"
        SCORING = "scoring"
        PUBLISHED = "published"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="benchmarks")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    criteria = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True, help_text="of the criteria, once frozen")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    consulted_until = models.DateField(null=True)
    scored_until = models.DateField(null=True)
    opened = models.DateTimeField(null=True, help_text="scoring began, the criteria froze")
    published = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    edit = models.PositiveIntegerField(default=0)
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class Remark(models.Model):
    """What a member or an owner says to the criteria in the time for it; ``criterion``: '' is the whole."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="remarks")
    criterion = models.CharField(max_length=64, blank=True)
    said = models.TextField()
    place = models.CharField(max_length=200, blank=True, help_text="where they are from")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)

    def __str__(self) -> str:
        return f"{self.criterion or 'whole'}: {self.said[:40]}"


class Assessor(models.Model):
    """Whoever scores initiatives of others, as the office asked them to."""

    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="assessors")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(fields=("benchmark", "user"), name="an_assessor_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.benchmark_id}"


class Entrant(models.Model):
    """An initiative in a benchmark: an edition of the register, or a text of the library (``text``).

    ``facts``: what the benchmark needs of it, frozen when scoring opened.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="entrants")
    edition = models.ForeignKey(
        InitiativeEdition, null=True, on_delete=models.PROTECT, related_name="entrants"
    )
    text = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition__isnull=True) ^ models.Q(text=""),
                name="an_entrant_is_registered_or_a_text",
            ),
            models.UniqueConstraint(fields=("benchmark", "edition"), name="an_edition_enters_once"),
            models.UniqueConstraint(
                fields=("benchmark", "text"),
                condition=~models.Q(text=""),
                name="a_text_enters_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"edition {self.edition_id}"


class Sheet(models.Model):
    """What one person gives an initiative. ``scores``: criterion → {value: 0–4, or none where it cannot be
    told; why}. ``owner``: of whoever answers for it; shown, and not counted in the mean.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entrant = models.ForeignKey(Entrant, on_delete=models.CASCADE, related_name="sheets")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.BooleanField(default=False)
    scores = models.JSONField(default=dict)
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-owner", "pk")
        constraints = [
            models.UniqueConstraint(fields=("entrant", "by"), name="one_sheet_of_a_person"),
            models.UniqueConstraint(
                fields=("entrant",), condition=models.Q(owner=True), name="one_sheet_of_the_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"sheet on {self.entrant_id}"


class Settled(models.Model):
    """What assessors agreed on after they talked over a difference; none: it cannot be told."""

    entrant = models.ForeignKey(Entrant, on_delete=models.CASCADE, related_name="settled")
    criterion = models.CharField(max_length=64)
    value = models.FloatField(null=True)
    said = models.TextField(help_text="how they came to it; public")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("entrant", "criterion"), name="settled_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.entrant_id}"
