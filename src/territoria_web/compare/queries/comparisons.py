"""A territory among its peers, as it was written down; see ``Comparison``."""

from __future__ import annotations

from territoria_web.compare.models import Comparison
from territoria_web.measure.models import Assessment
from territoria_web.territories.models import Territory


def comparison_of(assessment: Assessment, territory: Territory) -> Comparison | None:
    """What is known of a territory among its peers; None where it is not worked out yet."""
    return Comparison.objects.filter(assessment=assessment, territory=territory).first()
