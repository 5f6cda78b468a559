"""A project's compendium: practices as cards, each read by two peers; frozen editions."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.act.models.project import Partner, Project
from territoria_web.people.models import User


class Card(models.Model):
    """A practice of a city. ``body``: problem, done, why, needs, effort, money, until_effect, failed,
    obstacle, facilitator, sdg, transferable, contact. ``effects``: [{claim, grade}], grades E0 to E5.
    Without contact, date and what failed it is not handed in. ``edit``: reviews hold for its words.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="cards")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="cards")
    title = models.CharField(max_length=140)
    language = models.CharField(max_length=8, default="en")
    body = models.JSONField(default=dict)
    english = models.JSONField(default=dict, help_text="the same in English, where it is another")
    effects = models.JSONField(default=list)
    dated = models.DateField(null=True)
    valid_until = models.DateField(null=True, help_text="later shown as unconfirmed")
    licence = models.CharField(max_length=40, default="CC-BY-4.0")
    closing = models.BooleanField(default=False, help_text="made of the project's own results")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    edit = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")
    made = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project",),
                condition=models.Q(closing=True),
                name="a_project_closes_with_one_card",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CardReview(models.Model):
    """What a peer says of a card: another partner by its link, or an account of another city."""

    class Verdict(models.TextChoices):
        FIT = "fit"
        MEND = "mend"

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(max_length=150, help_text="where they are from; shown")
    edit = models.PositiveIntegerField()
    verdict = models.CharField(max_length=4, choices=Verdict)
    said = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(
                fields=("card", "partner", "edit"), name="a_partner_reviews_a_card_once"
            ),
            models.UniqueConstraint(fields=("card", "by", "edit"), name="an_account_reviews_once"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.card_id}"


class Edition(models.Model):
    """The compendium as it stood on a day, with its digest."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    cards = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("project", "number"), name="an_edition_has_a_number")
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.project_id}"
