"""Working meetings of a network: when and where, its programme, and who registered and came."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Territory


class WorkingMeeting(models.Model):
    """A meeting of a network's cities on one axis, opened from a format.

    ``axis``: id of an axis of the smart city, "" for none. ``agenda`` and ``days`` are those of a
    workshop (phases as the office changed them; day → date and start, local time). ``edit`` counts what
    the office changes, ``beat`` whatever people's pages show. ``minutes`` are written at the desk;
    ``report`` is what everybody reads from ``reported`` on.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        LIVE = "live"
        ENDED = "ended"
        REPORTED = "reported"
        CANCELLED = "cancelled"

    class Mode(models.TextChoices):
        PLACE = "place"
        ONLINE = "online"
        BOTH = "both"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="working_meetings"
    )
    format = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    question = models.TextField(blank=True, help_text="what the meeting is to answer")
    axis = models.CharField(max_length=40, blank=True)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PLACE)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="told to those who registered")
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=40, default="Europe/Brussels")
    agenda = models.JSONField(default=list)
    days = models.JSONField(default=dict)
    seats = models.PositiveSmallIntegerField(default=120, help_text="people who can come")
    least = models.PositiveSmallIntegerField(default=5, help_text="fewest people in a group")
    most_of_city = models.PositiveSmallIntegerField(default=3, help_text="in a group")
    code = models.CharField(max_length=12, unique=True, help_text="typed by hand at the door")
    door_open = models.BooleanField(default=False, help_text="whoever has the code may come in")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    phase = models.CharField(max_length=64, blank=True)
    ran = models.JSONField(default=dict, help_text="phase → when it was begun, and ended, last")
    edit = models.PositiveIntegerField(default=0)
    beat = models.PositiveIntegerField(default=0)
    minutes = models.TextField(blank=True)
    report = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="why it was cancelled; stays public")
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    opened = models.DateTimeField(null=True)
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    reported = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class Attendee(models.Model):
    """Somebody who registered, came, or is on paper only. ``key``: the digest of what their phone
    keeps; ``city`` as they say it, ``territory`` where it is one of the platform; ``away``: numbers of
    the slots without them.
    """

    class State(models.TextChoices):
        REGISTERED = "registered"
        PRESENT = "present"
        ABSENT = "absent"
        CANCELLED = "cancelled"

    class Channel(models.TextChoices):
        WEB = "web"
        PHONE = "phone"
        PAPER = "paper"
        DESK = "desk"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=150)
    city = models.CharField(max_length=120, blank=True)
    territory = models.ForeignKey(
        Territory, null=True, on_delete=models.SET_NULL, related_name="attendees"
    )
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=8, help_text="one of the twelve, e.g. SME")
    task = models.CharField(max_length=40, blank=True, help_text="role of the format, e.g. host")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=State, default=State.REGISTERED)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    may_be_named = models.BooleanField(default=False)
    key = models.CharField(max_length=64, blank=True)
    renewed = models.PositiveIntegerField(default=0, help_text="older links open nothing")
    away = models.JSONField(default=list)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    came = models.DateTimeField(null=True)

    class Meta:
        ordering = ("city", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("meeting", "key"),
                condition=~models.Q(key=""),
                name="a_phone_is_one_attendee",
            ),
            models.UniqueConstraint(
                fields=("meeting", "email"),
                condition=~models.Q(email=""),
                name="an_address_registers_once_for_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city or '–'} at {self.meeting_id}"
