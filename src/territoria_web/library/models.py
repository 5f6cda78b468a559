"""Text is opened into rows: a frozen copy of a reviewed text, named by its digest."""

from __future__ import annotations

from django.db import models


class FrozenText(models.Model):
    """A text as it stood when it was opened; rows of later stages point here, never to a file."""

    kind = models.CharField(max_length=32)
    text_id = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    body = models.JSONField()
    frozen = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "text_id", "digest"), name="a_text_is_frozen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.text_id} {self.digest[:8]}"
