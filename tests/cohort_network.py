"""A network of five regions: four with cycles in different steps, one without; its office, a member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

CODES = ("FRE1", "DED5", "FI20", "RO42", "DE30")


@dataclass(frozen=True)
class Network:
    """A network with whoever is of its office, and a member."""

    row: Organisation
    office: User
    member: User

    def at(self, path: str = "") -> str:
        """An address of its desk."""
        return f"/en/desk/networks/{self.row.public_id}/{path}"


def a_network(*codes: str, name: str = "Northern network") -> Network:
    """A network of these territories, without cycles."""
    row = Organisation.objects.create(name=name, kind=Organisation.Kind.NETWORK)
    row.territories.set(Territory.objects.filter(code__in=codes))
    slug = name.lower().replace(" ", "-")
    office = User.objects.create_user(f"office@{slug}.example", name="Sofia Rossi")
    member = User.objects.create_user(f"member@{slug}.example", name="Max Member")
    give_role(by=None, user=office, role=Role.SECRETARIAT, place=row)
    give_role(by=None, user=member, role=Role.MEMBER, place=row)
    return Network(row, office, member)


def a_cycle(code: str, today: date, at: int = 0, *, late: int = 0, owned: bool = True) -> Cycle:
    """A cycle whose step number ``at`` is under way, ``late`` days after its date."""
    cycle = Cycle.objects.create(
        territory=Territory.objects.get(code=code), title=f"Secret plans of {code}"
    )
    owner = User.objects.create_user(f"{code.lower()}-{at}@team.example", name=f"Owner of {code}")
    states = [Step.State.DONE] * at + [Step.State.OPEN] + [Step.State.AHEAD] * (3 - at)
    for n, (kind, state) in enumerate(zip(ORDER, states, strict=True)):
        due = today + timedelta(days=60 * (n - at) + 30) if n != at or not late else None
        Step.objects.create(
            cycle=cycle,
            kind=kind,
            state=state,
            owner=owner if owned else None,
            begins=today - timedelta(days=10),
            due=due or today - timedelta(days=late),
        )
    return cycle
