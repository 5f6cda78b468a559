"""Self-checks: what small firms, or public bodies, find out about themselves, without an account."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


class SelfCheck(models.Model):
    """A self-assessment that a territory offers. ``code``: in its address and QR code. ``frozen``: the
    framework with its questions, the yes-or-no list and the obstacles, as they stood when it opened.
    ``margins``: size or sector → label → number of firms there are, for the weights.
    """

    class Audience(models.TextChoices):
        FIRMS = "firms"
        PUBLIC = "public"

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="self_checks")
    audience = models.CharField(max_length=6, choices=Audience, default=Audience.FIRMS)
    code = models.CharField(max_length=12, unique=True)
    frozen = models.ForeignKey(FrozenText, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=200, blank=True, help_text="who helps; shown")
    margins = models.JSONField(default=dict)
    margins_source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return f"self-check {self.code}"


class Taker(models.Model):
    """A firm, or a public body, that holds a link of its own; nothing tells which one it is.
    ``key``: what only the link's holder and the house's secret make.
    """

    check_of = models.ForeignKey(SelfCheck, on_delete=models.PROTECT, related_name="takers")
    key = models.CharField(max_length=64, unique=True)
    size = models.CharField(max_length=16)
    sector = models.CharField(max_length=1, blank=True, help_text="section of NACE")
    language = models.CharField(max_length=8, default="en")
    day = models.DateField(help_text="the day, so that times do not betray anyone")

    def __str__(self) -> str:
        return f"{self.size} {self.sector} in {self.check_of_id}"


class Sitting(models.Model):
    """One passage through the questions, or through the obstacles alone. ``answers``: item → level, yes,
    no, severity, or 'unknown'; ``result``: plain data of ``territoria.listen.self_check``, written when
    it was finished. ``counted``: both as they were then, written once: what is changed later is seen by
    the firm itself. Of a firm the first finished one of a year counts.
    """

    class Part(models.TextChoices):
        WHOLE = "whole"
        OBSTACLES = "obstacles"

    taker = models.ForeignKey(Taker, on_delete=models.CASCADE, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=9, choices=Part, default=Part.WHOLE)
    answers = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    counted = models.JSONField(
        null=True, editable=False, help_text="answers and result when finished"
    )
    begun = models.DateField()
    finished = models.DateField(null=True)
    unusual = models.BooleanField(default=False, help_text="looks like a machine; counted apart")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("taker", "number"), name="sittings_are_counted")
        ]
        indexes = [models.Index(fields=("finished",))]

    def __str__(self) -> str:
        return f"sitting {self.number} of {self.taker_id}"


class CheckLook(models.Model):
    """What all sittings of a check say together, as it was shown once. Two looks differ by at least ten
    firms, so that nobody works out what one of them said. ``body``: what may be shown, and no more.
    ``told``: by year, which firms were told of, by digest; only the next look reads it.
    """

    check_of = models.ForeignKey(SelfCheck, on_delete=models.CASCADE, related_name="looks")
    number = models.PositiveIntegerField()
    firms = models.PositiveIntegerField()
    body = models.JSONField()
    told = models.JSONField(default=dict)
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("check_of", "number"), name="check_looks_are_counted")
        ]

    def __str__(self) -> str:
        return f"look {self.number} at {self.check_of_id}"
