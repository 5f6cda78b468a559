"""The advice to a territory, as it was written down; see ``Advised``."""

from __future__ import annotations

from territoria_web.measure.models import Assessment
from territoria_web.recommend.models import Advised
from territoria_web.territories.models import Territory


def advice_to(assessment: Assessment, territory: Territory) -> Advised | None:
    """The advice to a territory; None where it is not worked out yet."""
    return Advised.objects.filter(assessment=assessment, territory=territory).first()
