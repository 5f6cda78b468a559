"""A small plan: a lead and a cycle of a territory of its own, actions by number, advice and promises."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.plans import actions_of, draft_of, state_of
from territoria_web.plan.rules import Draft
from territoria_web.plan.services.actions import add_action, change_action
from territoria_web.plan.services.plans import begin_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle, Territory

BEGINS = date(2027, 1, 1)
WHY = "Adopted by the council on 4 March 2027."


@dataclass
class Planning:
    """A plan with its lead."""

    lead: User
    cycle: Cycle
    plan: Plan
    numbers: list[int] = field(default_factory=list)

    def add(self, title: str = "Open a data desk", **fields: Any) -> Action:
        """An action of the team's own."""
        return add_action(by=self.lead, plan=self.plan, draft=Draft(title=title, **fields))

    def change(self, number: int, **fields: Any) -> Action:
        """An action changed in some fields, as it stands now."""
        action = self.one(number)
        draft = replace(draft_of(action), **fields)
        return change_action(by=self.lead, action=action, draft=draft, seen=action.edit)

    def one(self, number: int) -> Action:
        """An action as it stands now."""
        return next(a for a in self.all() if a.number == number)

    def all(self) -> list[Action]:
        """All actions as they stand now."""
        return list(actions_of(self.plan))

    def seen(self) -> str:
        """What names the plan as it stands now."""
        self.plan.refresh_from_db()
        return state_of(self.plan, self.all())

    def adopt(self, reason: str = WHY, **more: Any) -> Any:
        """Adopt it as it stands."""
        return adopt_plan(by=self.lead, plan=self.plan, reason=reason, seen=self.seen(), **more)

    def advice(self, advice: str = "user-feedback", **fields: Any) -> Recommendation:
        """A piece of advice that the team accepted."""
        text = library().recommendations[advice]
        told = {"own": False, "tier": "A", "why_tier": "nothing in the way", "place": 1}
        return Recommendation.objects.create(
            cycle=fields.pop("cycle", self.cycle),
            text=freeze_text(kind="recommendations", text_id=advice, text=text),
            advice=advice,
            given={**told, "gaps": [], "factors": list(text.factors), "grade": "E1"},
            **{"decision": "accepted", **fields},
        )

    def result(self, text: str = "Lend tablets in the library", **fields: Any) -> Contribution:
        """An action on the short list of the workshop."""
        meeting = Meeting.objects.filter(cycle=self.cycle).first() or self._meeting()
        told = {"kind": "action", "short_listed": True, "phase": "plan", "body": {}}
        return Contribution.objects.create(meeting=meeting, text=text, **{**told, **fields})

    def _meeting(self) -> Meeting:
        form, _made = FrozenText.objects.get_or_create(
            kind="formats", text_id="x", digest="x", defaults={"body": {}}
        )
        return Meeting.objects.create(
            cycle=self.cycle, format=form, title="Workshop", code=f"w{self.cycle.pk}", agenda=[]
        )


def a_plan(code: str = "X1", **fields: Any) -> Planning:
    """A begun plan in a territory that is made where it is not there yet."""
    place, _made = Territory.objects.get_or_create(
        code=code, version="2021", defaults={"name": "Lakeland", "level": 2, "country": "X"}
    )
    lead = User.objects.create_user(f"lead-{code.lower()}@example.org", name="Lea Lead")
    give_role(by=None, user=lead, role=Role.LEAD, place=place)
    cycle = Cycle.objects.create(territory=place, title="Digital strategy")
    plan = begin_plan(by=lead, cycle=cycle, begins=BEGINS, **fields)
    return Planning(lead, cycle, plan)
