"""Collaboration projects of cities: question, partners with their roles, product with its date."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.convene.models import Topic
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import Action
from territoria_web.territories.models import Territory


class Project(models.Model):
    """A project that cities do together; public from its first day. ``topic``: the session it came
    out of; ``product``: what there will be to hold, by ``due``; ``every_months``: the rhythm of its
    exchanges. ``said``: when anybody told anything last; half as long again as the rhythm without
    that is shown as silence. The last five fields close it. ``edit`` counts changes.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        OPEN = "open"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        PARKED = "parked"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="projects")
    topic = models.OneToOneField(
        Topic, null=True, on_delete=models.SET_NULL, related_name="project"
    )
    actions = models.ManyToManyField(
        Action, related_name="projects", help_text="of the partners' own plans"
    )
    title = models.CharField(max_length=140)
    question = models.CharField(max_length=300)
    axis = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    sought = models.TextField(blank=True, help_text="which partners are sought")
    open_until = models.DateField(null=True, help_text="until when others are called to join")
    product = models.CharField(max_length=300)
    due = models.DateField()
    first_due = models.DateField(null=True, help_text="the day first promised, once it has moved")
    delivered = models.DateField(null=True)
    delivered_url = models.URLField(max_length=500, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    every_months = models.PositiveSmallIntegerField(default=4)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.TextField(blank=True, help_text="of a return, a stop or a pause; public")
    done_what = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    failed = models.TextField(blank=True)
    again = models.TextField(blank=True, help_text="would you do it again?")
    example = models.BooleanField(default=False, help_text="invented, to show how it works")
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField()
    opened = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    said = models.DateTimeField(null=True)
    asked = models.DateTimeField(null=True, help_text="when the lead was told that it is overdue")

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """A city, body or company in a project. The lead and whoever is agreed may work on the project by
    a link in a letter, without an account. ``name``: of the city or company, as everybody reads it;
    ``vouched``: an account of the city, or the network's office, stands for it, so nobody can speak
    for a city by typing its name.
    """

    class Role(models.TextChoices):
        LEAD = "lead"
        PARTNER = "partner"
        OBSERVER = "observer"
        COMPANY = "company"

    class State(models.TextChoices):
        ASKED = "asked"
        INVITED = "invited"
        AGREED = "agreed"
        DECLINED = "declined"
        LEFT = "left"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    role = models.CharField(max_length=8, choices=Role, default=Role.PARTNER)
    name = models.CharField(max_length=150)
    territory = models.ForeignKey(
        Territory, null=True, on_delete=models.SET_NULL, related_name="partnerships"
    )
    person = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    may_be_named = models.BooleanField(default=False, help_text="the person, in public")
    brings = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    vouched = models.BooleanField(default=False, help_text="by an account of it, or by the office")
    reason = models.TextField(blank=True, help_text="of a no; told to whoever asked")
    renewed = models.PositiveIntegerField(default=0, help_text="older links open nothing")
    made = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project",),
                condition=models.Q(role="lead", state="agreed"),
                name="a_project_has_one_lead",
            ),
            models.UniqueConstraint(
                fields=("project", "email"),
                condition=~models.Q(email="") & models.Q(state__in=("asked", "invited", "agreed")),
                name="an_address_is_in_a_project_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.project_id}"

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it is named as a city, and nobody who may stands for that."""
        return not self.vouched and self.role != self.Role.COMPANY


class Exchange(models.Model):
    """A periodic talk of a project's partners, online unless a place is named; its calendar entry
    keeps its ``uid``. One that was not held stays visible.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        MISSED = "missed"
        CANCELLED = "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="exchanges")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    starts = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    timezone = models.CharField(max_length=40, default="Europe/Brussels")
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="told to partners")
    host = models.ForeignKey(Partner, null=True, on_delete=models.SET_NULL, related_name="hosts")
    agenda = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    shown = models.TextField(blank=True, help_text="tools and practices that were shown")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    moved_from = models.DateField(null=True, help_text="the day first named, once it has moved")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)
    told = models.DateTimeField(null=True, help_text="when the letter before it went out")
    closed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("project", "number"), name="an_exchange_has_a_number")
        ]

    def __str__(self) -> str:
        return f"exchange {self.number} of {self.project_id}"


class ProjectForum(models.Model):
    """A large meeting of a project to which each partner sends a delegation with a company."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="forums")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    about = models.TextField(blank=True)
    report = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("begins", "pk")

    def __str__(self) -> str:
        return self.title


class Delegation(models.Model):
    """Who comes to a forum for a partner, and the company that bears witness. It is complete with a
    company, its sector, the tool it used, what was before and after, and its consent.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(ProjectForum, on_delete=models.CASCADE, related_name="delegations")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="delegations")
    people = models.PositiveSmallIntegerField(default=1)
    company = models.CharField(max_length=150, blank=True)
    sector = models.CharField(max_length=8, blank=True, help_text="NACE division")
    tool = models.CharField(max_length=200, blank=True)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    testimony = models.TextField(blank=True)
    consent = models.BooleanField(default=False, help_text="the company may be shown in public")
    edit = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("forum", "partner"), name="a_partner_sends_one_delegation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} at {self.forum_id}"


class ProjectEntry(models.Model):
    """A line of a project's public story: what happened, when, who said it. Written once."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="story")
    what = models.CharField(max_length=32, help_text="key of a sentence")
    facts = models.JSONField(default=dict, help_text="what the sentence names")
    said = models.TextField(blank=True, help_text="reason or news, in somebody's own words")
    who = models.CharField(max_length=150, blank=True, help_text="city or office, as shown")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField()

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"{self.what} of {self.project_id}"
