"""The advice to a territory, as it was written down; see ``Advised``."""

from __future__ import annotations

from territoria_web.measure.models import Assessment
from territoria_web.recommend.models import Advised
from territoria_web.territories.models import Territory


def advice_to(assessment: Assessment, territory: Territory) -> Advised | None:
    """The advice to a territory; None where it is not worked out yet."""
    return Advised.objects.filter(assessment=assessment, territory=territory).first()


def advised_at(assessment: Assessment, code: str) -> int | None:
    """The key of the advice to the territory of a code; None where it is not worked out yet."""
    held = Advised.objects.filter(assessment=assessment, territory__code=code)
    return held.values_list("pk", flat=True).first()


def codes_advised(assessment: Assessment) -> list[str]:
    """The territories whose advice is worked out, by code."""
    held = Advised.objects.filter(assessment=assessment).order_by("territory__code")
    return list(held.values_list("territory__code", flat=True))
