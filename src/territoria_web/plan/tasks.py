"""Long work of this room: counting a vote of many, once its time is over."""

from __future__ import annotations

from typing import Any

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.plan.models import Budget
from territoria_web.plan.services.budgets import close_when_over


def count_budget(job: Job) -> dict[str, Any]:
    """Close a budget whose time is over, and count it; nothing where it was moved or is gone."""
    budget = Budget.objects.filter(public_id=job.arguments["budget"]).first()
    report_progress(job=job, done=0, of=1)
    if budget is not None:
        close_when_over(budget=budget)
    report_progress(job=job, done=1, of=1)
    return {"budget": job.arguments["budget"]}
