"""Surveys of key actors: the questions as opened, who was asked, and what was answered when."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.library.models import FrozenText
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


class Survey(models.Model):
    """A questionnaire opened on a cycle. ``form``: the questions, as ``territoria.model.SurveyForm``
    says them; they can change until it is opened, then ``frozen`` holds them for good.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="surveys")
    framework = models.CharField(max_length=64, help_text="whose factors the answers observe")
    form = models.JSONField(default=dict)
    frozen = models.ForeignKey(
        FrozenText, null=True, on_delete=models.PROTECT, related_name="surveys"
    )
    languages = models.JSONField(default=list)
    contact = models.CharField(max_length=200, blank=True, help_text="whom to ask; shown")
    open_link = models.BooleanField(
        default=False, help_text="anyone with the common address may answer"
    )
    margins = models.JSONField(
        default=dict, help_text="margin → label → known share, for the weights"
    )
    margins_source = models.CharField(max_length=300, blank=True)
    edit = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    opened = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="surveys")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return f"survey {self.public_id}"


class Invitation(models.Model):
    """Somebody who is asked. Its answers hang on a key that only the house's secret ties to it
    (``listen.rules.response_key``): whoever reads these rows does not learn who said what.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=8)
    name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    made = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)
    reminded = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered = models.DateField(
        null=True,
        help_text="the day, so that times do not betray anyone; of a slip of paper, when it was used",
    )
    declined = models.DateField(null=True, help_text="asked not to be written to again")

    class Meta:
        ordering = ("role", "organisation", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("survey", "email"),
                condition=~models.Q(email=""),
                name="an_address_is_asked_once_in_a_survey",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.survey_id}"

    @property
    def by_slip(self) -> bool:
        """Asked by a link on paper. Whoever was written to keeps the link of the letter, also when
        the addresses are erased at the end.
        """
        return not self.email and self.sent is None


class Response(models.Model):
    """The answers of one respondent. ``key``: names it to whoever holds the link, to nobody else."""

    class Channel(models.TextChoices):
        WEB = "web"
        OPEN = "open"
        PAPER = "paper"
        INTERVIEW = "interview"
        XLSFORM = "xlsform"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    key = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=8)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    language = models.CharField(max_length=8, default="en")
    margins = models.JSONField(default=dict, help_text="margin → label, as the respondent said")
    consent = models.BooleanField(default=False, help_text="open answers may be quoted, unnamed")
    entered_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="entered_responses"
    )
    started = models.DateTimeField(auto_now_add=True)
    confirmed = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("survey", "confirmed"))]

    def __str__(self) -> str:
        return f"{self.role} ({self.channel})"


class Answer(models.Model):
    """One answer at one time. A changed answer is a new row; the older one stays, not current."""

    class Said(models.TextChoices):
        VALUE = "value"
        DONT_KNOW = "dont-know"
        NOT_APPLICABLE = "not-applicable"

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=80)
    said = models.CharField(max_length=16, choices=Said, default=Said.VALUE)
    level = models.PositiveSmallIntegerField(null=True, help_text="0 to 4")
    value = models.JSONField(null=True, help_text="of a choice, a severity, a number")
    text = models.TextField(blank=True)
    answered = models.DateTimeField()
    current = models.BooleanField(default=True)
    moderated = models.BooleanField(
        default=False, help_text="somebody of the team read it: it names nobody and may be quoted"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("response", "item"),
                condition=models.Q(current=True),
                name="one_current_answer_of_an_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.said}"


class Look(models.Model):
    """The results as they were shown once. Two looks differ by at least five people, so that nobody
    works out what one person said; ``body``: plain data of ``queries.computed``.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="looks")
    number = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    cutoff = models.DateTimeField(help_text="it holds those who confirmed until then")
    final = models.BooleanField(default=False, help_text="of a closed survey: groups are shown")
    body = models.JSONField()
    made = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("survey", "number"), name="looks_are_counted")
        ]

    def __str__(self) -> str:
        return f"look {self.number} at {self.survey_id}"


class ThemeMark(models.Model):
    """A person put an open answer under a theme."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=64)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("answer", "theme"), name="a_theme_is_marked_once")
        ]

    def __str__(self) -> str:
        return self.theme
