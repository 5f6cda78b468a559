"""Where a territory hears everybody: its rules and promises, and those who take part without account."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.listen.models.shares import SharesField
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


class Channel(models.TextChoices):
    """The way by which something came in; on paper and at a counter somebody of the team wrote it."""

    WEB = "web"
    COUNTER = "counter"
    PAPER = "paper"
    PHONE = "phone"
    IMPORT = "import"


class Forum(models.Model):
    """What a cycle asks of everybody: needs, ratings, conversations. ``code``: in all its addresses;
    ``answer_days``: within which the team promises a first answer; ``districts``: id, name and share
    of the population; ``frame``: west, south, east, north of its map.
    """

    class Moderation(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="forum")
    code = models.CharField(max_length=12, unique=True)
    is_open = models.BooleanField(default=True)
    takes_needs = models.BooleanField(default=True)
    moderation = models.CharField(
        max_length=6,
        choices=Moderation,
        default=Moderation.BEFORE,
        help_text="whether what nobody has confirmed is read before or after it is shown",
    )
    office = models.CharField(max_length=200, help_text="who answers; shown")
    contact = models.EmailField(help_text="whom to write to; shown")
    languages = models.JSONField(default=list)
    answer_days = models.PositiveSmallIntegerField(default=30)
    keep_months = models.PositiveSmallIntegerField(
        default=24, help_text="after which addresses and keys of those who took part are erased"
    )
    rules_said = models.TextField(blank=True, help_text="what else is not published here, in words")
    districts = models.JSONField(default=list)
    frame = models.JSONField(default=list)
    margins = SharesField(default=dict, help_text="margin → label → known share of the population")
    margins_source = models.CharField(max_length=300, blank=True)
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="forums")
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"forum {self.code}"


class Voice(models.Model):
    """Somebody who takes part without an account. ``key``: the digest of what their phone or their
    own link carries; ``email`` is kept only where they ask to be told, and counts once confirmed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="voices")
    key = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    confirmed = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, default="en")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    made = models.DateTimeField(auto_now_add=True)
    seen = models.DateField(auto_now_add=True, help_text="the last day on which they did something")
    erased = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("forum", "email"))]

    def __str__(self) -> str:
        return f"voice {self.public_id}"


class Consent(models.Model):
    """What somebody agreed to, how, when, and until when."""

    class Purpose(models.TextChoices):
        TOLD = "told"  # letters on what becomes of one's own need
        ASKED = "asked"  # one letter that asks whether it is solved

    class How(models.TextChoices):
        FORM = "form"  # ticked by themselves
        ORALLY = "orally"  # told an assistant
        WRITING = "writing"  # ticked or signed on paper

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=8, choices=Purpose)
    how = models.CharField(max_length=8, choices=How, default=How.FORM)
    given = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("voice", "purpose"),
                condition=models.Q(withdrawn=None),
                name="a_consent_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.voice_id}"


class Vouch(models.Model):
    """The team says why so many acted at once: a meeting in a hall, a class at school. ``people``:
    who were there at most; where more acted than that, nobody is vouched for.
    """

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="vouches")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("begins",)

    def __str__(self) -> str:
        return f"{self.begins:%Y-%m-%d %H:%M} {self.reason[:40]}"
