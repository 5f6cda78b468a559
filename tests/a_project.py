"""A project of cities: a network, a lead, a partner, one who asks, one who was named, an exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cohort_network import Network, a_network
from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.rules.project_drafts import ProjectDraft
from territoria_web.act.rules.projects import Doer, by_office, by_partner, partner_link
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

ORIGIN = "https://town.example"
S, P = Project.State, Partner.State


@dataclass
class Doing:
    """A project with its network; cities by name."""

    network: Network
    row: Project

    def partner(self, name: str = "Bordeaux") -> Partner:
        """A partner as it stands now."""
        return self.row.partners.get(name=name)

    def by(self, name: str = "Bordeaux") -> Doer:
        """Whoever holds the link of a partner."""
        return by_partner(self.partner(name))

    def office(self) -> Doer:
        """The network's office."""
        return by_office(self.network.office, self.network.row)

    def now(self) -> Project:
        """The project as it stands now."""
        self.row.refresh_from_db()
        return self.row

    def exchange(self, number: int = 1) -> Exchange:
        """An exchange as it stands now."""
        return self.row.exchanges.get(number=number)

    def own(self, path: str = "", name: str = "Bordeaux") -> str:
        """The address of a partner's page."""
        return f"/en/project/{partner_link(self.partner(name))}/{path}"

    def desk(self, path: str = "") -> str:
        """Its address at the network's desk."""
        return self.network.at(f"projects/{self.row.public_id}/{path}")

    def public(self, path: str = "") -> str:
        """Its public address."""
        return f"/en/projects/{self.row.public_id}/{path}"


def a_project(
    state: str = S.OPEN, *, network: Network | None = None, today: date | None = None, **fields: Any
) -> Doing:
    """Bordeaux leads, Bilbao is in it, Milano asks to join, Pau was named; an exchange in a month."""
    held, day = network or a_network("FRE1", "DED5"), today or timezone.localdate()
    now = timezone.now()
    known: dict[str, Any] = {
        "title": "Old trades, new tools",
        "question": "How can cities join traditional and new industries?",
        "axis": "C2",
        "product": "A compendium of good practice",
        "due": day + timedelta(days=540),
        "said": now,
        "opened": None if state == S.PROPOSED else now,
        "started": now if state == S.RUNNING else None,
    }
    row = Project.objects.create(network=held.row, state=state, made=now, **{**known, **fields})
    people = (
        ("Bordeaux", Partner.Role.LEAD, P.AGREED),
        ("Bilbao", Partner.Role.PARTNER, P.AGREED),
        ("Milano", Partner.Role.PARTNER, P.ASKED),
        ("Pau", Partner.Role.OBSERVER, P.INVITED),
    )
    for name, role, where in people:
        email, person = f"{name.lower()}@city.example", f"Person of {name}"
        told = {"email": email, "person": person, "state": where, "role": role}
        Partner.objects.create(project=row, name=name, vouched=where == P.AGREED, **told)
    Exchange.objects.create(project=row, number=1, day=day + timedelta(days=30))
    return Doing(held, row)


def a_draft(today: date | None = None, **fields: Any) -> ProjectDraft:
    """What a project begins with."""
    day = today or timezone.localdate()
    known: dict[str, Any] = {
        "title": "Old trades, new tools",
        "question": "How can cities join traditional and new industries?",
        "axis": "C2",
        "product": "A compendium of good practice",
        "due": day + timedelta(days=540),
        "city": "Bordeaux",
        "email": "lead@bordeaux.example",
        "exchange": day + timedelta(days=120),
    }
    return ProjectDraft(**{**known, **fields})


@dataclass(frozen=True)
class City:
    """A team's cycle in a territory of the network, with its lead and a viewer."""

    cycle: Cycle
    lead: User
    viewer: User

    def at(self, path: str = "") -> str:
        """An address of its stage of projects."""
        return f"/en/desk/{self.cycle.public_id}/act/{path}"


def a_city(code: str = "FRE1") -> City:
    """A team."""
    place = Territory.objects.get(code=code)
    people = []
    for role in (Role.LEAD, Role.VIEWER):
        user = User.objects.create_user(
            f"{role}-{code.lower()}@team.example", name=f"{role} {code}"
        )
        give_role(by=None, user=user, role=role, place=place)
        people.append(user)
    return City(Cycle.objects.create(territory=place, title="A cycle"), *people)
