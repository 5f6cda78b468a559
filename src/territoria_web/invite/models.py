"""A call, the expressions of interest, their reviews; and the four steps a cycle is taken through."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle, Territory


class Step(models.Model):
    """One of the four steps of a cycle: who sees to it, from when until when, and how far it is."""

    class Kind(models.TextChoices):
        SURVEY = "survey"
        PREASSESSMENT = "pre-assessment"
        WORKSHOP = "workshop"
        BRIEFING = "briefing"

    class State(models.TextChoices):
        AHEAD = "ahead"
        OPEN = "open"
        DONE = "done"
        LEFT_OUT = "left-out"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=16, choices=Kind)
    owner = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="steps")
    begins = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.AHEAD)
    reason = models.TextField(blank=True, help_text="why it was left out, or opened once more")
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("cycle", "kind"), name="a_step_stands_once_in_a_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class Call(models.Model):
    """A network's call. ``title``, ``text``: language → words. ``criteria``: a list of id, title,
    none, half, full (each language → words) and weight; fixed once the call is published.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        DECIDED = "decided"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    template = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="calls")
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    criteria = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=2500, help_text="of an expression, at most")
    places = models.PositiveSmallIntegerField(default=6)
    reviews_each = models.PositiveSmallIntegerField(default=3)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    edit = models.PositiveIntegerField(default=0)
    published = models.DateTimeField(null=True)
    decided = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, help_text="how the places were given; public")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="calls")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-closes",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="a_call_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return next(iter(self.title.values()), str(self.public_id))


class Application(models.Model):
    """An expression of interest. ``body``: section → text, in the language of the applicant."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        ELIGIBLE = "eligible"
        NOT_ELIGIBLE = "not-eligible"
        SELECTED = "selected"
        RESERVE = "reserve"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="applications"
    )
    organisation = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, default="en")
    body = models.JSONField(default=dict)
    may_publish = models.BooleanField(default=False)
    edit = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    begun = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="of the eligibility or the decision; kept")
    feedback = models.TextField(blank=True, help_text="what the applicant is told beside scores")
    standing = models.JSONField(
        default=dict, help_text="score, range, place and its range when it was decided"
    )
    told = models.DateTimeField(null=True, help_text="when the applicant got the feedback")
    cycle = models.OneToOneField(
        Cycle, null=True, on_delete=models.SET_NULL, related_name="application"
    )

    class Meta:
        ordering = ("begun",)
        constraints = [
            models.UniqueConstraint(
                fields=("call", "territory"),
                condition=~models.Q(state__in=("draft", "withdrawn")),
                name="one_expression_of_a_territory_in_a_call",
            ),
            models.UniqueConstraint(
                fields=("call", "territory", "applicant"),
                condition=models.Q(state="draft"),
                name="one_draft_of_an_applicant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} ({self.state})"


class Attachment(models.Model):
    """A letter or another file beside an expression; its kind is checked by content."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    group = models.CharField(max_length=16, blank=True, help_text="actor group of a letter")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(
                fields=("application", "digest"), name="a_file_is_attached_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Reviewer(models.Model):
    """Somebody who judges expressions of a call. ``most``: how many at most; 0: no limit."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reviewer_in")
    organisation = models.CharField(max_length=200, blank=True)
    most = models.PositiveSmallIntegerField(default=0)
    declared = models.DateTimeField(null=True, help_text="when conflicts were declared, or none")
    left = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("call", "user"), name="a_reviewer_once_in_a_call")
        ]

    def __str__(self) -> str:
        return f"reviewer {self.user_id} of {self.call_id}"


class Conflict(models.Model):
    """A reviewer may not judge this one, and why."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(max_length=300)
    declared_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("reviewer", "application"), name="a_conflict_is_declared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} not on {self.application_id}"


class Review(models.Model):
    """One reviewer on one expression: criterion → 0…4, with words. Blind until it is submitted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="reviews")
    scores = models.JSONField(default=dict)
    comments = models.JSONField(default=dict, help_text="criterion, or 'whole' → words")
    edit = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField(null=True)
    submitted = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "reviewer"), name="a_review_of_a_reviewer"
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.application_id} by {self.reviewer_id}"


class Talk(models.Model):
    """Reviewers far apart on a criterion have talked; only then does it count."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="talks")
    criterion = models.CharField(max_length=64)
    outcome = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("application", "criterion"), name="one_talk_of_a_criterion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.application_id}"
