"""Releases of observations, and frameworks opened on them: scores with ranges."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.listen.models import Survey
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle, Territory


class Release(models.Model):
    """One import of observations, with digest; frozen. ``cycle``: whose own figures it holds;
    ``survey``: whose answers they are.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    descriptor = models.JSONField(default=dict)
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.CASCADE, related_name="releases"
    )
    survey = models.ForeignKey(
        Survey, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )
    file_name = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="releases")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, help_text="undone by its team; kept, not used")

    class Meta:
        ordering = ("made",)

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """Territory × indicator × period → value, with status, flag and source. None is *missing*."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="observations")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="observations")
    indicator = models.CharField(max_length=80)
    period = models.SmallIntegerField()
    value = models.FloatField(null=True)
    standard_error = models.FloatField(null=True, help_text="where whoever gives it knows it")
    status = models.CharField(max_length=12)
    flag = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=80, blank=True)
    inherited_from = models.CharField(max_length=32, blank=True)
    line = models.PositiveIntegerField(help_text="line of the release's table; its head is line 1")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("release", "indicator", "territory", "period"),
                name="an_observation_stands_once_in_a_release",
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.indicator} {self.period}"


class Figure(models.Model):
    """The latest observation of a territory's indicator in a release, with range and place.

    ``low``–``high``: 5–95 % within its error. ``rank``: place among the territories of its level
    that have a figure, the better end first (the larger, where neither end is better).
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=80)
    period = models.SmallIntegerField()
    value = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    rank_low = models.PositiveSmallIntegerField(null=True)
    rank_high = models.PositiveSmallIntegerField(null=True)
    of = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12)
    flag = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("release", "indicator", "territory"), name="one_latest_figure"
            )
        ]
        indexes = [models.Index(fields=("territory", "release"))]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.indicator} {self.value} ({self.period})"


class Assessment(models.Model):
    """A framework opened on a release: the text as frozen, the plan, the inputs' digests.

    ``cycle``: a team's own one, on the release with their own figures laid over it; None: public.
    ``data``: the name of the observations in addresses. One is current; older ones are kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.CharField(max_length=64)
    edition = models.CharField(max_length=32)
    text = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="assessments")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="assessments")
    own = models.ForeignKey(
        Release, null=True, on_delete=models.PROTECT, related_name="own_assessments"
    )
    cycle = models.ForeignKey(
        Cycle, null=True, on_delete=models.CASCADE, related_name="assessments"
    )
    data = models.CharField(max_length=160)
    data_digest = models.CharField(max_length=64)
    plan = models.CharField(max_length=64, help_text="first digits of the plan's digest")
    plan_digest = models.CharField(max_length=64)
    made = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("-made",)
        constraints = [
            models.UniqueConstraint(
                fields=("framework",),
                condition=models.Q(current=True, cycle=None),
                name="one_current_public_assessment",
            ),
            models.UniqueConstraint(
                fields=("framework", "cycle"),
                condition=models.Q(current=True),
                name="one_current_assessment_of_a_cycle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.edition} on {self.data}"

    def address(self, kind: str, territory_key: str, node: str) -> str:
        """The address of one number of this assessment."""
        return ":".join(
            (kind, f"{self.framework}@{self.edition}", territory_key, node, self.data, self.plan)
        )


class Score(models.Model):
    """The reading of a node for a territory: score and place with their ranges; None is *unknown*.

    ``known`` of ``bound`` figures below the node have a value; ``inherited`` of them are taken over
    from a larger region. ``coverage``: share of the weight that rests on published figures.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="scores")
    node = models.CharField(max_length=64)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    rank = models.FloatField(null=True)
    rank_low = models.PositiveSmallIntegerField(null=True)
    rank_high = models.PositiveSmallIntegerField(null=True)
    of = models.PositiveSmallIntegerField(default=0)
    known = models.PositiveSmallIntegerField(default=0)
    bound = models.PositiveSmallIntegerField(default=0)
    inherited = models.PositiveSmallIntegerField(default=0)
    coverage = models.FloatField(default=0.0)
    period = models.CharField(max_length=16, blank=True)
    answers = models.JSONField(
        default=dict, help_text="'said' by key actors, and 'together' with it: value, low, high"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("assessment", "node", "territory"), name="one_score_of_a_node"
            )
        ]
        indexes = [models.Index(fields=("assessment", "territory"))]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.node} {self.value}"


class Finding(models.Model):
    """What experts found on a visit or in documents, on one node of the framework, with its source.

    ``group``: the actor group that was heard, never a name. ``weight``: how it bears on the node.
    """

    class Weight(models.TextChoices):
        STRENGTH = "strength"
        WEAKNESS = "weakness"
        OPPORTUNITY = "opportunity"
        THREAT = "threat"
        OPEN = "open"

    class Evidence(models.TextChoices):
        DOCUMENT = "document"
        INTERVIEW = "interview"
        OBSERVATION = "observation"
        FIGURE = "figure"

    class Confidence(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="findings")
    framework = models.CharField(max_length=64)
    node = models.CharField(max_length=64)
    statement = models.TextField()
    weight = models.CharField(max_length=12, choices=Weight)
    evidence = models.CharField(max_length=12, choices=Evidence)
    source = models.CharField(max_length=300)
    group = models.CharField(max_length=16, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence)
    noted_on = models.DateField()
    edit = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="findings")
    made = models.DateTimeField(auto_now_add=True)
    taken_back = models.DateTimeField(null=True)

    class Meta:
        ordering = ("node", "made")

    def __str__(self) -> str:
        return f"{self.node}: {self.statement[:40]}"


class Policy(models.Model):
    """A policy in place in the territory: one line of the inventory of the pre-assessment.

    ``initiative``: the reviewed text of this kind of policy, where there is one.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced"
        RUNNING = "running"
        ENDED = "ended"
        STOPPED = "stopped"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="policies")
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=200, help_text="who answers for it")
    what = models.TextField(blank=True)
    nodes = models.JSONField(default=list, help_text="ids of the framework's nodes it serves")
    initiative = models.CharField(max_length=120, blank=True)
    begins = models.PositiveSmallIntegerField(null=True)
    ends = models.PositiveSmallIntegerField(null=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="EUR")
    state = models.CharField(max_length=12, choices=State)
    evaluation = models.TextField(blank=True, help_text="what is known to work; empty: unknown")
    source = models.CharField(max_length=300)
    edit = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="policies")
    made = models.DateTimeField(auto_now_add=True)
    taken_back = models.DateTimeField(null=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
