"""What holds of every room that writes: a closed cycle takes nothing, and the second is told."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.territories.models import Cycle


class ChangedMeanwhile(ValidationError):
    """Another state stands than the one that was seen: a colleague was quicker. Nothing is written."""


def refuse_where_closed(cycle: Cycle | None) -> None:
    """ValidationError where the cycle is closed; what belongs to a network has none."""
    if cycle is not None and cycle.state == Cycle.State.CLOSED:
        raise ValidationError(_("This cycle is closed. What it holds stays as it is."))
