"""Who may: one table of stage × role → may, who may give which role, and the questions they answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from territoria_web.people.models import Organisation, Role
from territoria_web.territories.models import Territory

# Not a membership: a mark of the account. Whoever runs the house sees to its people and keeps it
# going; the teams' own work is opened to them by a team only, like to everyone else.
OPERATOR: Final = "operator"

# In each stage: what a role may do. "see" opens the desk of the stage; the rest are its verbs.
MAY: Mapping[str, Mapping[str, frozenset[str]]] = {
    "territory": {
        Role.LEAD: frozenset(
            {"see", "open", "see people", "invite people", "read journal", "run steps"}
        ),
        Role.EDITOR: frozenset({"see", "see people", "read journal"}),
        Role.EXPERT: frozenset({"see", "see people"}),
        Role.VIEWER: frozenset({"see", "see people"}),
        Role.SECRETARIAT: frozenset(
            {"see", "open", "see people", "invite people", "read journal", "run steps"}
        ),
        OPERATOR: frozenset({"see people", "invite people", "read journal"}),
    },
    # whoever sees contacts reads names and addresses of those who were asked
    "listen": {
        Role.LEAD: frozenset(
            {"see", "ask", "see contacts", "enter answers", "mark themes", "offer checks"}
        ),
        Role.EDITOR: frozenset(
            {"see", "ask", "see contacts", "enter answers", "mark themes", "offer checks"}
        ),
        Role.EXPERT: frozenset({"see", "enter answers", "mark themes"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    # needs, ratings, conversations and budgets of everybody; nobody of the team sees an address
    "citizens": {
        Role.LEAD: frozenset({"see", "prepare", "moderate", "enter", "decide appeals"}),
        Role.EDITOR: frozenset({"see", "prepare", "moderate", "enter", "decide appeals"}),
        Role.EXPERT: frozenset({"see", "enter"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "measure": {
        Role.LEAD: frozenset(
            {"see", "upload", "undo", "assess", "note findings", "register", "hand in"}
        ),
        Role.EDITOR: frozenset(
            {"see", "upload", "undo", "assess", "note findings", "register", "hand in"}
        ),
        Role.EXPERT: frozenset({"see", "note findings", "register"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "compare": {
        Role.LEAD: frozenset({"see", "choose peers", "edit swot"}),
        Role.EDITOR: frozenset({"see", "choose peers", "edit swot"}),
        Role.EXPERT: frozenset({"see", "choose peers", "edit swot"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "recommend": {
        Role.LEAD: frozenset({"see", "judge", "write documents"}),
        Role.EDITOR: frozenset({"see", "judge", "write documents"}),
        Role.EXPERT: frozenset({"see", "judge", "write documents"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "convene": {
        Role.LEAD: frozenset({"see", "prepare", "run", "see contacts"}),
        Role.EDITOR: frozenset({"see", "prepare", "run", "see contacts"}),
        Role.EXPERT: frozenset({"see", "prepare", "run"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "plan": {
        Role.LEAD: frozenset({"see", "plan", "adopt"}),
        Role.EDITOR: frozenset({"see", "plan"}),
        Role.EXPERT: frozenset({"see", "plan"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    # projects with other cities; whoever leads answers for their own territory
    "act": {
        Role.LEAD: frozenset({"see", "lead projects", "name sectors"}),
        Role.EDITOR: frozenset({"see", "lead projects", "name sectors"}),
        Role.EXPERT: frozenset({"see"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    # whoever tends sees the addresses of those who tell how an action goes
    "track": {
        Role.LEAD: frozenset({"see", "report", "tend"}),
        Role.EDITOR: frozenset({"see", "report", "tend"}),
        Role.EXPERT: frozenset({"see", "report"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "learn": {
        Role.LEAD: frozenset({"see", "write", "hand in"}),
        Role.EDITOR: frozenset({"see", "write", "hand in"}),
        Role.EXPERT: frozenset({"see", "write"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    # a paper is signed by the lead and by an expert, and published by the lead
    "papers": {
        Role.LEAD: frozenset({"see", "write", "correct", "sign", "publish"}),
        Role.EDITOR: frozenset({"see", "write", "correct"}),
        Role.EXPERT: frozenset({"see", "write", "correct", "sign"}),
        Role.VIEWER: frozenset({"see", "correct"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    # of a network: calls for its territories, and what they look like side by side
    "network": {
        Role.SECRETARIAT: frozenset(
            {
                *("see", "call", "decide", "see cohort", "write"),
                *("convene", "run projects", "bring companies together", "bring mentors together"),
                "benchmark",
            }
        ),
        Role.MEMBER: frozenset({"see", "see cohort"}),
    },
}

# Where a role can stand. Whoever may "invite people" in a territory gives those of a territory, and
# only those; the roles of organisations are given by the operator.
IN_TERRITORIES: Final = (Role.LEAD, Role.EDITOR, Role.EXPERT, Role.VIEWER)
IN_NETWORKS: Final = (Role.SECRETARIAT, Role.MEMBER)
IN_ORGANISATIONS: Final = (Role.MEMBER,)


def role_may(role: Role | str, stage: str, verb: str) -> bool:
    """Whether a role may do this in a stage."""
    return verb in verbs_of(role, stage)


def verbs_of(role: Role | str, stage: str) -> frozenset[str]:
    """All that a role may do in a stage."""
    return MAY.get(stage, {}).get(role, frozenset())


def may_give_themselves(held: Role | str | None) -> bool:
    """Whether someone may change the own role in a place, by what they hold there: a lead may step
    down. Whoever only builds teams would otherwise open the teams' own work to themselves.
    """
    return held == Role.LEAD


def roles_for(place: Territory | Organisation) -> tuple[Role, ...]:
    """The roles that can be held in a place."""
    if isinstance(place, Territory):
        return IN_TERRITORIES
    return IN_NETWORKS if place.kind == Organisation.Kind.NETWORK else IN_ORGANISATIONS
