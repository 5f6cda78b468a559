"""Priorities with money: what is on the list, who would spend it on what, and what came out."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.people.models import User
from territoria_web.plan.models.action_plan import Action


class Budget(models.Model):
    """A sum, a list, a vote. ``rule``: by which the winners are found, said before it opens;
    ``ranks_plan``: the list is a plan's actions, and the result is an order of them, no promise of
    money. ``result``: plain data of ``queries.budget_results``, written when it closes.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    class Rule(models.TextChoices):
        EQUAL_SHARES = "equal-shares"
        GREEDY = "greedy"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="budgets")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    mandate = models.TextField(blank=True, help_text="what the result is for; the host's promise")
    language = models.CharField(max_length=8, default="en")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    rule = models.CharField(max_length=12, choices=Rule, default=Rule.EQUAL_SHARES)
    most_choices = models.PositiveSmallIntegerField(
        null=True, help_text="of one ballot; empty: all"
    )
    ranks_plan = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True, help_text="of an imported one")
    extra = models.JSONField(default=dict, help_text="what else an imported file said")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    opened = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    edit = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.title


class BudgetItem(models.Model):
    """Something that money could be spent on. ``category``: groups the list, e.g. a district."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2)
    category = models.CharField(max_length=120, blank=True)
    need = models.ForeignKey(Need, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="+")
    extra = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("budget", "number"), name="a_budget_item_has_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Ballot(models.Model):
    """What one person would spend the money on. ``chosen``: numbers of items."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="ballots")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="ballots")
    chosen = models.JSONField(default=list)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    extra = models.JSONField(default=dict)
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("budget", "voice"),
                condition=models.Q(voice__isnull=False),
                name="somebody_has_one_ballot",
            )
        ]

    def __str__(self) -> str:
        return f"ballot in {self.budget_id}"
