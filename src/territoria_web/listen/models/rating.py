"""Services of a territory, and how those who used them judge them."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.listen.models.forum import Forum
from territoria_web.people.models import User


class Service(models.Model):
    """A service that can be rated after use. ``code``: in its address, its QR code, its widget.
    ``question``: own words for *was it solved?*, by language. ``instrument`` counts up when the
    question or the way of asking changes: trends end there.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="services")
    code = models.CharField(max_length=12, unique=True)
    names = models.JSONField(default=dict, help_text="language → name")
    office = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=64, blank=True)
    question = models.JSONField(default=dict, help_text="language → own words, or none")
    is_open = models.BooleanField(default=True)
    instrument = models.PositiveSmallIntegerField(default=1)
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code


class Rating(models.Model):
    """What somebody said after one use; nothing ties it to a person. ``day``, not the minute;
    ``nonce``: of the form, so that one form counts once; ``margins``: margin → label, as they said.
    """

    class Channel(models.TextChoices):
        QR = "qr"
        WIDGET = "widget"
        WEB = "web"
        COUNTER = "counter"
        PAPER = "paper"
        PHONE = "phone"
        IMPORT = "import"

    class Solved(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    class Comment(models.TextChoices):
        NONE = "none"
        NEW = "new"
        SHOWN = "shown"
        HIDDEN = "hidden"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="ratings")
    solved = models.CharField(max_length=6, choices=Solved, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, help_text="1 to 5")
    comment = models.TextField(blank=True)
    comment_state = models.CharField(max_length=6, choices=Comment, default=Comment.NONE)
    comment_rule = models.CharField(max_length=16, blank=True, help_text="why it is not shown")
    comment_reason = models.TextField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=8, default="en")
    margins = models.JSONField(default=dict)
    instrument = models.PositiveSmallIntegerField(default=1)
    day = models.DateField()
    nonce = models.CharField(max_length=64, unique=True)
    unusual = models.BooleanField(default=False, help_text="looks like a machine; counted apart")

    class Meta:
        indexes = [models.Index(fields=("service", "day"))]

    def __str__(self) -> str:
        return f"{self.satisfaction} for {self.service_id}"


class RatingLook(models.Model):
    """The ratings of a forum's services as they were shown once. Two looks at a service differ by at
    least five ratings; ``counts``: service's public id → ratings in it.
    """

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="rating_looks")
    number = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    body = models.JSONField()
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("forum", "number"), name="rating_looks_are_counted")
        ]

    def __str__(self) -> str:
        return f"look {self.number} at the services of {self.forum_id}"
