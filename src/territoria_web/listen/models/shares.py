"""Known shares of groups as a column: in the order in which the team wrote them, whatever the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression


class SharesField(models.JSONField):
    """Margin → label → share. Kept as pairs, as PostgreSQL sorts the keys of an object."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """For migrations it is what it is for the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Margin and its labels, label and its share, one pair after the other."""
        held = super().get_prep_value(value)
        if not isinstance(held, dict):
            return held
        return [[margin, list(map(list, shares.items()))] for margin, shares in held.items()]

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Any:
        """By name again; rows of before are so already."""
        held = super().from_db_value(value, expression, connection)
        if not isinstance(held, list):
            return held
        return {margin: dict(shares) for margin, shares in held}
