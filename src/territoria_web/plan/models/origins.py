"""Which needs of people an action answers, and which initiative of the register it carries on."""

from __future__ import annotations

from django.db import models

from territoria_web.listen.models import Need
from territoria_web.measure.models import Initiative
from territoria_web.people.models import User
from territoria_web.plan.models.action_plan import Action


class NeedLink(models.Model):
    """An action answers a need; kept in the versions of the plan."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="need_links")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="action_links")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("need__number",)
        constraints = [
            models.UniqueConstraint(fields=("action", "need"), name="an_action_answers_a_need_once")
        ]

    def __str__(self) -> str:
        return f"{self.action_id} answers {self.need_id}"


class InitiativeLink(models.Model):
    """An action begins, changes or ends an initiative of the territory's register."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="initiative_links")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="action_links"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("initiative__title",)
        constraints = [
            models.UniqueConstraint(
                fields=("action", "initiative"), name="an_action_names_an_initiative_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} for {self.initiative_id}"
