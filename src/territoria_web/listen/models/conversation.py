"""A conversation: statements, votes on them, and the results as they were shown."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.listen.models.forum import Channel, Forum, Voice
from territoria_web.people.models import User


class Conversation(models.Model):
    """One question, many statements. ``shares_votes``: announced before it opens that the votes are
    published as a table under numbers that mean nothing elsewhere.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="conversations")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    mandate = models.TextField(blank=True, help_text="what the results are for; the host's promise")
    language = models.CharField(max_length=8, default="en")
    takes_statements = models.BooleanField(default=True)
    shares_votes = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True, help_text="of an imported one")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    opened = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    ending = models.TextField(blank=True, help_text="why it was closed; shown")
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """Somebody in one conversation. ``number`` is drawn at random and means nothing elsewhere; it
    stays when the voice is erased.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participations"
    )
    voice = models.ForeignKey(
        Voice, null=True, on_delete=models.SET_NULL, related_name="participations"
    )
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("conversation", "number"), name="a_participation_has_a_number"
            ),
            models.UniqueConstraint(
                fields=("conversation", "voice"),
                condition=models.Q(voice__isnull=False),
                name="somebody_takes_part_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} in {self.conversation_id}"


class Statement(models.Model):
    """A statement to vote on. ``priority``: how often it should be shown next, from the last look;
    ``is_meta``: on the conversation itself; ``original``: as it came, where words were changed.
    """

    class State(models.TextChoices):
        NEW = "new"
        SHOWN = "shown"
        OUT = "out"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=280)
    participation = models.ForeignKey(
        Participation, null=True, on_delete=models.SET_NULL, related_name="statements"
    )
    is_seed = models.BooleanField(default=False, help_text="written by the team")
    is_meta = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=State, default=State.NEW)
    rule = models.CharField(max_length=16, blank=True, help_text="why it is out")
    reason = models.TextField(blank=True)
    original = models.CharField(max_length=280, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    spam = models.FloatField(default=0.0)
    priority = models.FloatField(default=1.0)
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("conversation", "number"), name="a_statement_has_a_number"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Vote(models.Model):
    """What somebody thinks of a statement: 1 agree, −1 disagree, 0 pass. A later vote replaces it."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("participation", "statement"), name="a_vote_stands_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value__in=(-1, 0, 1)), name="a_vote_agrees_disagrees_or_passes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.statement_id}"


class OpinionLook(models.Model):
    """The results of a conversation as they were shown; two looks differ by at least five people.
    ``body``: plain data of ``queries.opinions``.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="looks")
    number = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    votes = models.PositiveIntegerField()
    final = models.BooleanField(default=False)
    body = models.JSONField()
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=("conversation", "number"), name="opinion_looks_are_counted"
            )
        ]

    def __str__(self) -> str:
        return f"look {self.number} at {self.conversation_id}"
