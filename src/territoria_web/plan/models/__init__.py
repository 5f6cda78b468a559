"""What is promised: the action plan and its versions, targets of policy areas; budgets of everybody."""

from territoria_web.plan.models.action_plan import UNCHANGED, Action, Milestone, Plan, PlanVersion
from territoria_web.plan.models.budget import Ballot, Budget, BudgetItem
from territoria_web.plan.models.origins import InitiativeLink, NeedLink
from territoria_web.plan.models.target import AreaTarget, AreaTargetVersion, TargetFigure

__all__ = [
    "UNCHANGED",
    "Action",
    "AreaTarget",
    "AreaTargetVersion",
    "Ballot",
    "Budget",
    "BudgetItem",
    "InitiativeLink",
    "Milestone",
    "NeedLink",
    "Plan",
    "PlanVersion",
    "TargetFigure",
]
