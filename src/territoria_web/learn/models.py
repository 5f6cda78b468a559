"""What came of an action, failures too: answers, reviews by two peers, who took it up."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle


class Lesson(models.Model):
    """What a closed action taught. ``answers``: the five (what was done, what came of it, what it
    cost, what it needed, what was difficult), ``lesson`` in one sentence, ``context``. ``slug``: id of the
    practice that it becomes; ``adopted``: id of the one that was taken up. ``effect`` and ``text`` (file
    name → text of the practice) are those of the moment when it was handed in: peers judge these very
    words, and these are published.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    class Outcome(models.TextChoices):
        WORKED = "worked"
        PARTLY = "partly"
        FAILED = "failed"
        UNKNOWN = "unknown"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="lessons")
    slug = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    answers = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.UNKNOWN)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="EUR")
    effort = models.FloatField(null=True, help_text="person-months that it really took")
    begun = models.DateField(null=True)
    ended = models.DateField(null=True)
    nodes = models.JSONField(default=list, help_text="ids of the framework's nodes it is about")
    roles = models.JSONField(default=list, help_text="ids of whom it speaks to")
    adopted = models.CharField(max_length=80, blank=True)
    evidence = models.JSONField(default=list, help_text="sources: title, url, dated")
    contact = models.CharField(max_length=200, blank=True)
    effect = models.JSONField(null=True)
    text = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    edit = models.PositiveIntegerField(
        default=0, help_text="reviews hold for the words of one edit"
    )
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    writers = models.ManyToManyField(
        User, related_name="+", help_text="who had a hand in it; none of them reviews it"
    )
    made = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-made",)
        constraints = [
            models.UniqueConstraint(
                fields=("action",),
                condition=~models.Q(state="withdrawn"),
                name="an_action_has_one_lesson_that_stands",
            )
        ]

    def __str__(self) -> str:
        return self.title


class LessonReview(models.Model):
    """What a peer says of a lesson: somebody who is not of its team. ``edit``: of what they read."""

    class Verdict(models.TextChoices):
        FIT = "fit"
        MEND = "mend"

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="where they are from; shown")
    edit = models.PositiveIntegerField()
    verdict = models.CharField(max_length=4, choices=Verdict)
    said = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(fields=("lesson", "by", "edit"), name="a_peer_reviews_once")
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.lesson_id}"


class Adoption(models.Model):
    """A territory took up a practice, of the library or from a lesson."""

    practice = models.CharField(max_length=80, help_text="id of a practice, or a lesson's slug")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="adoptions")
    action = models.ForeignKey(
        Action, null=True, on_delete=models.SET_NULL, related_name="adoptions"
    )
    said = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("practice", "cycle"), name="a_cycle_adopts_a_practice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice} in {self.cycle_id}"
