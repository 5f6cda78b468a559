"""What is promised: the action plan and its versions; what people would spend money on."""

from territoria_web.plan.models.action_plan import UNCHANGED, Action, Milestone, Plan, PlanVersion
from territoria_web.plan.models.budget import Ballot, Budget, BudgetItem
from territoria_web.plan.models.origins import NeedLink

__all__ = [
    "UNCHANGED",
    "Action",
    "Ballot",
    "Budget",
    "BudgetItem",
    "Milestone",
    "NeedLink",
    "Plan",
    "PlanVersion",
]
