"""What somebody says is missing, who supports it, and everything that became of it."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.listen.models.forum import Channel, Forum, Voice
from territoria_web.people.models import User


class Need(models.Model):
    """A need. ``number`` is never given twice in a forum. ``original``: title and text as they came,
    where a moderator changed them; ``retired_into``: what says the same and is followed instead
    (supports stay where people put them); ``foreign_id``: of an imported one.
    """

    class State(models.TextChoices):
        RECEIVED = "received"
        HELD = "held"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"
        PUBLISHED = "published"
        UNDER_REVIEW = "under-review"
        ACCEPTED = "accepted"
        PARTLY = "partly"
        DECLINED = "declined"
        NOT_OURS = "not-ours"
        DUPLICATE = "duplicate"
        COMMITTED = "committed"
        DELIVERED = "delivered"
        CONFIRMED = "confirmed"
        NOT_SOLVED = "not-solved"

    class Solved(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="needs")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    theme = models.CharField(max_length=64, blank=True, help_text="id of a theme of the library")
    place = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=64, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="needs")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=16, blank=True, help_text="why it was held or rejected")
    since = models.DateTimeField(help_text="when this state began")
    passed_to = models.CharField(max_length=200, blank=True)
    retired_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="doubles"
    )
    original = models.JSONField(null=True)
    spam = models.FloatField(default=0.0)
    spam_reasons = models.JSONField(default=list)
    foreign_id = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField()
    published = models.DateTimeField(null=True)
    answered = models.DateTimeField(
        null=True, help_text="when the team first said what becomes of it"
    )
    asked = models.DateTimeField(null=True, help_text="when its author was asked if it is solved")
    solved = models.CharField(max_length=6, choices=Solved, blank=True)
    solved_said = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-made", "-pk")
        indexes = [models.Index(fields=("forum", "state"))]
        constraints = [
            models.UniqueConstraint(fields=("forum", "number"), name="a_need_has_a_number"),
            models.UniqueConstraint(
                fields=("forum", "source", "foreign_id"),
                condition=~models.Q(foreign_id=""),
                name="an_import_is_one_need",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class NeedEvent(models.Model):
    """One line of the story of a need; written once. ``state`` is empty where it stayed as it was;
    ``link``: address of what it became.
    """

    class Kind(models.TextChoices):
        STATE = "state"
        NEWS = "news"
        WORDS = "words"  # a moderator changed them
        JOINED = "joined"  # another one was retired in favour of it
        TOPIC = "topic"
        ACTION = "action"
        ASKED = "asked"
        AUTHOR = "author"
        APPEAL = "appeal"

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=12, choices=Need.State, blank=True)
    said = models.TextField(blank=True, help_text="the reason, or the news")
    rule = models.CharField(max_length=16, blank=True)
    facts = models.JSONField(default=dict, help_text="what else belongs to it: titles, ids")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.CharField(max_length=200, blank=True, help_text="as everybody reads it")
    when = models.DateTimeField()
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ("when", "pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.state} of {self.need_id}"


class Support(models.Model):
    """Somebody wants the same. ``people``: of a sheet of signatures that an assistant counted;
    ``dwell``: seconds between the page and the press.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="supports")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.CASCADE, related_name="supports")
    people = models.PositiveIntegerField(default=1)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    dwell = models.FloatField(null=True)
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("need", "voice"),
                condition=models.Q(voice__isnull=False),
                name="somebody_supports_a_need_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.people} for {self.need_id}"


class Appeal(models.Model):
    """The author asks that a decision be looked at once more, by somebody else."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="appeals")
    text = models.TextField()
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True, help_text="whether the author was right")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("made",)
        constraints = [
            models.UniqueConstraint(
                fields=("need",), condition=models.Q(decided=None), name="one_open_appeal_of_a_need"
            )
        ]

    def __str__(self) -> str:
        return f"appeal on {self.need_id}"
