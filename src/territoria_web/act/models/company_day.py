"""Company days: companies with offers and seeks, requests both ways, the schedule, what came of it."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import Organisation, User


class CompanyDay(models.Model):
    """A day (or two) on which companies of several cities meet in arranged talks. ``slots``: begin of
    each talk as a moment; ``plan``: dates, hours and breaks that they were made from; ``minutes``: of a
    talk; ``tables``: talks side by side; ``tags``: the words for what is offered and sought, agreed
    beforehand, id → {language: words}.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        ARRANGED = "arranged"
        ENDED = "ended"
        CANCELLED = "cancelled"

    class Mode(models.TextChoices):
        PLACE = "place"
        ONLINE = "online"
        BOTH = "both"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="company_days")
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    host = models.CharField(max_length=150, blank=True, help_text="the city that invites")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PLACE)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=40, default="Europe/Brussels")
    slots = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    minutes = models.PositiveSmallIntegerField(default=20)
    tables = models.PositiveSmallIntegerField(default=10)
    tags = models.JSONField(default=dict)
    apart = models.JSONField(
        default=list, help_text="[[company, company]] by row id, never matched"
    )
    register_until = models.DateTimeField(null=True)
    ask_until = models.DateTimeField(null=True, help_text="for requests and answers")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.TextField(blank=True, help_text="why it was cancelled; public")
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    opened = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class Company(models.Model):
    """A company at a day. It works with a link in a letter; one that came on paper may have no address,
    and the office does its part. ``offers``, ``seeks``: up to three tags; ``away``: numbers of the slots
    without it, from 0; ``booth``: its own fixed table.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        IN = "in"
        OUT = "out"
        ABSENT = "absent"

    class Channel(models.TextChoices):
        WEB = "web"
        PAPER = "paper"
        FILE = "file"

    class Size(models.TextChoices):
        MICRO = "micro"
        SMALL = "small"
        MEDIUM = "medium"
        LARGE = "large"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    day = models.ForeignKey(CompanyDay, on_delete=models.CASCADE, related_name="companies")
    name = models.CharField(max_length=150)
    city = models.CharField(max_length=120)
    nace = models.CharField(max_length=4, blank=True)
    size = models.CharField(max_length=8, choices=Size, default=Size.SMALL)
    about = models.CharField(max_length=400, blank=True)
    website = models.URLField(max_length=300, blank=True)
    offers = models.JSONField(default=list)
    seeks = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    away = models.JSONField(default=list)
    booth = models.PositiveSmallIntegerField(null=True)
    person = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    shown = models.BooleanField(default=False, help_text="consent: the profile is public")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was refused")
    renewed = models.PositiveIntegerField(default=0, help_text="older links open nothing")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    confirmed = models.DateTimeField(null=True, help_text="the link of the letter was opened")
    told = models.DateTimeField(null=True, help_text="the last letter on requests that wait")

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("day", "email"),
                condition=~models.Q(email=""),
                name="an_address_comes_once_to_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Encounter(models.Model):
    """A talk between two companies from the request to what came of it. ``value``: how much the asker
    wants it, 1 to 3; ``return_value``: the asked, once accepted. ``slot``, ``table``: from 0 and 1, as
    published.
    """

    class State(models.TextChoices):
        REQUESTED = "requested"
        DECLINED = "declined"
        ACCEPTED = "accepted"
        SCHEDULED = "scheduled"
        HELD = "held"
        NO_SHOW = "no-show"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    day = models.ForeignKey(CompanyDay, on_delete=models.CASCADE, related_name="encounters")
    asker = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="asked_for")
    asked = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="asked_by")
    value = models.PositiveSmallIntegerField(default=2)
    return_value = models.PositiveSmallIntegerField(null=True)
    message = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    slot = models.PositiveSmallIntegerField(null=True)
    table = models.PositiveSmallIntegerField(null=True)
    pin_slot = models.PositiveSmallIntegerField(null=True, help_text="held here in every run")
    pin_table = models.PositiveSmallIntegerField(null=True)
    made = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True)
    scheduled = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)

    class Meta:
        ordering = ("slot", "table", "pk")
        constraints = [
            models.UniqueConstraint(fields=("asker", "asked"), name="a_talk_is_asked_for_once"),
            models.CheckConstraint(
                condition=~models.Q(asker=models.F("asked")), name="a_talk_takes_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} with {self.asked_id}"


class Outcome(models.Model):
    """What one of the two says came of a talk: right after it, and after 90 days. ``worth`` 0 to 4."""

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="outcomes")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="outcomes")
    took_place = models.BooleanField(null=True)
    worth = models.PositiveSmallIntegerField(null=True)
    goes_on = models.BooleanField(null=True, help_text="we meet again, or write")
    joint_offer = models.BooleanField(null=True)
    agreement = models.BooleanField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    note = models.CharField(max_length=400, blank=True, help_text="what we could do together")
    made = models.DateTimeField(auto_now_add=True)
    asked_again = models.DateTimeField(null=True)
    told_again = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("encounter", "company"), name="each_of_two_says_what_came_of_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} on {self.encounter_id}"


class Schedule(models.Model):
    """A run of the arrangement: what it is worth, how far the best can lie, what changed. Kept."""

    day = models.ForeignKey(CompanyDay, on_delete=models.CASCADE, related_name="schedules")
    number = models.PositiveSmallIntegerField()
    meetings = models.JSONField(default=list, help_text="[{talk, a, b, slot, table}] by row id")
    unplaced = models.JSONField(default=list, help_text="[{a, b, why}]")
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    holes = models.PositiveIntegerField(default=0)
    holes_before = models.PositiveIntegerField(default=0)
    method = models.CharField(max_length=40, blank=True)
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    told = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("day", "number"), name="a_schedule_has_a_number")
        ]

    def __str__(self) -> str:
        return f"schedule {self.number} of {self.day_id}"
