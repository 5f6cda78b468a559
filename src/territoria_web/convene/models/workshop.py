"""Meetings: the agenda as opened and edited, who came, what was put down, how people voted."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.listen.models import Need
from territoria_web.papers.models import Paper
from territoria_web.people.models import User
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle


class Meeting(models.Model):
    """A meeting format opened on a cycle. ``agenda``: the format's phases as the team changed them
    (id, day, title, minutes, what, output, records, and 'break' for pauses). ``days``: day → date
    and start as local time. ``phase``: the one that runs; participants may add what it names.
    ``edit`` counts what the team changes, ``beat`` whatever the room sees; ``ran``: phase → begun
    and ended, as moments.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        LIVE = "live"
        ENDED = "ended"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="meetings")
    format = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    mandate = models.TextField(blank=True, help_text="what the results are for; the host's promise")
    language = models.CharField(max_length=8, default="en")
    agenda = models.JSONField(default=list)
    days = models.JSONField(default=dict)
    timezone = models.CharField(max_length=40, default="Europe/Brussels")
    table_size = models.PositiveSmallIntegerField(default=8)
    dots = models.JSONField(default=dict, help_text="axis → dots each person has")
    code = models.CharField(
        max_length=12, unique=True, help_text="the one address for the room; typed by hand"
    )
    door_open = models.BooleanField(default=False, help_text="whoever has the code may come in")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    phase = models.CharField(max_length=64, blank=True)
    ran = models.JSONField(default=dict, help_text="phase → when it was begun, and ended, last")
    edit = models.PositiveIntegerField(default=0)
    beat = models.PositiveIntegerField(default=0, help_text="counts up with all that a room sees")
    proceedings = models.OneToOneField(
        Paper, null=True, on_delete=models.SET_NULL, related_name="meeting"
    )
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="meetings")
    made = models.DateTimeField(auto_now_add=True)
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Somebody invited to, or present at, a meeting. ``key``: the digest of what their phone keeps;
    empty for those on paper.
    """

    class State(models.TextChoices):
        INVITED = "invited"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        PRESENT = "present"

    class Channel(models.TextChoices):
        PHONE = "phone"
        PAPER = "paper"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=8, help_text="one of the twelve, e.g. SME")
    task = models.CharField(
        max_length=40, blank=True, help_text="role of the format, e.g. recorder"
    )
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PHONE)
    may_be_named = models.BooleanField(default=False)
    key = models.CharField(max_length=64, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    came = models.DateTimeField(null=True)

    class Meta:
        ordering = ("role", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("meeting", "key"),
                condition=~models.Q(key=""),
                name="a_phone_is_one_participant",
            ),
            models.UniqueConstraint(
                fields=("meeting", "email"),
                condition=~models.Q(email=""),
                name="an_address_is_invited_once_to_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.meeting_id}"


class Group(models.Model):
    """A table in one phase of a meeting."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="groups")
    phase = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200, blank=True, help_text="e.g. a priority")
    host = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="hosted"
    )
    members = models.ManyToManyField(Participant, related_name="groups")

    class Meta:
        ordering = ("phase", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("meeting", "phase", "number"), name="a_table_has_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"table {self.number} in {self.phase}"


class Contribution(models.Model):
    """What somebody, or a table, put down in a phase: a point, a proposal, an action, a promise.

    ``kind``: one of the records a phase may name. ``body``: what else belongs to it: a SWOT point
    has ``quadrant``; a proposal ``for`` (vision, ambition, priority); an action ``objective``,
    ``owner``, ``resource``, ``indicator``; a commitment ``owner``, ``due`` and ``action`` (public
    id); a note ``about`` (correction, obstacle, link, finding, suggestion).
    """

    class Kind(models.TextChoices):
        TOPIC = "topic"
        CONTRIBUTION = "contribution"
        PROPOSAL = "proposal"
        ACTION = "action"
        COMMITMENT = "commitment"
        NOTE = "note"

    class Channel(models.TextChoices):
        PHONE = "phone"
        PAPER = "paper"
        DESK = "desk"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="contributions")
    phase = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=Kind)
    group = models.ForeignKey(
        Group, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    participant = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    need = models.ForeignKey(
        Need, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    text = models.TextField()
    body = models.JSONField(default=dict)
    dissent = models.BooleanField(default=False, help_text="somebody at the table disagreed")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PHONE)
    short_listed = models.BooleanField(default=False)
    joined_into = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="joined"
    )
    made = models.DateTimeField(auto_now_add=True)
    taken_back = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made", "pk")
        indexes = [models.Index(fields=("meeting", "phase"))]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"


class Dot(models.Model):
    """The dots one person put on one contribution, on one axis."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="dots")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="dots")
    axis = models.CharField(max_length=16, help_text="priority, impact or feasibility")
    count = models.PositiveSmallIntegerField()
    made = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("contribution", "participant", "axis"), name="dots_of_a_person_stand_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} on {self.contribution_id} ({self.axis})"
