"""Mentoring: mentors with their hours, mentees with a question, pairs, sessions, feedback."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import Organisation, User


class MentoringRound(models.Model):
    """A call for mentors and mentees of a network, and how they are brought together."""

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        RUNNING = "running"
        ENDED = "ended"

    class Method(models.TextChoices):
        TOTAL = "total"
        STABLE = "stable"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="mentoring_rounds"
    )
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    themes = models.JSONField(default=dict, help_text="id → {language: words}")
    open_until = models.DateField(null=True)
    method = models.CharField(max_length=8, choices=Method, default=Method.TOTAL)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class MentoringPerson(models.Model):
    """A mentor or a mentee; each works with a link in a letter. ``capacity``: mentees a mentor takes.
    ``wishes``: public ids of the mentors a mentee would like, best first. The mentees of the round read
    the profile of a mentor who agreed. Without an address the office answers for them.
    """

    class Kind(models.TextChoices):
        MENTOR = "mentor"
        MENTEE = "mentee"

    class State(models.TextChoices):
        WAITING = "waiting"
        IN = "in"
        OUT = "out"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(MentoringRound, on_delete=models.CASCADE, related_name="people")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    languages = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    experience = models.TextField(blank=True)
    hours = models.PositiveSmallIntegerField(null=True, help_text="a month")
    capacity = models.PositiveSmallIntegerField(default=1)
    question = models.TextField(blank=True)
    stage = models.CharField(max_length=200, blank=True)
    wishes = models.JSONField(default=list)
    shown = models.BooleanField(default=False, help_text="consent: others of the round read it")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    renewed = models.PositiveIntegerField(default=0, help_text="older links open nothing")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    confirmed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("round", "kind", "email"),
                condition=~models.Q(email=""),
                name="an_address_has_a_part_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mentorship(models.Model):
    """A mentor and a mentee: drafted, proposed, agreed to by both, running, ended by either without
    reason. ``parts``: why they fit. Notes are the pair's alone; counts are public. ``proposed``,
    ``asked_talk``, ``asked_middle``, ``asked_end``: when letters on it went out.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PROPOSED = "proposed"
        RUNNING = "running"
        DECLINED = "declined"
        ENDED = "ended"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentor = models.ForeignKey(MentoringPerson, on_delete=models.CASCADE, related_name="as_mentor")
    mentee = models.ForeignKey(MentoringPerson, on_delete=models.CASCADE, related_name="as_mentee")
    parts = models.JSONField(default=dict)
    mentor_agrees = models.BooleanField(null=True)
    mentee_agrees = models.BooleanField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    by_hand = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)
    proposed = models.DateTimeField(null=True)
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    asked_talk = models.DateTimeField(null=True)
    asked_middle = models.DateTimeField(null=True)
    asked_end = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("mentor", "mentee"), name="a_pair_is_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} for {self.mentee_id}"


class MentoringSession(models.Model):
    """One talk of a pair: when, what was done, what is next."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=60)
    done = models.TextField(blank=True)
    next = models.TextField(blank=True)
    by = models.ForeignKey(MentoringPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("day", "pk")

    def __str__(self) -> str:
        return f"talk of {self.mentorship_id}"


class MentoringFeedback(models.Model):
    """What one of a pair says in the middle and at the end, 0 to 4."""

    class At(models.TextChoices):
        MIDDLE = "middle"
        END = "end"

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="feedback")
    by = models.ForeignKey(MentoringPerson, on_delete=models.CASCADE, related_name="+")
    at = models.CharField(max_length=8, choices=At)
    worth = models.PositiveSmallIntegerField()
    said = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("mentorship", "by", "at"), name="feedback_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.worth} of {self.mentorship_id}"


class MentoringWorkshop(models.Model):
    """A mentor with up to six mentees, online. ``link``: of those who come; ``edit`` counts changes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(MentoringRound, on_delete=models.CASCADE, related_name="workshops")
    mentor = models.ForeignKey(MentoringPerson, on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField(max_length=200)
    begins = models.DateTimeField()
    timezone = models.CharField(max_length=40, default="Europe/Brussels")
    minutes = models.PositiveSmallIntegerField(default=90)
    link = models.URLField(max_length=500, blank=True, help_text="told to those who come")
    places = models.PositiveSmallIntegerField(default=6)
    mentees = models.ManyToManyField(MentoringPerson, related_name="comes_to")
    held = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("begins", "pk")

    def __str__(self) -> str:
        return self.title
