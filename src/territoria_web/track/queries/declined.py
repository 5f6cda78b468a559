"""What a team declined of the advice it was given, for the account of its plan."""

from __future__ import annotations

from territoria_web.plan.models import Plan
from territoria_web.recommend.models import Recommendation


def declined_by(plan: Plan) -> int:
    """How many pieces of advice of its cycle were declined; each has its reason."""
    declined = Recommendation.Decision.DECLINED
    return Recommendation.objects.filter(cycle=plan.cycle, decision=declined).count()
