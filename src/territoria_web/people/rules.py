"""Who may: one table of stage × role → may, and the question it answers."""

from __future__ import annotations

from collections.abc import Mapping

from territoria_web.people.models import Role

# In each stage: what a role may do. "see" opens the desk of the stage; the rest are its verbs.
MAY: Mapping[str, Mapping[Role, frozenset[str]]] = {
    "territory": {
        Role.LEAD: frozenset({"see", "open", "invite people", "read journal"}),
        Role.EDITOR: frozenset({"see", "read journal"}),
        Role.EXPERT: frozenset({"see"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see", "open", "read journal"}),
    },
    "measure": {
        Role.LEAD: frozenset({"see", "upload", "undo", "assess"}),
        Role.EDITOR: frozenset({"see", "upload", "undo", "assess"}),
        Role.EXPERT: frozenset({"see"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "compare": {
        Role.LEAD: frozenset({"see", "choose peers"}),
        Role.EDITOR: frozenset({"see", "choose peers"}),
        Role.EXPERT: frozenset({"see", "choose peers"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
    "recommend": {
        Role.LEAD: frozenset({"see", "judge", "publish"}),
        Role.EDITOR: frozenset({"see", "judge"}),
        Role.EXPERT: frozenset({"see", "judge"}),
        Role.VIEWER: frozenset({"see"}),
        Role.SECRETARIAT: frozenset({"see"}),
    },
}


def role_may(role: Role | str, stage: str, verb: str) -> bool:
    """Whether a role may do this in a stage."""
    return verb in MAY.get(stage, {}).get(Role(role), frozenset())
