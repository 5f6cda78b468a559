"""A BarCamp inside a working meeting: topics, interests, slots, spaces, timetables, session sheets."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.convene.models.working import Attendee, WorkingMeeting
from territoria_web.people.models import User


class Slot(models.Model):
    """A stretch of time in which groups meet side by side."""

    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80, blank=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="a_slot_has_a_number")
        ]

    def __str__(self) -> str:
        return f"slot {self.number} of {self.meeting_id}"


class Space(models.Model):
    """A room, corner or video room in which one group sits at a time. ``closed``: numbers of slots in
    which it cannot be used; ``features``: words that topics may ask for.
    """

    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.CASCADE, related_name="spaces")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(default=10)
    features = models.JSONField(default=list)
    closed = models.JSONField(default=list)
    link = models.URLField(max_length=500, blank=True, help_text="of a room online")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="a_space_has_a_number")
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """What somebody wants to talk about; a title is enough. ``merged_into``: the twin that carries it
    on; ``skipped``, ``pinned_slot`` and ``pinned_space`` are set by hand and hold in every timetable.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        WITHDRAWN = "withdrawn"
        HIDDEN = "hidden"

    class Channel(models.TextChoices):
        PHONE = "phone"
        PAPER = "paper"
        DESK = "desk"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.CASCADE, related_name="topics")
    asker = models.ForeignKey(Attendee, null=True, on_delete=models.SET_NULL, related_name="topics")
    title = models.CharField(max_length=140)
    about = models.TextField(blank=True)
    axis = models.CharField(max_length=40, blank=True)
    needs = models.JSONField(default=list, help_text="features that its room must have")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.TextField(blank=True, help_text="why it was hidden; its asker reads it")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="merged"
    )
    skipped = models.BooleanField(default=False)
    pinned_slot = models.ForeignKey(
        Slot, null=True, on_delete=models.SET_NULL, related_name="pinned"
    )
    pinned_space = models.ForeignKey(
        Space, null=True, on_delete=models.SET_NULL, related_name="pinned"
    )
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PHONE)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made", "pk")

    def __str__(self) -> str:
        return self.title


class Twins(models.Model):
    """Two topics that the host would hold together, and what their askers say to it."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="asked_to_join")
    into = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="asked_to_take")
    topic_agrees = models.BooleanField(null=True)
    into_agrees = models.BooleanField(null=True)
    made = models.DateTimeField(auto_now_add=True)
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("topic", "into"), name="twins_are_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} into {self.into_id}"


class Interest(models.Model):
    """How much somebody wants to be there: 0 not for me … 3 a must. No row: not said yet."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="interests")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="interests")
    value = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=8, choices=Topic.Channel, default=Topic.Channel.PHONE)
    made = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("topic", "attendee"), name="an_interest_is_said_once"),
            models.CheckConstraint(condition=models.Q(value__lte=3), name="interest_is_0_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.value} for {self.topic_id}"


class TimetableVersion(models.Model):
    """A timetable with its groups: a draft until it is published, then kept as it is.

    ``placements``: [{topic, slot, space}] by row id of the topic and numbers of slot and space.
    ``seats``: slot number → attendee's row id → topic's row id. ``left_out``: topic → why.
    ``value``, ``bound``: interest served, and what none can exceed. ``floor``: the share of the own
    ideal that everybody reaches, 0 to 1; ``fair_cost``: what was given up for it. ``notes``: what could
    not be kept: [{kind, text, slot, topic, people}]. ``edit`` counts what is changed by hand.
    ``changes``: what differs from the version published before, and ``told`` how many got a letter.
    """

    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.CASCADE, related_name="timetables")
    number = models.PositiveSmallIntegerField()
    placements = models.JSONField(default=list)
    seats = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    conditions = models.CharField(max_length=64, blank=True, help_text="digest of what bound is of")
    method = models.CharField(max_length=40, blank=True)
    floor = models.FloatField(null=True)
    fair_cost = models.FloatField(null=True)
    seated_value = models.FloatField(null=True, help_text="interest of the seats that people have")
    mixed = models.FloatField(null=True, help_text="cities in a group ÷ its people, on average")
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    told = models.PositiveIntegerField(default=0)
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="a_timetable_has_a_number")
        ]

    def __str__(self) -> str:
        return f"timetable {self.number} of {self.meeting_id}"


class Pick(models.Model):
    """Where somebody sits by their own choice or by hand; no topic: they sit out. Holds in re-runs."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="picks")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="picks")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="picks")
    by_office = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("attendee", "slot"), name="a_seat_is_picked_once")
        ]

    def __str__(self) -> str:
        return f"{self.attendee_id} in slot {self.slot_id}"


class Sheet(models.Model):
    """What a session leaves behind: three questions. ``nothing``: the group says so in as many words."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="sheet")
    facilitator = models.ForeignKey(
        Attendee, null=True, on_delete=models.SET_NULL, related_name="facilitates"
    )
    recorder = models.ForeignKey(
        Attendee, null=True, on_delete=models.SET_NULL, related_name="records"
    )
    shared = models.TextField(blank=True)
    stops = models.TextField(blank=True)
    together = models.TextField(blank=True)
    nothing = models.BooleanField(default=False)
    parked = models.BooleanField(default=False, help_text="kept, may be taken up again")
    edit = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=8, default="phone")
    written = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"sheet of {self.topic_id}"
